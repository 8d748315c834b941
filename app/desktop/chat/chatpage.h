// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chatlistmodel.h"
#include "models/openchat.h"
#include "shell/page.h"
#include "transcript/transcriptmodel.h"

class QLineEdit;
class QListView;
class QPushButton;
class QSplitter;

namespace bw::desktop
{

class ChatMenus;
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

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeConversation();
    void connectList();
    void connectComposer();
    void connectChat();
    void connectSpec();
    void openChat(const ChatId &chat);
    void selectOpen();
    void showListState();
    void showLoad();
    void showView();
    void showTail();
    void applyLook();
    void send(const QString &text);
    void editLast();
    void endEditing();
    void attachFile(const QString &path);
    void saveSpec();
    void startBuild();
    void openLink(const QString &link);
    void doIt(engine::ChatAction::Kind kind, qint64 seq = 0);

    PageContext m_context;
    ChatListModel m_chats;
    OpenChat m_chat;
    TranscriptModel m_messages;
    qint64 m_editing = 0;  ///< message that is written again; 0 = none
    bool m_draftShown = false;
    QStringList m_attachLater;  ///< files for a chat that is being made
    QString m_first;            ///< for the field of a chat that is being opened

    QSplitter *m_splitter;
    QLineEdit *m_search;
    QListView *m_list;
    StatePanel *m_found;
    StatePanel *m_whole;
    StatePanel *m_beside;
    TranscriptView *m_transcript;
    Composer *m_composer;
    SpecPanel *m_spec;
    QPushButton *m_toEnd;
    ChatMenus *m_menus;
};

PageEntry chatPageEntry();

}  // namespace bw::desktop
