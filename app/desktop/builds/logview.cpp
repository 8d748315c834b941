// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/logview.h"

#include "models/logmodel.h"
#include "widgets/look.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace bw::desktop
{

namespace
{

class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 4};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = Look::tokens();
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(option.rect, t.selection);
        painter->setFont(option.font);
        // A log is read from left to right in every language.
        painter->setLayoutDirection(Qt::LeftToRight);
        const QString time = index.data(LogModel::TimeRole).toString();
        const int column = option.fontMetrics.horizontalAdvance(QStringLiteral("00:00:00")) + 12;
        painter->setPen(t.muted);
        const QRect rect = option.rect.adjusted(12, 0, -4, 0);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, time);
        const auto level = static_cast<store::LogLevel>(index.data(LogModel::LevelRole).toInt());
        const bool told = index.data(LogModel::SourceRole).toString() == QLatin1StringView("command");
        painter->setPen(level == store::LogLevel::Error         ? t.bad
                            : level == store::LogLevel::Warning ? t.waiting
                            : level == store::LogLevel::Debug   ? t.muted
                            : told                              ? t.busy
                                                                : t.text);
        const QRect words = rect.adjusted(column, 0, 0, 0);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    }
};

}  // namespace

LogView::LogView(LogModel &model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new LineDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setLayoutDirection(Qt::LeftToRight);
    setAccessibleName(tr("Log"));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF() * 0.95);
    setFont(font);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::scrolled);
    connect(
        &model, &LogModel::appended, this,
        [this] {
            if (m_follows)
                scrollToBottom();
        },
        Qt::QueuedConnection);
    connect(&model, &LogModel::olderInserted, this, [this](int rows) {
        m_moving = true;
        doItemsLayout();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rows);
        m_moving = false;
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { setFollows(true); });
}

void LogView::scrolled(int value)
{
    if (m_moving)
        return;
    const QScrollBar *bar = verticalScrollBar();
    setFollows(value >= bar->maximum());
    if (value == bar->minimum() && bar->maximum() > 0)
        m_model.fetchOlder();
    else if (value >= bar->maximum() && !m_model.atEnd())
        m_model.fetchNewer();
}

void LogView::setFollows(bool follows)
{
    if (follows == m_follows)
        return;
    m_follows = follows;
    Q_EMIT followsChanged();
}

void LogView::goToEnd()
{
    if (!m_model.atEnd())
        m_model.goToEnd();
    scrollToBottom();
    setFollows(true);
}

void LogView::copy()
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(m_model.textOf(rows));
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->key() == Qt::Key_End)
        return goToEnd();
    QListView::keyPressEvent(event);
}

}  // namespace bw::desktop
