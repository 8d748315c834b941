// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatworker.h"

#include "agent/chatmessages.h"
#include "agent/prompts.h"
#include "agent/wholeanswer.h"
#include "engine/answerkeeper.h"
#include "engine/parts.h"
#include "store/attachmentstore.h"

#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(lcChat, "bw.engine.chat", QtInfoMsg)

namespace bw::engine
{

using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

namespace
{

constexpr int answerTokens = 32'000;
constexpr qint64 largestRequest = 30'000'000;  // bytes; the service takes 32 MB

/// What the model cannot give must not be asked for; one that cannot be asked says so in its answer.
int tokensFor(claude::Model &model, const QString &id, int wanted, std::stop_token stop)
{
    const auto info = model.info(id, std::move(stop));
    return info && info->maxOutput > 0 ? std::min(wanted, info->maxOutput) : wanted;
}

/// The service binds thoughts to everything before them, our own instructions included, which change with the program
/// (claude-api reference §1.8): then the conversation goes on without them.
bool thoughtsRefused(const ChatMessage &message)
{
    return message.error && message.error->code == ErrorCode::RequestRejected && message.text.isEmpty()
        && message.error->args.value(u"why"_s).contains(u"thinking block"_s);
}

void takeAnswer(ChatMessage &message, const agent::WholeAnswer &answer, const AnswerKeeper &keeper,
                std::optional<Money> cost)
{
    message.model = answer.model.isEmpty() ? message.model : answer.model;
    message.stopReason = answer.stopReason;
    message.usage = answer.usage;
    message.cost = cost;
    message.error = answer.error;
    message.text = answer.error ? keeper.text() : answer.text;
    message.thinking = answer.error ? keeper.thinking() : answer.thinking;
    message.state = MessageState::Complete;
    if (!answer.error) {
        message.content = answer.content;
        return;
    }
    const bool stopped = answer.error->code == ErrorCode::Cancelled;
    message.state = stopped ? MessageState::Interrupted : MessageState::Failed;
    if (stopped)
        message.error.reset();
    if (answer.error->args.value(u"sent"_s) == "true"_L1) {
        // Asked for, and perhaps paid for; nobody said how much. The cost is the worst case.
        ++message.usage.calls;
        message.usage.known = false;
    }
}

}  // namespace

ChatNotice ChatWorker::noticeOf(ChatNotice::Kind kind, const ChatMessage &message)
{
    ChatNotice notice;
    notice.kind = kind;
    notice.seq = message.seq;
    notice.role = message.role;
    return notice;
}

ChatWorker::ChatWorker(Parts &parts, ChatRoom &room, std::stop_token stop)
    : m_parts(parts)
    , m_room(room)
    , m_stop(std::move(stop))
{
}

store::ChatStore ChatWorker::chats() const { return store::ChatStore(*m_parts.database); }

store::MessageStore ChatWorker::messages() const { return store::MessageStore(*m_parts.database); }

void ChatWorker::answer(qint64 seq)
{
    if (answerOne(seq) && expandNewest(false))
        goOn();
    else
        idle();
}

void ChatWorker::expand()
{
    if (expandNewest(true))
        goOn();
    else
        idle();
}

void ChatWorker::goOn()
{
    while (const auto seq = takeQueued())
        if (!answerOne(*seq) || !expandNewest(false))
            return idle();
}

std::optional<qint64> ChatWorker::takeQueued()
{
    // Who sends at this moment queues before this look, or finds the room idle after it.
    const std::scoped_lock door(m_room.door());
    const auto finish = [this](const std::optional<Error> &error) {
        ChatNotice notice;
        notice.error = error;
        m_room.finish(std::move(notice));
        return std::nullopt;
    };
    const auto queued = messages().queued(m_room.chat());
    if (!queued || queued->isEmpty() || m_stop.stop_requested())
        return finish(queued ? std::nullopt : std::optional(queued.error()));
    const auto chat = chats().get(m_room.chat());
    const auto branch = messages().branch(m_room.chat());
    if (!chat || !branch)
        return finish(chat ? branch.error() : chat.error());
    const auto model = ChatModel::open(m_parts, *chat);
    if (!model)
        return finish(model.error());
    if (const auto accepted = (*model)->accepts(queued->constFirst().text, answersIn(*branch)); !accepted)
        return finish(accepted.error());
    const auto sent = messages().unqueue(m_room.chat(), queued->constFirst().seq);
    if (!sent)
        return finish(sent.error());
    m_room.tell(noticeOf(ChatNotice::Kind::Sent, *sent));
    return sent->seq;
}

void ChatWorker::idle(std::optional<Error> error)
{
    const std::scoped_lock door(m_room.door());
    ChatNotice notice;
    notice.error = std::move(error);
    m_room.finish(std::move(notice));
}

Result<std::unique_ptr<ChatModel>> ChatWorker::openModel(const store::Chat &chat, qint64 seq)
{
    auto model = ChatModel::open(m_parts, chat);
    if (model)
        (*model)->setWaiting([this, seq](const claude::ServiceGate::Wait &wait) {
            ChatNotice notice;
            notice.kind = ChatNotice::Kind::Waiting;
            notice.seq = seq;
            notice.reason = u"limit"_s;
            notice.untilMs = wait.untilMs;
            m_room.tell(std::move(notice));
        });
    return model;
}

Result<ChatMessage> ChatWorker::begin(ChatMessage message)
{
    message.chat = m_room.chat();
    message.state = MessageState::Streaming;
    auto begun = messages().append(std::move(message));
    if (!begun)
        return begun;
    ChatNotice notice = noticeOf(ChatNotice::Kind::Begun, *begun);
    notice.sinceMs = begun->createdMs;
    m_room.tell(std::move(notice));
    return begun;
}

ChatMessage ChatWorker::stream(ChatModel &model, const claude::ModelRequest &request, ChatMessage message)
{
    ChatNotice asked = noticeOf(ChatNotice::Kind::Waiting, message);
    asked.reason = u"service"_s;
    m_room.tell(std::move(asked));
    // Two reasons to stop: a person's, and a disk that takes nothing any more.
    std::stop_source inner;
    const std::stop_callback outer(m_stop, [&inner] { inner.request_stop(); });
    AnswerKeeper keeper(messages(), m_room, message, m_parts.clock, [&inner] { inner.request_stop(); });
    std::optional<Money> cost = Money {};
    const auto spend = [&] {
        const auto more = model.takeCost();
        cost = cost && more ? std::optional(*cost + *more) : std::nullopt;
    };
    const auto answer =
        agent::askWhole(model.model(), request, keeper, inner.get_token(), [&](const agent::WholeAnswer &soFar) {
            keeper.turnEnded();
            spend();
            ChatNotice used = noticeOf(ChatNotice::Kind::Used, message);
            used.usage = soFar.usage;
            used.cost = cost;
            m_room.tell(std::move(used));
        });
    model.setReserving({});
    spend();
    const Status kept = keeper.finish();
    takeAnswer(message, answer, keeper, cost);
    if (!kept) {
        message.state = MessageState::Failed;
        message.error = kept.error();
    }
    return message;
}

void ChatWorker::end(const ChatMessage &message)
{
    ChatNotice notice = noticeOf(ChatNotice::Kind::Ended, message);
    notice.state = message.state;
    notice.error = message.error;
    notice.usage = message.usage;
    notice.cost = message.cost;
    if (const auto ended = messages().end(message); !ended) {
        qCWarning(lcChat) << "the end of a message cannot be stored:" << ended.error().detail;
        notice.error = ended.error();
        notice.state = MessageState::Failed;
    }
    m_room.tell(std::move(notice));
}

void ChatWorker::endFailed(const ChatMessage &message, const Error &error)
{
    ChatMessage failed = message;
    failed.state = MessageState::Failed;
    failed.error = error;
    failed.cost = Money {};
    end(failed);
}

Result<claude::ModelRequest> ChatWorker::questionOf(ChatModel &model, const store::Chat &chat,
                                                    const QList<ChatMessage> &branch, bool thoughts)
{
    const store::AttachmentStore files(*m_parts.database);
    auto sent = agent::chatMessages(
        branch, [&](const store::ChatAttachment &file) { return files.read(file); },
        thoughts ? model.modelId() : QString());
    if (!sent)
        return fail(sent.error());
    qint64 size = 0;
    for (const QByteArray &one : std::as_const(*sent))
        size += one.size();
    if (size > largestRequest)
        return fail(
            ErrorCode::TooLarge, u"conversation"_s,
            {{u"what"_s, u"the conversation with its attachments"_s}, {u"limit"_s, QString::number(largestRequest)}});
    return requestFor(model, chat, u"chat"_s, std::move(*sent), chat.tokenLimit > 0 ? chat.tokenLimit : answerTokens);
}

Result<claude::ModelRequest> ChatWorker::requestFor(ChatModel &model, const store::Chat &chat, const QString &purpose,
                                                    QList<QByteArray> sent, int tokens)
{
    const auto system = agent::prompt(purpose);
    if (!system)
        return fail(system.error());
    claude::ModelRequest request;
    request.model = model.modelId();
    request.purpose = purpose;
    request.effort = chat.effort;
    request.systemJson = toBytes(Json::array({Json {{"type", "text"}, {"text", toStd(*system)}}}));
    request.messages = std::move(sent);
    request.maxTokens = tokensFor(model.model(), request.model, tokens, m_stop);
    return request;
}

bool ChatWorker::answerOne(qint64 seq)
{
    const auto chat = chats().get(m_room.chat());
    const auto branch = messages().branch(m_room.chat(), seq);
    if (!chat || !branch)
        return false;
    auto model = openModel(*chat, seq);
    ChatMessage wanted;
    wanted.role = MessageRole::Assistant;
    wanted.parent = seq;
    wanted.model = model ? (*model)->modelId() : chatModelName(*chat);
    wanted.demonstration = model && (*model)->isRecorded();
    const auto message = begin(std::move(wanted));
    if (!message) {
        qCWarning(lcChat) << "an answer cannot be stored:" << message.error().detail;
        return false;
    }
    auto request =
        model ? questionOf(**model, *chat, *branch, true) : Result<claude::ModelRequest>(fail(model.error()));
    if (!request) {
        endFailed(*message, request.error());
        return false;
    }
    ChatMessage ended = stream(**model, *request, *message);
    if (thoughtsRefused(ended)) {
        request = questionOf(**model, *chat, *branch, false);
        ended = request ? stream(**model, *request, *message) : ended;
    }
    end(ended);
    return ended.state == MessageState::Complete;
}

}  // namespace bw::engine
