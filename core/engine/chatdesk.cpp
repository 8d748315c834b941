// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatdesk.h"

#include "account/settings.h"
#include "engine/chatlibrary.h"
#include "engine/chattitle.h"
#include "engine/chatview.h"
#include "engine/chatworker.h"
#include "engine/parts.h"
#include "store/attachmentstore.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

namespace
{

constexpr int mostTokens = 1'000'000;
constexpr qsizetype longestMessage = 4'000'000;  // characters, as a specification

std::unexpected<Error> invalid(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

std::unexpected<Error> wrongState(const QString &state, const QString &possible)
{
    return fail(ErrorCode::WrongState, state, {{u"state"_s, state}, {u"possible"_s, possible}});
}

Status checkEffort(const QString &effort)
{
    static const QStringList known {u""_s, u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s, u"max"_s};
    return known.contains(effort) ? Status {}
                                  : invalid(u"effort \"%1\""_s.arg(effort), u"low, medium, high, xhigh, max"_s);
}

Status checkTokens(int tokens)
{
    return tokens >= 0 && tokens <= mostTokens
        ? Status {}
        : invalid(u"tokens %1"_s.arg(tokens), u"a whole number from 1 to 1000000 is needed, or 0"_s);
}

}  // namespace

Result<ChatId> createChat(Parts &parts, const NewChat &wanted)
{
    if (auto fits = checkEffort(wanted.effort); !fits)
        return fail(fits.error());
    if (auto fits = checkTokens(wanted.tokens); !fits)
        return fail(fits.error());
    store::Chat chat;
    chat.title = wanted.title.simplified().left(200);
    chat.named = !chat.title.isEmpty();
    chat.project = wanted.project;
    chat.model = wanted.model;
    chat.effort = wanted.effort.isEmpty() ? account::Settings::load().build().effort : wanted.effort;
    chat.tokenLimit = wanted.tokens;
    const auto made = store::ChatStore(*parts.database).create(std::move(chat));
    return made ? Result<ChatId>(made->id) : fail(made.error());
}

ChatOutcome ChatDesk::outcome(qint64 seq, bool queued) const { return {m_room.chat(), seq, queued}; }

Result<ChatOutcome> ChatDesk::act(const ChatAction &action)
{
    using Kind = ChatAction::Kind;
    using Chat = store::Chat;
    const auto done = [this](const Status &status) {
        return status ? Result<ChatOutcome>(outcome()) : fail(status.error());
    };
    switch (action.kind) {
    case Kind::Send:
        return send(action.text);
    case Kind::Edit:
        return edit(action.seq, action.text);
    case Kind::Retry:
        return retry();
    case Kind::Expand:
        return expand();
    case Kind::Choose:
        return chooseTarget(action);
    case Kind::KeepSpec:
        return keepSpec(action);
    case Kind::Show:
        return show(action.seq);
    case Kind::Fork:
        return fork(action.seq);
    case Kind::SendQueued:
        return sendQueued();
    case Kind::Unqueue:
        return done(store::MessageStore(*m_parts.database).removeQueued(m_room.chat(), action.seq));
    case Kind::EditQueued:
        return done(store::MessageStore(*m_parts.database).editQueued(m_room.chat(), action.seq, action.text));
    case Kind::Rename:
        return rename(action.text);
    case Kind::Set:
        return set(action);
    case Kind::Stop:
        m_room.requestStop();
        return change([](Chat &) { });
    case Kind::Draft:
        return change([&](Chat &chat) { chat.draft = action.text.left(longestMessage); });
    case Kind::Pin:
        return change([](Chat &chat) { chat.pinned = true; });
    case Kind::Unpin:
        return change([](Chat &chat) { chat.pinned = false; });
    case Kind::Archive:
        return change([](Chat &chat) { chat.archived = true; });
    case Kind::Unarchive:
        return change([](Chat &chat) { chat.archived = false; });
    case Kind::Undelete:
        return change([](Chat &chat) { chat.deletedMs = 0; });
    case Kind::Delete:
        m_room.requestStop();
        return change([this](Chat &chat) { chat.deletedMs = m_parts.clock.nowMs(); });
    }
    return invalid(u"action"_s, {});
}

Result<ChatOutcome> ChatDesk::change(const std::function<void(store::Chat &)> &change, bool touch)
{
    const auto changed = store::ChatStore(*m_parts.database).change(m_room.chat(), change, touch);
    return changed ? Result<ChatOutcome>(outcome()) : fail(changed.error());
}

Status ChatDesk::mayBegin() const
{
    return m_room.isBusy() ? wrongState(u"answering"_s, u"stop, or send: a message that waits for the answer"_s)
                           : Status {};
}

Status ChatDesk::checkModel(const store::Chat &chat, const QString &text, const QList<ChatMessage> &before) const
{
    const auto model = ChatModel::open(m_parts, chat);
    return model ? (*model)->accepts(text, answersIn(before)) : fail(model.error());
}

Result<ChatMessage> ChatDesk::put(ChatMessage message, const store::Chat &chat, bool isDraft)
{
    message.chat = chat.id;
    const bool first = message.parent == 0 && message.state != MessageState::Queued;
    auto appended = store::MessageStore(*m_parts.database).append(std::move(message));
    if (!appended)
        return appended;
    const auto changed = store::ChatStore(*m_parts.database).change(chat.id, [&](store::Chat &row) {
        if (isDraft && row.draft == chat.draft)
            row.draft.clear();
        if (!first || row.named)
            return;
        row.title = chatTitle(appended->text);
        if (row.title.isEmpty() && !appended->attachments.isEmpty())
            row.title = chatTitle(appended->attachments.constFirst().name);
    });
    if (!changed)
        return fail(changed.error());
    return appended;
}

Result<ChatOutcome> ChatDesk::send(const QString &text)
{
    const store::ChatStore chats(*m_parts.database);
    const auto chat = chats.get(m_room.chat());
    const auto files = store::AttachmentStore(*m_parts.database).list(m_room.chat(), 0);
    if (!chat || !files)
        return fail(chat ? files.error() : chat.error());
    if (text.trimmed().isEmpty() && files->isEmpty())
        return invalid(u"an empty message"_s, u"Write something, or attach a file."_s);
    if (text.size() > longestMessage)
        return fail(ErrorCode::TooLarge, u"message"_s,
                    {{u"what"_s, u"the message"_s}, {u"limit"_s, QString::number(longestMessage)}});
    const std::scoped_lock door(m_room.door());
    ChatMessage message;
    message.text = text;
    message.attachments = *files;
    const bool waits = m_room.isBusy();
    const auto branch = store::MessageStore(*m_parts.database).branch(m_room.chat(), chat->head);
    if (!branch)
        return fail(branch.error());
    const Status possible = waits ? Status {} : checkModel(*chat, text, *branch);
    if (!possible) {
        // What a person wrote is not lost because it cannot be sent.
        (void)change([&](store::Chat &row) { row.draft = text; });
        return fail(possible.error());
    }
    message.state = waits ? MessageState::Queued : MessageState::Complete;
    message.parent = waits ? 0 : chat->head;
    const auto sent = put(std::move(message), *chat, true);
    if (!sent)
        return fail(sent.error());
    return waits ? outcome(sent->seq, true) : ask(sent->seq);
}

Result<ChatOutcome> ChatDesk::ask(qint64 seq)
{
    ChatNotice notice;
    notice.kind = ChatNotice::Kind::Sent;
    notice.seq = seq;
    m_room.tell(std::move(notice));
    const bool begun = m_room.start([&parts = m_parts, &room = m_room, seq](const std::stop_token &stop) {
        ChatWorker(parts, room, stop).answer(seq);
    });
    return begun ? Result<ChatOutcome>(outcome(seq)) : fail(mayBegin().error());
}

Result<ChatOutcome> ChatDesk::edit(qint64 seq, const QString &text)
{
    const store::MessageStore messages(*m_parts.database);
    const auto chat = store::ChatStore(*m_parts.database).get(m_room.chat());
    const auto old = messages.get(m_room.chat(), seq);
    if (!chat || !old)
        return fail(chat ? old.error() : chat.error());
    if (old->role != MessageRole::User || old->state == MessageState::Queued)
        return invalid(u"message %1"_s.arg(seq), u"Only messages of your own that were sent can be edited."_s);
    if (text.trimmed().isEmpty() && old->attachments.isEmpty())
        return invalid(u"an empty message"_s, u"Write something."_s);
    const std::scoped_lock door(m_room.door());
    if (auto free = mayBegin(); !free)
        return fail(free.error());
    const auto before = old->parent == 0 ? Result<QList<ChatMessage>>(QList<ChatMessage> {})
                                         : messages.branch(m_room.chat(), old->parent);
    if (!before)
        return fail(before.error());
    if (auto possible = checkModel(*chat, text, *before); !possible)
        return fail(possible.error());
    ChatMessage message;
    message.text = text;
    message.parent = old->parent;
    message.attachments = old->attachments;
    const auto sent = put(std::move(message), *chat, false);
    return sent ? ask(sent->seq) : fail(sent.error());
}

Result<ChatOutcome> ChatDesk::retry()
{
    const auto chat = store::ChatStore(*m_parts.database).get(m_room.chat());
    if (!chat)
        return fail(chat.error());
    const std::scoped_lock door(m_room.door());
    if (auto free = mayBegin(); !free)
        return fail(free.error());
    auto branch = store::MessageStore(*m_parts.database).branch(m_room.chat(), chat->head);
    if (!branch)
        return fail(branch.error());
    while (!branch->isEmpty() && branch->constLast().role != MessageRole::User)
        branch->removeLast();
    if (branch->isEmpty())
        return wrongState(u"empty"_s, u"send"_s);
    const ChatMessage question = branch->takeLast();
    if (auto possible = checkModel(*chat, question.text, *branch); !possible)
        return fail(possible.error());
    return ask(question.seq);
}

Result<ChatOutcome> ChatDesk::expand()
{
    const std::scoped_lock door(m_room.door());
    if (auto free = mayBegin(); !free)
        return fail(free.error());
    const auto view = viewChat(*m_parts.database, m_room.chat());
    if (!view)
        return fail(view.error());
    if (!view->description || !view->description->closed)
        return wrongState(u"talking"_s, u"send, until there is a description"_s);
    if (const auto model = ChatModel::open(m_parts, view->chat); !model)
        return fail(model.error());
    (void)m_room.start(
        [&parts = m_parts, &room = m_room](const std::stop_token &stop) { ChatWorker(parts, room, stop).expand(); });
    return outcome(view->describedIn);
}

Result<ChatOutcome> ChatDesk::sendQueued()
{
    const std::scoped_lock door(m_room.door());
    if (auto free = mayBegin(); !free)
        return fail(free.error());
    const auto queued = store::MessageStore(*m_parts.database).queued(m_room.chat());
    if (!queued)
        return fail(queued.error());
    if (queued->isEmpty())
        return wrongState(u"without a queue"_s, u"send"_s);
    (void)m_room.start(
        [&parts = m_parts, &room = m_room](const std::stop_token &stop) { ChatWorker(parts, room, stop).goOn(); });
    return outcome(queued->constFirst().seq);
}

Result<ChatOutcome> ChatDesk::show(qint64 seq)
{
    const std::scoped_lock door(m_room.door());
    if (auto free = mayBegin(); !free)
        return fail(free.error());
    const auto head = store::MessageStore(*m_parts.database).newestBelow(m_room.chat(), seq);
    if (!head)
        return fail(head.error());
    auto shown = change([&](store::Chat &chat) { chat.head = *head; });
    return shown ? outcome(*head) : shown;
}

Result<ChatOutcome> ChatDesk::fork(qint64 seq)
{
    store::ChatStore chats(*m_parts.database);
    store::MessageStore messages(*m_parts.database);
    const auto from = chats.get(m_room.chat());
    if (!from)
        return fail(from.error());
    if (const auto at = messages.get(from->id, seq > 0 ? seq : from->head); !at)
        return fail(at.error());
    store::Chat made;
    made.title = from->title;
    made.named = from->named;
    made.project = from->project;
    made.model = from->model;
    made.effort = from->effort;
    made.tokenLimit = from->tokenLimit;
    made.tier = from->tier;
    made.features = from->features;
    made.forkedFrom = from->id;
    made.forkedSeq = seq > 0 ? seq : from->head;
    const auto fork = chats.create(std::move(made));
    if (!fork)
        return fail(fork.error());
    if (auto copied = messages.copyBranch(from->id, fork->forkedSeq, fork->id); !copied) {
        (void)chats.remove(fork->id);
        return fail(copied.error());
    }
    return ChatOutcome {fork->id, 0, false};
}

Result<ChatOutcome> ChatDesk::rename(const QString &title)
{
    const QString wanted = title.simplified().left(200);
    if (!wanted.isEmpty())
        return change([&](store::Chat &chat) {
            chat.title = wanted;
            chat.named = true;
        });
    const auto branch = store::MessageStore(*m_parts.database).branch(m_room.chat());
    if (!branch)
        return fail(branch.error());
    return change([&](store::Chat &chat) {
        chat.title = branch->isEmpty() ? QString() : chatTitle(branch->constFirst().text);
        chat.named = false;
    });
}

Result<ChatOutcome> ChatDesk::set(const ChatAction &action)
{
    if (auto fits = checkEffort(action.effort.value_or(QString())); !fits)
        return fail(fits.error());
    if (auto fits = checkTokens(action.tokens.value_or(0)); !fits)
        return fail(fits.error());
    return change([&](store::Chat &chat) {
        chat.model = action.model.value_or(chat.model);
        chat.effort = action.effort.value_or(chat.effort);
        chat.tokenLimit = action.tokens.value_or(chat.tokenLimit);
        chat.project = action.project ? ProjectId {*action.project} : chat.project;
    });
}

Result<ChatOutcome> ChatDesk::chooseTarget(const ChatAction &action)
{
    if (action.features < 0 || action.features > 1000)
        return invalid(u"features %1"_s.arg(action.features), u"a whole number from 1 to 1000 is needed"_s);
    return change([&](store::Chat &chat) {
        chat.tier = action.tier;
        chat.features = action.features;
    });
}

Result<ChatOutcome> ChatDesk::keepSpec(const ChatAction &action)
{
    const std::scoped_lock door(m_room.door());
    const auto kept =
        keepMergedSpec(*m_parts.database, m_room.chat(), action.seq, action.version, action.text.toUtf8());
    // A change of nothing announces the message, which stands in the library now.
    return kept ? change([](store::Chat &) { }) : fail(kept.error());
}

}  // namespace bw::engine
