// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chatlistmodel.h"
#include "models/projectnames.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListView;

namespace bw::desktop
{

class ChatMenus;
class StatePanel;

/// The list beside a conversation: chats by date, of a project, put aside, or what a search found in all of them.
/// Return and a click open, F2 renames, Delete throws away (to be taken back), the menu key has the rest.
class ChatSide final : public QWidget
{
    Q_OBJECT
public:
    ChatSide(ChatListModel &chats, const ProjectNames &projects, ChatMenus &menus, QWidget *parent = nullptr);

    /// Marks it, without chosen(); one that is not listed: nothing is marked.
    void select(const ChatId &chat);
    void takeSearchFocus();

Q_SIGNALS:
    /// `seq` = of the message that was found; 0 = none.
    void chosen(const bw::ChatId &chat, qint64 seq);
    void newRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeShelf();
    void fillShelf();
    void shelve();
    void choose(const QModelIndex &index);
    void showMenu(const QPoint &point);
    void showState();

    ChatListModel &m_chats;
    const ProjectNames &m_projects;
    ChatMenus &m_menus;
    QLineEdit *m_search;
    QComboBox *m_shelf;
    QListView *m_list;
    StatePanel *m_found;
    ChatId m_selected;
    bool m_selecting = false;
};

}  // namespace bw::desktop
