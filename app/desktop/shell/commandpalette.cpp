// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "models/fuzzymatch.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "widgets/draw.h"
#include "widgets/look.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int indexRole = Qt::UserRole, detailRole = Qt::UserRole + 1;

class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, std::max(34, option.fontMetrics.height() + 14)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = Look::tokens();
        if ((option.state & QStyle::State_Selected) != 0)
            draw::box(painter, option.rect, t.selection, Qt::transparent);
        const QRect words = option.rect.adjusted(12, 0, -12, 0);
        const QString detail = index.data(detailRole).toString();
        const int room = words.width() - option.fontMetrics.horizontalAdvance(detail) - 24;
        const auto side = [&](Qt::Alignment alignment) {
            return static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::AlignVCenter;
        };
        painter->setPen(t.text);
        painter->drawText(words, side(Qt::AlignLeft),
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->setPen(t.muted);
        painter->drawText(words, side(Qt::AlignRight), detail);
    }
};

}  // namespace

CommandPalette::CommandPalette(QList<Entry> entries, const QString &hint, const QString &nothing, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_entries(std::move(entries))
    , m_query(new QLineEdit)
    , m_list(new QListView)
    , m_found(new QStandardItemModel(this))
    , m_nothing(new QLabel(nothing))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(hint);
    setObjectName(u"palette"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_query->setPlaceholderText(hint);
    m_query->setAccessibleName(hint);
    m_query->installEventFilter(this);
    m_list->setModel(m_found);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Results"));
    m_nothing->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_query);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);
    resize(560, 420);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    filter({});
}

void CommandPalette::filter(const QString &query)
{
    QList<std::pair<int, int>> scored;
    for (int i = 0; i < m_entries.size(); ++i)
        if (const int score = fuzzyScore(query, m_entries.at(i).title); score > 0)
            scored << std::pair(query.isEmpty() ? 1 : score, i);
    std::ranges::stable_sort(scored, std::ranges::greater(), &std::pair<int, int>::first);
    m_found->clear();
    for (const auto &[score, i] : std::as_const(scored)) {
        auto *item = new QStandardItem(m_entries.at(i).title);
        item->setData(i, indexRole);
        item->setData(m_entries.at(i).detail, detailRole);
        item->setData(QString(m_entries.at(i).title + u", "_s + m_entries.at(i).detail), Qt::AccessibleTextRole);
        m_found->appendRow(item);
    }
    m_list->setCurrentIndex(m_found->index(0, 0));
    m_list->setVisible(!scored.isEmpty());
    m_nothing->setVisible(scored.isEmpty());
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const auto run = m_entries.at(index.data(indexRole).toInt()).run;
    // What it does may need the keyboard, which this dialog holds.
    close();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_query || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        runCurrent();
        return true;
    }
    const int page = std::max(1, m_list->height() / 34 - 1);
    const int step = key == Qt::Key_Down ? 1
        : key == Qt::Key_Up              ? -1
        : key == Qt::Key_PageDown        ? page
        : key == Qt::Key_PageUp          ? -page
                                         : 0;
    if (step == 0)
        return QDialog::eventFilter(watched, event);
    const int row = std::clamp(m_list->currentIndex().row() + step, 0, std::max(0, m_found->rowCount() - 1));
    m_list->setCurrentIndex(m_found->index(row, 0));
    return true;
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    painter.fillRect(rect(), t.surface);
    painter.setPen(t.border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::showOver(MainWindow &window, CommandPalette *palette)
{
    const QPoint top = window.mapToGlobal(QPoint((window.width() - palette->width()) / 2, 64));
    palette->move(top);
    palette->setModal(true);
    palette->show();
    palette->m_query->setFocus();
}

void CommandPalette::showCommands(MainWindow &window)
{
    QList<Entry> entries;
    for (const Actions::Entry &entry : window.actions().all()) {
        QAction *action = entry.action;
        if (!action->isEnabled() || entry.id == "view.palette"_L1)
            continue;
        QString menu = Actions::menuTitle(entry.menu);
        menu.remove(u'&');
        entries << Entry {.title = menu + u": "_s + Actions::plainText(*action),
                          .detail = action->shortcut().toString(QKeySequence::NativeText),
                          .run = [action] { action->trigger(); }};
    }
    showOver(window,
             new CommandPalette(std::move(entries), tr("Type the name of a command"), tr("No command has such a name."),
                                &window));
}

void CommandPalette::showTargets(MainWindow &window)
{
    QList<Entry> entries;
    for (const Page::Target &target : window.targets())
        entries << Entry {.title = target.title, .detail = target.detail, .run = [&window, place = target.place] {
                              window.goTo(place.section(u'\n', 0, 0), place.section(u'\n', 1));
                          }};
    showOver(window,
             new CommandPalette(std::move(entries), tr("Type the name of a build"), tr("No build has such a name."),
                                &window));
}

}  // namespace bw::desktop
