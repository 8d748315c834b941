// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settings.h"
#include "base/redactor.h"
#include "engine/chatlibrary.h"
#include "engine/chatworker.h"
#include "engine/parts.h"
#include "spec/replyspec.h"
#include "spec/specparser.h"

#include <QLoggingCategory>

#include <algorithm>

// The second half of a chat: from the description to the specification.

Q_LOGGING_CATEGORY(lcExpansion, "bw.engine.expansion", QtInfoMsg)

namespace bw::engine
{

using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

namespace
{

constexpr int specTokens = 64'000;

QString expansionText(const ChatView &view)
{
    QString text = u"Turn this application description into the specification.\n\n"_s + view.description->text;
    if (view.target->chosen)
        text += u"\n\nDecided by the person, and above what the description says:\nTier: %1\nFeatures: %2\n"_s
                    .arg(toKey(view.target->tier))
                    .arg(view.target->features);
    return text;
}

}  // namespace

bool ChatWorker::expandNewest(bool asked)
{
    const auto view = viewChat(*m_parts.database, m_room.chat());
    if (!view || !view->description || !view->description->closed)
        return view.has_value();
    if (!asked) {
        // Once for each description, by itself; as often as a person wants.
        const QString hash = descriptionHash(view->description->text);
        if (std::ranges::any_of(view->specs,
                                [&](const ChatMessage &one) { return one.spec && one.spec->descriptionHash == hash; }))
            return true;
        ChatNotice described;
        described.kind = ChatNotice::Kind::Described;
        described.seq = view->describedIn;
        m_room.tell(std::move(described));
    }
    const bool waits = !asked && account::Settings::load().chat().asksToExpand;
    ChatNotice notice;
    notice.kind = waits ? ChatNotice::Kind::Offered : ChatNotice::Kind::Expanding;
    notice.seq = view->describedIn;
    notice.forecast = view->forecast;
    m_room.tell(std::move(notice));
    return waits || writeSpec(*view);
}

Result<claude::ModelRequest> ChatWorker::expansionOf(ChatModel &model, const ChatView &view)
{
    const Json block {{"type", "text"}, {"text", toStd(expansionText(view))}};
    return requestFor(model, view.chat, u"spec"_s,
                      {toBytes(Json {{"role", "user"}, {"content", Json::array({block})}})}, specTokens);
}

bool ChatWorker::writeSpec(const ChatView &view)
{
    auto model = openModel(view.chat, view.describedIn);
    ChatMessage wanted;
    wanted.role = MessageRole::Spec;
    wanted.parent = view.describedIn;
    wanted.model = model ? (*model)->modelId() : chatModelName(view.chat);
    wanted.demonstration = model && (*model)->isRecorded();
    store::ChatSpec made;
    made.description = view.description->text;
    made.descriptionHash = descriptionHash(view.description->text);
    made.tier = view.target->tier;
    made.features = view.target->features;
    made.chosen = view.target->chosen;
    wanted.spec = made;
    const auto message = begin(std::move(wanted));
    if (!message) {
        qCWarning(lcExpansion) << "a specification cannot be stored:" << message.error().detail;
        return false;
    }
    const auto request = model ? expansionOf(**model, view) : Result<claude::ModelRequest>(fail(model.error()));
    if (!request) {
        endFailed(*message, request.error());
        return false;
    }
    ChatMessage ended = stream(**model, *request, *message);
    if (ended.state == MessageState::Complete)
        readSpec(ended, view.chat);
    end(ended);
    return ended.state == MessageState::Complete;
}

void ChatWorker::readSpec(ChatMessage &message, const store::Chat &chat)
{
    const auto found = spec::findReplySpec(message.text);
    const QByteArray text = (found ? found->text : message.text.trimmed()).toUtf8() + '\n';
    const auto incomplete = [&](const QString &why) {
        message.state = MessageState::Failed;
        message.error = Error {ErrorCode::SpecInvalid,
                               u"it ended before it was complete"_s,
                               {{u"path"_s, u"specification"_s}, {u"line"_s, u"0"_s}, {u"why"_s, why}},
                               {}};
        message.spec->problem = why;
    };
    if (message.stopReason == "max_tokens"_L1 || (found && !found->closed))
        return incomplete(u"incomplete"_s);
    const auto parsed = spec::parseSpec(text, u"specification"_s);
    if (!parsed) {
        // Kept as text: a person mends it, or has it written again.
        message.spec->problem = parsed.error().args.value(u"why"_s, parsed.error().detail);
        message.spec->problemLine = parsed.error().args.value(u"line"_s).toInt();
        return;
    }
    const auto earlier = messages().specs(chat.id);
    const auto kept = earlier ? keepChatSpec(*m_parts.database, chat, parsed->name, Redactor::redact(text), *earlier)
                              : Result<KeptSpec>(std::unexpected(earlier.error()));
    if (!kept) {
        qCWarning(lcExpansion) << "a specification is not in the library:" << kept.error().detail;
        message.error = kept.error();
        return;
    }
    message.spec->spec = kept->spec;
    message.spec->specVersion = kept->version;
    ChatNotice notice = noticeOf(ChatNotice::Kind::Saved, message);
    notice.spec = kept->spec;
    notice.version = kept->version;
    m_room.tell(std::move(notice));
}

}  // namespace bw::engine
