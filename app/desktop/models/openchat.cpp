// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/openchat.h"

#include "models/datasession.h"

#include <chrono>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::ChatNotice;

OpenChat::OpenChat(DataSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_changes.setSingleShot(true);
    m_changes.setInterval(33ms);
    connect(&m_changes, &QTimer::timeout, this, &OpenChat::changed);
    m_seconds.setInterval(1s);
    connect(&m_seconds, &QTimer::timeout, this, &OpenChat::soon);
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(400ms);
    connect(&m_draftTimer, &QTimer::timeout, this, &OpenChat::saveDraft);
    connect(&session, &DataSession::changed, this, [this](const QString &aggregate, const QString &id) {
        if (aggregate != u"chat" || id != m_id.value)
            return;
        // What is typed comes back as a change; reading the whole chat again for it would be done at each pause.
        if (m_draftsOnTheWay > 0)
            ++m_changesMeanwhile;
        else
            reload();
    });
    connect(&session, &DataSession::stateChanged, this, [this] {
        if (m_session.state() == DataSession::State::Opening || m_id.value.isEmpty())
            return;
        reload();
        follow();
    });
}

OpenChat::~OpenChat()
{
    m_following.request_stop();
    if (m_draftTimer.isActive())
        saveDraft();
}

void OpenChat::saveDraft()
{
    m_draftTimer.stop();
    engine::ChatAction action;
    action.kind = engine::ChatAction::Kind::Draft;
    action.text = m_draft;
    act(std::move(action));
}

void OpenChat::close() { open({}); }

void OpenChat::open(const ChatId &chat)
{
    if (m_draftTimer.isActive())
        saveDraft();
    m_following.request_stop();
    ++m_generation;
    m_id = chat;
    m_view = {};
    m_live = {};
    m_waiting.clear();
    m_asked = false;
    m_reloading = m_reloadAgain = false;
    m_seconds.stop();
    m_load = chat.value.isEmpty() ? Load::Nothing : Load::Loading;
    m_draftsOnTheWay = m_changesMeanwhile = 0;
    Q_EMIT loadChanged();
    Q_EMIT reloaded();
    // While the directory is being opened, its next state begins this.
    if (chat.value.isEmpty() || m_session.state() == DataSession::State::Opening)
        return;
    reload();
    follow();
}

void OpenChat::reload()
{
    if (std::exchange(m_reloading, true)) {
        m_reloadAgain = true;
        return;
    }
    m_session.read(
        this, [chat = m_id](engine::ReadSide &side) { return engine::viewChat(side.database(), chat); },
        [this, generation = m_generation](const Result<engine::ChatView> &view) {
            if (generation != m_generation)
                return;
            m_reloading = false;
            const Load before = m_load;
            if (view) {
                m_view = *view;
                m_load = m_view.chat.deletedMs > 0 ? Load::Gone : Load::Ready;
            } else {
                m_error = view.error();
                m_load = m_error.code == ErrorCode::NotFound ? Load::Gone : Load::Failed;
            }
            if (m_load != before)
                Q_EMIT loadChanged();
            Q_EMIT reloaded();
            if (std::exchange(m_reloadAgain, false))
                reload();
        });
}

/// Whoever acts here follows until nothing streams; the next action begins anew. Notices come on a worker's thread,
/// where this object may be gone already: they go through the session, which ends after all workers.
void OpenChat::follow()
{
    m_following.request_stop();
    m_following = std::stop_source();
    const int generation = m_generation;
    m_session.follow(
        this, m_following.get_token(),
        [session = &m_session, chat = m_id, generation, self = QPointer<OpenChat>(this)](api::ActingSide &side,
                                                                                         std::stop_token stop) {
            return side.chats().follow(
                chat,
                [session, self, generation](const ChatNotice &notice) {
                    QMetaObject::invokeMethod(
                        session,
                        [self, notice, generation] {
                            if (self && generation == self->m_generation)
                                self->take(notice);
                        },
                        Qt::QueuedConnection);
                },
                stop);
        },
        [this, generation](const Status &) {
            if (generation != m_generation || !isStreaming())
                return;
            m_live = {};
            m_asked = false;
            reload();
        });
}

void OpenChat::take(const ChatNotice &notice)
{
    switch (notice.kind) {
    case ChatNotice::Kind::Begun:
        m_live = {notice.seq, notice.role, notice.text, notice.thinking};
        m_waiting.clear();
        m_asked = false;
        m_since.start();
        m_seconds.start();
        reload();
        break;
    case ChatNotice::Kind::Waiting:
        m_waiting = notice.reason;
        break;
    case ChatNotice::Kind::Text:
        m_live.text += notice.text;
        m_waiting.clear();
        break;
    case ChatNotice::Kind::Thinking:
        m_live.thinking += notice.thinking;
        m_waiting.clear();
        break;
    case ChatNotice::Kind::Discarded:
        m_live.text = notice.text;
        m_live.thinking = notice.thinking;
        break;
    case ChatNotice::Kind::Offered:
        if (notice.forecast)
            Q_EMIT offered(*notice.forecast);
        break;
    case ChatNotice::Kind::Idle:
        m_seconds.stop();
        if (notice.error)
            Q_EMIT failed(tr("The next message was not sent."), *notice.error);
        // Of a chat that was just opened, or whose last answer has been read already.
        if (!isStreaming())
            break;
        [[fallthrough]];
    case ChatNotice::Kind::Ended:
        m_live = {};
        m_waiting.clear();
        m_asked = false;
        reload();
        break;
    case ChatNotice::Kind::Sent:
    case ChatNotice::Kind::Described:
    case ChatNotice::Kind::Expanding:
    case ChatNotice::Kind::Saved:
        reload();
        break;
    case ChatNotice::Kind::Used:
        break;
    }
    soon();
}

