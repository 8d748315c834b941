// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chataction.h"
#include "engine/chatnotice.h"
#include "engine/chatview.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <stop_token>

namespace bw::desktop
{

class DataSession;

/// The chat that a page shows: what is stored of it, and on top of that the tail of the answer that streams. Lives on
/// the thread of the user interface, which it never keeps waiting.
class OpenChat final : public QObject
{
    Q_OBJECT
public:
    enum class Load { Nothing, Loading, Ready, Failed, Gone };

    explicit OpenChat(DataSession &session, QObject *parent = nullptr);
    ~OpenChat() override;

    void open(const ChatId &chat);
    void close();
    [[nodiscard]] const ChatId &id() const { return m_id; }
    [[nodiscard]] Load load() const { return m_load; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const engine::ChatView &view() const { return m_view; }
    /// With the tail of what streams.
    [[nodiscard]] QList<store::ChatMessage> messages() const;
    /// The message of the branch that streams, with its tail; nothing = none does.
    [[nodiscard]] std::optional<store::ChatMessage> streaming() const;
    /// The newest specification, with its tail; nothing = there is none.
    [[nodiscard]] std::optional<store::ChatMessage> specification() const;
    [[nodiscard]] bool isStreaming() const { return m_live.seq > 0 || m_asked; }
    /// What is waited for, with the seconds so far; empty = nothing.
    [[nodiscard]] QString activity() const;

    void act(engine::ChatAction action);
    void send(const QString &text);
    void setDraft(const QString &text);
    void attach(const QString &name, const QByteArray &bytes);
    void detach(const QString &attachment);

Q_SIGNALS:
    /// view() is another one: everything may differ.
    void reloaded();
    /// Only the tail of what streams, and activity(); at most thirty times a second.
    void changed();
    void loadChanged();
    /// What was asked for did not happen; nothing was lost.
    void failed(const QString &what, const bw::Error &error);
    /// A message was taken: the field may be emptied.
    void sent();
    void forked(const bw::ChatId &chat);
    /// Writing the specification is offered, not begun (setting chat.expand).
    void offered(const bw::engine::ExpansionForecast &forecast);

private:
    struct Live {
        qint64 seq = 0;
        store::MessageRole role = store::MessageRole::Assistant;
        QString text, thinking;
    };
    void reload();
    void follow();
    void take(const engine::ChatNotice &notice);
    void soon();
    void saveDraft();
    void draftKept(bool kept);
    [[nodiscard]] store::ChatMessage withTail(store::ChatMessage message) const;

    DataSession &m_session;
    ChatId m_id;
    engine::ChatView m_view;
    Load m_load = Load::Nothing;
    Error m_error;
    Live m_live;
    QString m_waiting;     ///< reason of the last Waiting notice
    bool m_asked = false;  ///< sent, and nothing heard yet
    QElapsedTimer m_since;
    QTimer m_changes;
    QTimer m_seconds;
    QTimer m_draftTimer;
    QString m_draft;
    int m_draftsOnTheWay = 0;
    int m_changesMeanwhile = 0;  ///< heard of while a draft was on its way
    std::stop_source m_following;
    int m_generation = 0;
    bool m_reloading = false, m_reloadAgain = false;
};

}  // namespace bw::desktop
