// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "agent/attachment.h"
#include "buildview.h"
#include "chatfollow.h"
#include "commands/chatreading.h"
#include "commands/commands.h"
#include "engine/chatmodel.h"
#include "store/chatstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>

namespace bw::cli
{

using namespace Qt::StringLiterals;
using engine::ChatAction;
using Kind = engine::ChatAction::Kind;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

std::unexpected<Error> invalid(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

/// The words that stand for actions on one chat.
const QHash<QString, Kind> &kinds()
{
    static const QHash<QString, Kind> words {{u"send"_s, Kind::Send},        {u"edit"_s, Kind::Edit},
                                             {u"retry"_s, Kind::Retry},      {u"stop"_s, Kind::Stop},
                                             {u"expand"_s, Kind::Expand},    {u"choose"_s, Kind::Choose},
                                             {u"view"_s, Kind::Show},        {u"fork"_s, Kind::Fork},
                                             {u"queue"_s, Kind::SendQueued}, {u"unqueue"_s, Kind::Unqueue},
                                             {u"draft"_s, Kind::Draft},      {u"rename"_s, Kind::Rename},
                                             {u"pin"_s, Kind::Pin},          {u"unpin"_s, Kind::Unpin},
                                             {u"archive"_s, Kind::Archive},  {u"unarchive"_s, Kind::Unarchive},
                                             {u"delete"_s, Kind::Delete},    {u"undelete"_s, Kind::Undelete},
                                             {u"set"_s, Kind::Set}};
    return words;
}

bool streams(Kind kind)
{
    return kind == Kind::Send || kind == Kind::Edit || kind == Kind::Retry || kind == Kind::Expand
        || kind == Kind::SendQueued;
}

Result<qint64> numberOf(const Invocation &invocation, const QString &option)
{
    if (!invocation.has(option))
        return 0;
    bool good = false;
    const qint64 number = invocation.value(option).toLongLong(&good);
    if (!good || number < 0)
        return invalid(u"--"_s + option, text(QT_TRANSLATE_NOOP("bw::cli", "A whole number is needed.")));
    return number;
}

std::optional<QString> given(const Invocation &invocation, const QString &option)
{
    return invocation.has(option) ? std::optional(invocation.value(option)) : std::nullopt;
}

Result<ChatAction> actionFrom(const Invocation &invocation, Kind kind)
{
    ChatAction action;
    action.kind = kind;
    action.text = invocation.arguments.value(2);
    const auto seq = numberOf(invocation, u"message"_s);
    const auto features = numberOf(invocation, u"features"_s);
    const auto tokens = numberOf(invocation, u"tokens"_s);
    for (const auto *number : {&seq, &features, &tokens})
        if (!*number)
            return fail(number->error());
    action.seq = *seq;
    action.features = static_cast<int>(*features);
    if (const QString tier = invocation.value(u"tier"_s); !tier.isEmpty()) {
        action.tier = tierFromKey(tier);
        if (!action.tier)
            return invalid(u"--tier "_s + tier, text(QT_TRANSLATE_NOOP("bw::cli", "simple, standard or production")));
    }
    if (kind == Kind::Edit && action.seq == 0)
        return invalid(
            u"chat edit"_s,
            text(QT_TRANSLATE_NOOP("bw::cli", "--message N says which message; chat show lists their numbers.")));
    if (kind == Kind::Set) {
        action.model = given(invocation, u"model"_s);
        action.effort = given(invocation, u"effort"_s);
        action.project = given(invocation, u"project"_s);
        if (invocation.has(u"tokens"_s))
            action.tokens = static_cast<int>(*tokens);
    }
    return action;
}

Result<ChatId> resolve(const Invocation &invocation, Acting &acting, const QString &word)
{
    auto side = acting.read(invocation);
    return side ? store::ChatStore((*side)->database()).resolve(word) : fail(side.error());
}

Status attach(const Invocation &invocation, Acting &acting, const ChatId &chat, const QString &path)
{
    QFile file(QDir::current().absoluteFilePath(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, {{u"path"_s, path}, {u"why"_s, file.errorString()}});
    const auto attached = acting.chats().attach(chat, path, file.read(agent::largestAttachment + 1), invocation.stop);
    return attached ? Status {} : fail(attached.error());
}

/// A number stands for one of the replies that a recording offers.
void takeReply(const Invocation &invocation, Acting &acting, const ChatId &chat, ChatAction &action)
{
    bool number = false;
    const int choice = action.text.toInt(&number);
    auto side = number ? acting.read(invocation) : Result<std::unique_ptr<ReadSide>>(fail(ErrorCode::NotFound));
    const auto view = side ? engine::viewChat((*side)->database(), chat) : Result<engine::ChatView>(fail(side.error()));
    if (view && choice >= 1 && choice <= view->replies.size())
        action.text = view->replies.at(choice - 1);
}

ExitCode perform(const Invocation &invocation, Acting &acting, const ChatId &chat, ChatAction action)
{
    if (const QString path = invocation.value(u"attach"_s); !path.isEmpty())
        if (auto attached = attach(invocation, acting, chat, path); !attached)
            return report(invocation, attached.error());
    if (action.kind == Kind::Send)
        takeReply(invocation, acting, chat, action);
    const auto done = acting.chats().act(chat, action, invocation.stop);
    if (!done)
        return report(invocation, done.error());
    if (done->queued)
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "An answer is still coming: message %1 waits for its end."))
                .arg(done->seq));
    if (streams(action.kind) && !invocation.has(u"detach"_s))
        return followChat(invocation, acting, chat);
    invocation.out().object(engine::toJson(*done));
    invocation.out().line(done->chat.value);
    return ExitCode::Done;
}