void OpenChat::soon()
{
    if (!m_changes.isActive())
        m_changes.start();
}

store::ChatMessage OpenChat::withTail(store::ChatMessage message) const
{
    if (message.seq == m_live.seq) {
        // The store may be ahead only where a notice is still on its way.
        if (m_live.text.size() >= message.text.size())
            message.text = m_live.text;
        if (m_live.thinking.size() >= message.thinking.size())
            message.thinking = m_live.thinking;
    }
    return message;
}

QList<store::ChatMessage> OpenChat::messages() const
{
    QList<store::ChatMessage> all;
    for (const store::ChatMessage &message : m_view.branch)
        all << withTail(message);
    return all + m_view.queued;
}

std::optional<store::ChatMessage> OpenChat::streaming() const
{
    if (m_live.seq == 0 || m_view.branch.isEmpty() || m_view.branch.last().seq != m_live.seq)
        return std::nullopt;
    return withTail(m_view.branch.last());
}

std::optional<store::ChatMessage> OpenChat::specification() const
{
    if (m_view.specs.isEmpty())
        return std::nullopt;
    return withTail(m_view.specs.last());
}

QString OpenChat::activity() const
{
    if (!isStreaming())
        return {};
    const qint64 seconds = m_since.isValid() ? m_since.elapsed() / 1000 : 0;
    if (m_waiting == u"retry")
        return tr("The service did not answer; asking again … %n s", nullptr, static_cast<int>(seconds));
    if (m_waiting == u"limit")
        return tr("Waiting for the limit of requests … %n s", nullptr, static_cast<int>(seconds));
    if (m_live.text.isEmpty())
        return m_live.thinking.isEmpty() ? tr("Waiting for the first words … %n s", nullptr, static_cast<int>(seconds))
                                         : tr("Thinking … %n s", nullptr, static_cast<int>(seconds));
    return {};
}

void OpenChat::act(engine::ChatAction action)
{
    using Kind = engine::ChatAction::Kind;
    const Kind kind = action.kind;
    const bool asks = kind == Kind::Send || kind == Kind::Edit || kind == Kind::Retry || kind == Kind::Expand
        || kind == Kind::SendQueued;
    if (asks && !isStreaming()) {
        m_asked = true;
        m_since.start();
        m_seconds.start();
        soon();
    }
    if (kind == Kind::Draft)
        ++m_draftsOnTheWay;
    m_session.act(
        this,
        [chat = m_id, action = std::move(action)](api::ActingSide &side, std::stop_token stop) {
            return side.chats().act(chat, action, stop);
        },
        [this, kind, asks, generation = m_generation](const Result<engine::ChatOutcome> &outcome) {
            if (generation != m_generation)
                return;
            if (kind == Kind::Draft)
                return draftKept(outcome.has_value());
            if (!outcome) {
                m_asked = false;
                reload();  // the text is the draft now
                Q_EMIT failed(asks ? tr("Nothing was sent.") : tr("That could not be done."), outcome.error());
                return;
            }
            if (kind == Kind::Send)
                Q_EMIT sent();
            if (kind == Kind::Fork)
                Q_EMIT forked(outcome->chat);
            reload();
            if (asks && !outcome->queued && m_live.seq == 0)
                follow();
        });
}

void OpenChat::draftKept(bool kept)
{
    // One change of each draft is its own.
    const bool others = m_changesMeanwhile > 1 || !kept;
    if (--m_draftsOnTheWay > 0)
        return;
    m_changesMeanwhile = 0;
    if (kept)
        m_view.chat.draft = m_draft;
    if (others)
        reload();
}

void OpenChat::send(const QString &text)
{
    m_draftTimer.stop();
    engine::ChatAction action;
    action.kind = engine::ChatAction::Kind::Send;
    action.text = text;
    act(std::move(action));
}

void OpenChat::setDraft(const QString &text)
{
    if (m_load != Load::Ready || text == m_view.chat.draft)
        return;
    m_draft = text;
    m_draftTimer.start();
}

void OpenChat::attach(const QString &name, const QByteArray &bytes)
{
    m_session.act(
        this,
        [chat = m_id, name, bytes](api::ActingSide &side, std::stop_token stop) {
            return side.chats().attach(chat, name, bytes, stop);
        },
        [this, name](const Result<QString> &id) {
            if (!id)
                Q_EMIT failed(tr("%1 was not attached.").arg(name), id.error());
            reload();
        });
}

void OpenChat::detach(const QString &attachment)
{
    m_session.act(
        this,
        [chat = m_id, attachment](api::ActingSide &side, std::stop_token stop) -> Result<bool> {
            if (auto done = side.chats().detach(chat, attachment, stop); !done)
                return fail(done.error());
            return true;
        },
        [this](const Result<bool> &done) {
            if (!done)
                Q_EMIT failed(tr("The file was not taken off."), done.error());
            reload();
        });
}

}  // namespace bw::desktop
