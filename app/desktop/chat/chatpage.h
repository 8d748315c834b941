// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chatlistmodel.h"
#include "models/mentions.h"
#include "models/openchat.h"
#include "models/projectnames.h"
#include "shell/page.h"
#include "transcript/transcriptmodel.h"

class QPushButton;
class QSplitter;

namespace bw::desktop
{

class ChatMenus;
class ChatSide;
class Composer;
class SpecPanel;
class StatePanel;
class TranscriptView;

/// Conversations with the model: the list of them, the one that is open, and the specification that grows beside it.
class ChatPage final : public Page
{
    Q_OBJECT
public:
    explicit ChatPage(const PageContext &context);
    ~ChatPage() override;

    [[nodiscard]] QString place() const override { return m_chat.id().value; }
    void goTo(const QString &place) override;
    [[nodiscard]] QJsonObject saved() const override;
    void restore(const QJsonObject &saved) override;
    bool find() override;
    [[nodiscard]] QList<Target> targets() const override;

    /// An empty page; the chat is made with the first words.
    void beginChat();
    /// A new chat with that model; empty = the default one. `first` is put into its field, or sent.
    void newChat(const QString &model, const QString &first = {}, bool send = false);
    /// Another answer to what was said last.
    void retry() { doIt(engine::ChatAction::Kind::Retry); }
    /// Model, effort and token limit of the open chat, or of the next new one.
    void chooseOptions();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeConversation();
    void connectSide();
    void connectComposer();
    void connectChat();
    void connectSpec();
    void openChat(const ChatId &chat);
    void openChatAt(const ChatId &chat, qint64 seq);
    void showSought();
    void showListState();
    void showLoad();
    void showView();
    void showTail();
    void applyLook();
    void send(const QString &text);
    void editLast();
    void endEditing();
    void attachFile(const QString &path);
    void attachFolder(const QString &path);
    void attachBytes(const QString &name, const QByteArray &bytes);
    void showPreview(const store::ChatAttachment &attachment);
    void lookForMentions();
    void attachMention(const Mention &mention);
    bool showObstacle(const Error &error);
    void readSettings();
    void saveSpec();
    void startBuild();
    void openLink(const QString &link);
    void doIt(engine::ChatAction::Kind kind, qint64 seq = 0);

    PageContext m_context;
    ChatListModel m_chats;
    ProjectNames m_projects;
    OpenChat m_chat;
    TranscriptModel m_messages;
    qint64 m_editing = 0;  ///< message that is written again; 0 = none
    bool m_draftShown = false;
    QList<MentionContent> m_attachLater;  ///< files for a chat that is being made
    QString m_first;                      ///< for the field of a chat that is being opened
    engine::NewChat m_wanted;             ///< model, effort and tokens of the next new chat
    qint64 m_sought = 0;                  ///< message that a search found, to be shown; 0 = none
    QString m_typedMention;
    QTimer m_mentionSoon;
    QTimer m_minute;  ///< times are told relative to now

    QSplitter *m_splitter;
    ChatMenus *m_menus;
    ChatSide *m_side;
    StatePanel *m_whole;
    StatePanel *m_beside;
    TranscriptView *m_transcript;
    Composer *m_composer;
    SpecPanel *m_spec;
    QPushButton *m_toEnd;
};

PageEntry chatPageEntry();

}  // namespace bw::desktop