ExitCode runNew(const Invocation &invocation, Acting &acting)
{
    const auto tokens = numberOf(invocation, u"tokens"_s);
    if (!tokens)
        return report(invocation, tokens.error());
    const engine::NewChat wanted {.title = invocation.value(u"title"_s),
                                  .model = invocation.value(u"model"_s),
                                  .effort = invocation.value(u"effort"_s),
                                  .tokens = static_cast<int>(*tokens),
                                  .project = ProjectId {invocation.value(u"project"_s)}};
    const auto chat = acting.chats().create(wanted, invocation.stop);
    if (!chat)
        return report(invocation, chat.error());
    ChatAction action;
    action.text = invocation.arguments.value(1);
    if (!action.text.isEmpty() || invocation.has(u"attach"_s))
        return perform(invocation, acting, *chat, action);
    // Nothing was said yet: what can be.
    return followChat(invocation, acting, *chat);
}

ExitCode runOne(const Invocation &invocation, Acting &acting)
{
    const QString word = invocation.arguments.first();
    if (invocation.arguments.size() < 2)
        return report(invocation,
                      invalid(u"chat "_s + word,
                              text(QT_TRANSLATE_NOOP("bw::cli", "Which chat? Its id, the beginning of it, or last.")))
                          .error());
    const auto chat = resolve(invocation, acting, invocation.arguments.at(1));
    if (!chat)
        return report(invocation, chat.error());
    if (word == "attach"_L1) {
        const auto attached = attach(invocation, acting, *chat, invocation.arguments.value(2));
        return attached ? ExitCode::Done : report(invocation, attached.error());
    }
    auto action = actionFrom(invocation, kinds().value(word));
    if (!action)
        return report(invocation, action.error());
    return perform(invocation, acting, *chat, std::move(*action));
}

}  // namespace

ExitCode runChat(const Invocation &invocation)
{
    const QString word = invocation.arguments.first();
    if (word == "list"_L1 || word == "show"_L1 || word == "search"_L1 || word == "export"_L1)
        return runChatReading(invocation);
    if (word != "new"_L1 && word != "attach"_L1 && !kinds().contains(word))
        return report(invocation,
                      invalid(u"chat "_s + word,
                              text(QT_TRANSLATE_NOOP("bw::cli", "`buildwright chat --help` lists what there is.")))
                          .error());
    auto acting = invocation.has(u"detach"_s) ? Acting::openDetached(invocation) : Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    const ExitCode code = word == "new"_L1 ? runNew(invocation, **acting) : runOne(invocation, **acting);
    (*acting)->finish(invocation);
    return code;
}

}  // namespace bw::cli
