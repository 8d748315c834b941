// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatside.h"

#include "chat/chatdelegate.h"
#include "chat/chatmenus.h"
#include "widgets/sidelist.h"
#include "widgets/statepanel.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
constexpr QLatin1StringView archiveKey("\narchive");  // no id has a line break
}  // namespace

ChatSide::ChatSide(ChatListModel &chats, const ProjectNames &projects, ChatMenus &menus, QWidget *parent)
    : QWidget(parent)
    , m_chats(chats)
    , m_projects(projects)
    , m_menus(menus)
    , m_search(new QLineEdit)
    , m_shelf(new QComboBox)
    , m_list(new QListView)
{
    // Before the view hears of it: the row that takes the place of one that goes was chosen by nobody.
    connect(&m_chats, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_selecting = true; });
    m_list->setModel(&m_chats);
    connect(&m_chats, &QAbstractItemModel::rowsRemoved, this, [this] { m_selecting = false; });
    m_list->setItemDelegate(new ChatDelegate(m_list));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    dressSideList(m_list, tr("Chats"));
    m_list->setUniformItemSizes(false);  // the first of a group is higher
    m_list->installEventFilter(this);
    m_found = new StatePanel(m_list, 48);
    auto *fresh = new QPushButton(tr("New"));
    fresh->setToolTip(tr("New chat"));
    connect(fresh, &QPushButton::clicked, this, &ChatSide::newRequested);
    auto *below = new QWidget;
    auto *rows = new QVBoxLayout(below);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    auto *shelf = new QHBoxLayout;
    shelf->setContentsMargins(12, 0, 12, 0);
    shelf->addWidget(m_shelf, 1);
    rows->addLayout(shelf);
    rows->addWidget(m_found, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeSide(m_search, tr("Search all chats"), fresh, below));
    setMinimumWidth(200);
    makeShelf();
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_shelf->setEnabled(typed.trimmed().isEmpty());  // a search looks everywhere
        m_chats.setSearch(typed);
    });
    connect(&m_chats, &ChatListModel::loadChanged, this, &ChatSide::showState);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChatSide::choose);
    connect(m_list, &QListView::clicked, this, &ChatSide::choose);
    connect(m_list, &QListView::activated, this, &ChatSide::choose);
    connect(m_list, &QWidget::customContextMenuRequested, this, &ChatSide::showMenu);
    connect(m_found, &StatePanel::emptyClicked, this, [this] {
        m_search->clear();
        m_shelf->setCurrentIndex(0);
    });
    connect(m_found, &StatePanel::retried, &m_chats, &ChatListModel::reload);
    setFocusProxy(m_list);
}

void ChatSide::makeShelf()
{
    m_shelf->setAccessibleName(tr("Which chats"));
    fillShelf();
    connect(&m_projects, &ProjectNames::changed, this, &ChatSide::fillShelf);
    connect(m_shelf, &QComboBox::currentIndexChanged, this, &ChatSide::shelve);
}

void ChatSide::fillShelf()
{
    const QString chosen = m_shelf->currentData().toString();
    {
        const QSignalBlocker quiet(m_shelf);
        m_shelf->clear();
        m_shelf->addItem(tr("All projects"), QString());
        for (const ProjectNames::Name &project : m_projects.all())
            m_shelf->addItem(project.name, project.id.value);
        m_shelf->addItem(tr("Archive"), QString(archiveKey));
        m_shelf->setCurrentIndex(qMax(0, m_shelf->findData(chosen)));
    }
    shelve();  // the project may be gone
}

void ChatSide::shelve()
{
    const QString chosen = m_shelf->currentData().toString();
    m_chats.setArchived(chosen == archiveKey);
    m_chats.setProject({chosen == archiveKey ? QString() : chosen});
}

void ChatSide::select(const ChatId &chat)
{
    m_selected = chat;
    const int row = m_chats.rowOf(chat);
    m_selecting = true;
    // Of several places that a search found, the one that was chosen stays.
    if (m_list->currentIndex().data(ChatListModel::IdRole).toString() != chat.value || chat.value.isEmpty()) {
        if (row >= 0)
            m_list->setCurrentIndex(m_chats.index(row));
        else
            m_list->selectionModel()->clear();
    } else {
        m_list->selectionModel()->select(m_list->currentIndex(), QItemSelectionModel::ClearAndSelect);
    }
    m_selecting = false;
}

void ChatSide::choose(const QModelIndex &index)
{
    if (!index.isValid() || m_selecting)
        return;
    m_selected = {index.data(ChatListModel::IdRole).toString()};
    Q_EMIT chosen(m_selected, index.data(ChatListModel::SeqRole).toLongLong());
}

void ChatSide::takeSearchFocus()
{
    m_search->setFocus();
    m_search->selectAll();
}

/// The menu key means the row with the focus, wherever the pointer is.
void ChatSide::showMenu(const QPoint &point)
{
    QModelIndex index = m_list->indexAt(point);
    QPoint at = point;
    if (!index.isValid()) {
        index = m_list->currentIndex();
        at = m_list->visualRect(index).center();
    }
    if (index.isValid())
        m_menus.showForChat(index, m_list->viewport()->mapToGlobal(at));
}

bool ChatSide::eventFilter(QObject *watched, QEvent *event)
{
    // Coming to the list opens nothing yet.
    if (watched == m_list && event->type() == QEvent::FocusIn && !m_list->currentIndex().isValid()) {
        m_selecting = true;
        m_list->selectionModel()->setCurrentIndex(m_chats.index(0), QItemSelectionModel::NoUpdate);
        m_selecting = false;
    }
    const QModelIndex index = m_list->currentIndex();
    if (watched != m_list || event->type() != QEvent::KeyPress || !index.isValid())
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const ChatId chat {index.data(ChatListModel::IdRole).toString()};
    const QString title = index.data(Qt::DisplayRole).toString();
    if (key == Qt::Key_F2)
        m_menus.rename(chat, title);
    else if (key == Qt::Key_Delete)
        m_menus.remove(chat, title);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void ChatSide::showState()
{
    if (m_chats.load() != ChatListModel::Load::Ready)
        return;
    select(m_selected);
    if (m_chats.rowCount() > 0)
        return m_found->showFull();
    const bool plain = !m_chats.isSearching() && m_shelf->currentIndex() == 0;
    if (plain)
        return m_found->showFull();
    m_found->setEmpty(m_chats.isSearching()                                 ? tr("Nothing was found.")
                          : m_shelf->currentData().toString() == archiveKey ? tr("Nothing was put aside.")
                                                                            : tr("This project has no chats yet."),
                      tr("Show all chats"));
    m_found->showEmpty();
}

}  // namespace bw::desktop
