// SPDX-License-Identifier: GPL-3.0-or-later
// Which chat is open, and what a person says in it.
#include "chat/chatpage.h"

#include "chat/chatmenus.h"
#include "chat/chatoptions.h"
#include "chat/chatside.h"
#include "chat/composer.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "transcript/transcriptview.h"

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = engine::ChatAction::Kind;

void ChatPage::beginChat()
{
    openChat({});
    m_composer->takeFocus();
}

void ChatPage::newChat(const QString &model, const QString &first, bool send)
{
    engine::NewChat chat = model.isEmpty() ? m_wanted : engine::NewChat();
    if (!model.isEmpty())
        chat.model = model;
    chat.project = m_chats.project();
    m_context.session.act(
        this, [chat](api::ActingSide &side, std::stop_token stop) { return side.chats().create(chat, stop); },
        [this, first, send](const Result<ChatId> &id) {
            if (!id) {
                m_attachLater.clear();
                Q_EMIT m_context.notices.failed(tr("No chat was begun."), id.error());
                return;
            }
            m_first = first;  // until it is sent: what is refused must still stand there
            openChat(*id);
            for (const MentionContent &file : std::exchange(m_attachLater, {}))
                m_chat.attach(file.name, file.bytes);
            if (send)
                m_chat.send(first);
            m_composer->takeFocus();
        });
}

void ChatPage::openChat(const ChatId &chat)
{
    endEditing();
    m_draftShown = false;
    m_sought = 0;
    m_composer->clear();
    m_composer->setObstacle({}, {});
    m_transcript->scrollToEnd();
    m_chat.open(chat);
    m_side->select(chat);
    Q_EMIT placeChanged();
}

/// Where a search found something: the message itself, on whatever branch it stands.
void ChatPage::openChatAt(const ChatId &chat, qint64 seq)
{
    const bool same = chat == m_chat.id();
    if (!same)
        openChat(chat);
    m_sought = seq;
    if (same)
        showSought();
}

void ChatPage::showSought()
{
    if (m_sought == 0 || m_chat.load() != OpenChat::Load::Ready)
        return;
    const qint64 seq = std::exchange(m_sought, 0);
    const QList<store::ChatMessage> all = m_chat.messages();
    for (qsizetype row = 0; row < all.size(); ++row)
        if (all.at(row).seq == seq)
            return m_transcript->showMessage(static_cast<int>(row));
    for (const store::ChatMessage &spec : m_chat.view().specs)
        if (spec.seq == seq)
            return;  // it stands beside the chat
    if (m_chat.isStreaming())
        return;
    m_sought = seq;
    doIt(Kind::Show, seq);
}

/// Without an open chat one is made of the first words.
void ChatPage::send(const QString &text)
{
    if (m_chat.id().value.isEmpty()) {
        newChat({}, text, true);
        return;
    }
    if (m_editing == 0) {
        m_transcript->scrollToEnd();
        m_chat.send(text);
        return;
    }
    engine::ChatAction action;
    action.kind = Kind::Edit;
    action.seq = m_editing;
    action.text = text;
    endEditing();
    m_chat.act(std::move(action));
}

void ChatPage::editLast()
{
    const QList<store::ChatMessage> all = m_chat.messages();
    for (auto it = all.crbegin(); it != all.crend(); ++it) {
        if (it->role != store::MessageRole::User || m_chat.isStreaming())
            continue;
        m_editing = it->seq;
        m_composer->setText(it->text);
        m_composer->setEditing(true);
        return;
    }
}

void ChatPage::endEditing()
{
    if (std::exchange(m_editing, 0) != 0)
        m_composer->clear();
    m_composer->setEditing(false);
}

/// Of the open chat, or of the next new one.
void ChatPage::chooseOptions()
{
    const store::Chat &now = m_chat.view().chat;
    engine::NewChat before = m_wanted;
    if (!m_chat.id().value.isEmpty()) {
        before.model = now.model;
        before.effort = now.effort;
        before.tokens = now.tokenLimit;
    }
    auto *dialog = new ChatOptions(before, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, chat = m_chat.id()] {
        const engine::NewChat chosen = dialog->chosen();
        if (chat.value.isEmpty()) {
            m_wanted = chosen;
            return m_composer->setModelName(m_wanted.model);
        }
        engine::ChatAction action;
        action.kind = Kind::Set;
        action.model = chosen.model;
        action.effort = chosen.effort;
        action.tokens = chosen.tokens;
        m_menus->perform(chat, action);
        m_composer->setObstacle({}, {});
    });
    dialog->open();
}

}  // namespace bw::desktop
