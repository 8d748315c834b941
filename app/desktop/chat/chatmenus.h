// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chatlistmodel.h"
#include "models/openchat.h"
#include "shell/page.h"

#include <QPointer>

namespace bw::desktop
{

/// What can be done with a chat of the list, and with a message of the open one.
class ChatMenus final : public QObject
{
    Q_OBJECT
public:
    ChatMenus(const PageContext &context, OpenChat &chat, QWidget *window);

    void showForChat(const ChatId &chat, const QString &title, bool pinned, const QPoint &at);
    /// `selected` = text that is selected; may be empty.
    void showForMessage(const store::ChatMessage &message, const QString &selected, const QPoint &at);
    /// In a chat that need not be open.
    void perform(const ChatId &chat, const engine::ChatAction &action, const QString &done = {});

Q_SIGNALS:
    void quoteRequested(const QString &text);
    void editRequested(qint64 seq, const QString &text);

private:
    void rename(const ChatId &chat, const QString &title);
    void remove(const ChatId &chat, const QString &title);
    void save(const ChatId &chat, const QString &title, bool json);

    PageContext m_context;
    OpenChat &m_chat;
    QWidget *m_window;
};

}  // namespace bw::desktop
