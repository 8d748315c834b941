// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chataction.h"

#include "base/keytable.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = ChatAction::Kind;
constexpr auto kinds = keyTable<Kind, 21>({
    {Kind::Send, "send"},
    {Kind::Edit, "edit"},
    {Kind::Retry, "retry"},
    {Kind::Stop, "stop"},
    {Kind::Expand, "expand"},
    {Kind::Choose, "choose"},
    {Kind::KeepSpec, "keep_spec"},
    {Kind::Show, "show"},
    {Kind::Fork, "fork"},
    {Kind::SendQueued, "send_queued"},
    {Kind::Unqueue, "unqueue"},
    {Kind::EditQueued, "edit_queued"},
    {Kind::Draft, "draft"},
    {Kind::Rename, "rename"},
    {Kind::Pin, "pin"},
    {Kind::Unpin, "unpin"},
    {Kind::Archive, "archive"},
    {Kind::Unarchive, "unarchive"},
    {Kind::Delete, "delete"},
    {Kind::Undelete, "undelete"},
    {Kind::Set, "set"},
});
static_assert(kinds.inOrder());

std::unexpected<Error> invalid(const QString &what)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, u"see docs/chat.md"_s}});
}

std::optional<QString> optionalText(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? std::optional(toQString(found->get<std::string>()))
                                                     : std::nullopt;
}

}  // namespace

QString toKey(ChatAction::Kind kind) { return kinds.key(kind); }

std::optional<ChatAction::Kind> chatActionKindFromKey(const QString &key) { return kinds.value(key); }

Json toJson(const ChatAction &action)
{
    Json json {{"kind", toStd(toKey(action.kind))}};
    if (!action.text.isEmpty())
        json["text"] = toStd(action.text);
    if (action.seq != 0)
        json["seq"] = action.seq;
    if (action.tier)
        json["tier"] = toStd(toKey(*action.tier));
    if (action.features != 0)
        json["features"] = action.features;
    if (action.version != 0)
        json["version"] = action.version;
    if (action.model)
        json["model"] = toStd(*action.model);
    if (action.effort)
        json["effort"] = toStd(*action.effort);
    if (action.project)
        json["project"] = toStd(*action.project);
    if (action.tokens)
        json["tokens"] = *action.tokens;
    return json;
}

Result<ChatAction> chatActionFromJson(const Json &json)
{
    if (!json.is_object())
        return invalid(u"action"_s);
    const auto kind = chatActionKindFromKey(jsonString(json, "kind"));
    if (!kind)
        return invalid(u"action \"%1\""_s.arg(jsonString(json, "kind")));
    ChatAction action;
    action.kind = *kind;
    action.text = jsonString(json, "text");
    action.seq = jsonInt(json, "seq");
    if (const QString tier = jsonString(json, "tier"); !tier.isEmpty()) {
        action.tier = tierFromKey(tier);
        if (!action.tier)
            return invalid(u"tier \"%1\""_s.arg(tier));
    }
    action.features = static_cast<int>(jsonInt(json, "features"));
    action.version = static_cast<int>(jsonInt(json, "version"));
    action.model = optionalText(json, "model");
    action.effort = optionalText(json, "effort");
    action.project = optionalText(json, "project");
    if (json.contains("tokens"))
        action.tokens = static_cast<int>(jsonInt(json, "tokens"));
    return action;
}

Json toJson(const NewChat &chat)
{
    return Json {{"title", toStd(chat.title)},
                 {"model", toStd(chat.model)},
                 {"effort", toStd(chat.effort)},
                 {"tokens", chat.tokens},
                 {"project", toStd(chat.project.value)}};
}

Result<NewChat> newChatFromJson(const Json &json)
{
    if (!json.is_object())
        return invalid(u"chat"_s);
    return NewChat {.title = jsonString(json, "title"),
                    .model = jsonString(json, "model"),
                    .effort = jsonString(json, "effort"),
                    .tokens = static_cast<int>(jsonInt(json, "tokens")),
                    .project = ProjectId {jsonString(json, "project")}};
}

Json toJson(const ChatOutcome &outcome)
{
    return Json {{"chat", toStd(outcome.chat.value)}, {"seq", outcome.seq}, {"queued", outcome.queued}};
}

ChatOutcome chatOutcomeFromJson(const Json &json)
{
    return {ChatId {jsonString(json, "chat")}, jsonInt(json, "seq"), jsonBool(json, "queued")};
}

}  // namespace bw::engine
