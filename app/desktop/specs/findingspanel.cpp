// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/findingspanel.h"

#include "usertext/usertext.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

class FindingDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const override
    {
        return {100, option.fontMetrics.height() + 10};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool error =
            index.data(FindingsModel::LevelRole).toInt() == static_cast<int>(spec::Diagnostic::Level::Error);
        const Tokens &t = Look::tokens();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {16, 16};
        const qreal ratio = option->widget != nullptr ? option->widget->devicePixelRatioF() : 1;
        option->icon =
            QIcon(icons::pixmap(error ? u"state-failed"_s : u"warning"_s, error ? t.bad : t.waiting, 16, ratio));
    }
};

}  // namespace

FindingsPanel::FindingsPanel(FindingsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_list(new QListView)
    , m_fixes(new QHBoxLayout)
{
    m_list->setModel(model);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Findings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    m_fixes->setContentsMargins(8, 6, 8, 6);
    m_fixes->setSpacing(8);
    layout->addLayout(m_fixes);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindingsPanel::showFixes);
    connect(model, &QAbstractItemModel::dataChanged, this, &FindingsPanel::showFixes);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FindingsPanel::showFixes);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FindingsPanel::showFixes);
    connect(m_list, &QListView::activated, this, &FindingsPanel::go);
    connect(m_list, &QListView::clicked, this, &FindingsPanel::go);
    showFixes();
}

const spec::Finding *FindingsPanel::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? &m_model->findings().at(index.row()) : nullptr;
}

void FindingsPanel::go()
{
    if (const spec::Finding *finding = current(); finding != nullptr && !finding->span.isNull())
        Q_EMIT goTo(finding->span.from);
}

void FindingsPanel::step(bool forward, int line)
{
    int row = forward ? m_model->nextAfter(line) : m_model->previousBefore(line);
    // Several may stand in one line.
    const int now = m_list->currentIndex().row(), beside = forward ? now + 1 : now - 1;
    const QList<spec::Finding> &all = m_model->findings();
    if (now >= 0 && beside >= 0 && beside < all.size() && all.at(now).span.from.line == line
        && all.at(beside).span.from.line == line)
        row = beside;
    if (row < 0)
        return;
    m_list->setCurrentIndex(m_model->index(row));
    go();
}

void FindingsPanel::showFixes()
{
    const spec::Finding finding = current() != nullptr ? *current() : spec::Finding {};
    // A button that is made again under the pointer would lose the press.
    if (finding == m_shown && m_fixes->count() > 0)
        return;
    m_shown = finding;
    while (QLayoutItem *item = m_fixes->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (int i = 0; i < finding.fixes.size(); ++i) {
        const spec::QuickFix &fix = finding.fixes.at(i);
        const QString text = usertext::specFixText(fix.key, fix.detail);
        // Cut for the eye alone.
        auto *button =
            new QPushButton(fontMetrics().elidedText(QString(text).replace(u'&', u"&&"_s), Qt::ElideRight, 320));
        button->setToolTip(text);
        button->setAccessibleName(text);
        connect(button, &QPushButton::clicked, this, [this, finding, i] {
            // The button goes with the finding.
            m_list->setFocus(Qt::OtherFocusReason);
            Q_EMIT fixRequested(finding, i);
        });
        m_fixes->addWidget(button);
    }
    m_fixes->addStretch();
}

}  // namespace bw::desktop
