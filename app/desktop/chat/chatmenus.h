// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chatlistmodel.h"
#include "models/openchat.h"
#include "models/projectnames.h"
#include "shell/page.h"

#include <QModelIndex>

class QMenu;

namespace bw::desktop
{

/// What can be done with a chat of the list, and with a message of the open one.
class ChatMenus final : public QObject
{
    Q_OBJECT
public:
    ChatMenus(const PageContext &context, OpenChat &chat, const ProjectNames &projects, QWidget *window);

    /// `index` of a ChatListModel.
    void showForChat(const QModelIndex &index, const QPoint &at);
    /// `selected` = text that is selected; may be empty.
    void showForMessage(const store::ChatMessage &message, const QString &selected, const QPoint &at);
    /// In a chat that need not be open.
    void perform(const ChatId &chat, const engine::ChatAction &action, const QString &done = {});
    void rename(const ChatId &chat, const QString &title);
    /// Nobody is asked: it can be taken back for thirty days.
    void remove(const ChatId &chat, const QString &title);
    void takeBack(const ChatId &chat);

Q_SIGNALS:
    void quoteRequested(const QString &text);
    void editRequested(qint64 seq, const QString &text);

private:
    void addProjects(QMenu &menu, const ChatId &chat, const QString &current);
    void save(const ChatId &chat, const QString &title, bool json);

    PageContext m_context;
    OpenChat &m_chat;
    const ProjectNames &m_projects;
    QWidget *m_window;
};

}  // namespace bw::desktop
