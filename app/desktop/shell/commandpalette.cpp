// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "models/datasession.h"
#include "models/fuzzymatch.h"
#include "models/places.h"
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

constexpr int mostShown = 200;  // more than anybody reads through
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
    scored.resize(std::min<qsizetype>(scored.size(), mostShown));
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

void CommandPalette::setEntries(QList<Entry> entries)
{
    m_entries = std::move(entries);
    filter(m_query->text());
}

CommandPalette *CommandPalette::show(MainWindow &window, QList<Entry> entries, const QString &hint,
                                     const QString &nothing)
{
    auto *palette = new CommandPalette(std::move(entries), hint, nothing, &window);
    palette->move(window.mapToGlobal(QPoint((window.width() - palette->width()) / 2, 64)));
    palette->setModal(true);
    palette->QDialog::show();
    palette->m_query->setFocus();
    return palette;
}

void CommandPalette::showCommands(MainWindow &window)
{
    QList<Entry> entries;
    for (const Actions::Entry &entry : window.actions().all()) {
        QAction *action = entry.action;
        if (!action->isEnabled() || entry.id == "view.palette"_L1)
            continue;
        entries << Entry {.title = Actions::wholeText(entry),
                          .detail = action->shortcut().toString(QKeySequence::NativeText),
                          .run = [action] { action->trigger(); }};
    }
    show(window, std::move(entries), tr("Type the name of a command"), tr("No command has such a name."));
}

void CommandPalette::showTargets(MainWindow &window)
{
    const auto entry = [&window](const QString &title, const QString &detail, const QString &page,
                                 const QString &place) {
        return Entry {.title = title, .detail = detail, .run = [&window, page, place] { window.goTo(page, place); }};
    };
    QList<Entry> entries;
    for (const Page::Target &target : window.targets())
        entries << entry(target.title, target.detail, target.place.section(u'\n', 0, 0),
                         target.place.section(u'\n', 1));
    CommandPalette *palette =
        show(window, std::move(entries), tr("Type the name of a chat, a specification or a build"),
             tr("Nothing has such a name."));
    window.session().read(
        palette, [](engine::ReadSide &side) { return placesOf(side); },
        [palette, &window, entry](const Result<QList<Place>> &places) {
            if (!places)
                return;
            QList<Entry> all;
            for (const Place &place : *places)
                if (window.hasPage(place.page))
                    all << entry(place.title, place.detail, place.page, place.place);
            palette->setEntries(std::move(all));
        });
}

}  // namespace bw::desktop
