// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatnotice.h"

#include "base/keytable.h"

namespace bw::engine
{

namespace
{

using Kind = ChatNotice::Kind;
constexpr auto kinds = keyTable<Kind, 13>({
    {Kind::Sent, "sent"},
    {Kind::Begun, "begun"},
    {Kind::Waiting, "waiting"},
    {Kind::Text, "text"},
    {Kind::Thinking, "thinking"},
    {Kind::Discarded, "discarded"},
    {Kind::Used, "used"},
    {Kind::Ended, "ended"},
    {Kind::Described, "described"},
    {Kind::Offered, "offered"},
    {Kind::Expanding, "expanding"},
    {Kind::Saved, "saved"},
    {Kind::Idle, "idle"},
});
static_assert(kinds.inOrder());

Json errorJson(const Error &error)
{
    Json args = Json::object();
    for (auto it = error.args.cbegin(); it != error.args.cend(); ++it)
        args[toStd(it.key())] = toStd(it.value());
    return Json {{"code", toStd(toKey(error.code))}, {"detail", toStd(error.detail)}, {"args", args}};
}

std::optional<Error> errorFrom(const Json &json)
{
    const auto code = errorCodeFromKey(jsonString(json, "code"));
    if (!code)
        return std::nullopt;
    Error error {*code, jsonString(json, "detail"), {}, std::nullopt};
    const auto args = json.find("args");
    if (args != json.end() && args->is_object()) {
        for (const auto &[key, value] : args->items())
            if (value.is_string())
                error.args.insert(toQString(key), toQString(value.get<std::string>()));
    }
    return error;
}

}  // namespace

QString toKey(ChatNotice::Kind kind) { return kinds.key(kind); }

std::optional<ChatNotice::Kind> chatNoticeKindFromKey(const QString &key) { return kinds.value(key); }

Json toJson(const ChatNotice &notice)
{
    Json json {{"kind", toStd(toKey(notice.kind))}, {"chat", toStd(notice.chat.value)}};
    if (notice.seq != 0)
        json["seq"] = notice.seq;
    if (notice.kind == Kind::Begun || notice.kind == Kind::Ended)
        json["role"] = toStd(toKey(notice.role));
    if (notice.kind == Kind::Ended)
        json["state"] = toStd(toKey(notice.state));
    for (const auto &[key, text] :
         {std::pair("text", notice.text), std::pair("thinking", notice.thinking), std::pair("reason", notice.reason)})
        if (!text.isEmpty())
            json[key] = toStd(text);
    if (notice.untilMs != 0)
        json["until"] = notice.untilMs;
    if (notice.sinceMs != 0)
        json["since"] = notice.sinceMs;
    if (notice.error)
        json["error"] = errorJson(*notice.error);
    if (notice.kind == Kind::Used || notice.kind == Kind::Ended) {
        json["usage"] = toJson(notice.usage);
        json["cost_usd"] = notice.cost ? Json(toStd(notice.cost->toDecimal())) : Json();
    }
    if (notice.forecast)
        json["forecast"] = toJson(*notice.forecast);
    if (!notice.spec.isEmpty()) {
        json["spec"] = toStd(notice.spec.value);
        json["version"] = notice.version;
    }
    return json;
}

std::optional<ChatNotice> chatNoticeFromJson(const Json &json)
{
    const auto kind = chatNoticeKindFromKey(jsonString(json, "kind"));
    if (!kind)
        return std::nullopt;
    ChatNotice notice;
    notice.kind = *kind;
    notice.chat.value = jsonString(json, "chat");
    notice.seq = jsonInt(json, "seq");
    notice.role = store::messageRoleFromKey(jsonString(json, "role")).value_or(store::MessageRole::Assistant);
    notice.state = store::messageStateFromKey(jsonString(json, "state")).value_or(store::MessageState::Streaming);
    notice.text = jsonString(json, "text");
    notice.thinking = jsonString(json, "thinking");
    notice.reason = jsonString(json, "reason");
    notice.untilMs = jsonInt(json, "until");
    notice.sinceMs = jsonInt(json, "since");
    if (json.contains("error"))
        notice.error = errorFrom(json["error"]);
    if (json.contains("usage"))
        notice.usage = usageFromJson(json["usage"]);
    notice.cost = Money::fromDecimal(jsonString(json, "cost_usd"));
    if (json.contains("forecast"))
        notice.forecast = expansionForecastFromJson(json["forecast"]);
    notice.spec.value = jsonString(json, "spec");
    notice.version = static_cast<int>(jsonInt(json, "version"));
    return notice;
}

}  // namespace bw::engine
