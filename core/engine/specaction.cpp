// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/specaction.h"

#include <array>
#include <utility>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = SpecAction::Kind;

constexpr std::array kinds {std::pair(Kind::Create, "create"),          std::pair(Kind::Duplicate, "duplicate"),
                            std::pair(Kind::Import, "import"),          std::pair(Kind::Save, "save"),
                            std::pair(Kind::Restore, "restore"),        std::pair(Kind::Rename, "rename"),
                            std::pair(Kind::SetProject, "set_project"), std::pair(Kind::Delete, "delete"),
                            std::pair(Kind::Undelete, "undelete")};

std::unexpected<Error> wrong(const QString &what)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, u"a valid action"_s}});
}

}  // namespace

QString toKey(SpecAction::Kind kind)
{
    for (const auto &[known, key] : kinds) {
        if (known == kind)
            return QString::fromLatin1(key);
    }
    return {};
}

std::optional<SpecAction::Kind> specActionKindFromKey(const QString &key)
{
    for (const auto &[kind, known] : kinds) {
        if (key == QLatin1StringView(known))
            return kind;
    }
    return std::nullopt;
}

Json toJson(const SpecAction &action)
{
    Json object {{"action", toStd(toKey(action.kind))}};
    const auto put = [&object](const char *key, const QString &value) {
        if (!value.isEmpty())
            object[key] = toStd(value);
    };
    put("spec", action.spec.value);
    put("name", action.name);
    put("project", action.project.value);
    put("chat", action.chat.value);
    put("author", action.by.author);
    put("reason", action.by.reason);
    if (action.version != 0)
        object["version"] = action.version;
    if (!action.text.isEmpty())
        object["text"] = action.text.toBase64().toStdString();
    return object;
}

Result<SpecAction> specActionFromJson(const Json &json)
{
    const auto kind = json.is_object() ? specActionKindFromKey(jsonString(json, "action")) : std::nullopt;
    if (!kind)
        return wrong(u"action"_s);
    SpecAction action;
    action.kind = *kind;
    action.spec.value = jsonString(json, "spec");
    action.name = jsonString(json, "name");
    action.project.value = jsonString(json, "project");
    action.chat.value = jsonString(json, "chat");
    action.by.author = jsonString(json, "author", action.by.author);
    action.by.reason = jsonString(json, "reason");
    action.version = static_cast<int>(jsonInt(json, "version"));
    const auto text =
        QByteArray::fromBase64Encoding(jsonString(json, "text").toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!text)
        return wrong(u"text"_s);
    action.text = *text;
    return action;
}

Json toJson(const SpecOutcome &outcome)
{
    return Json {{"spec", toStd(outcome.spec.value)}, {"version", outcome.version}};
}

SpecOutcome specOutcomeFromJson(const Json &json)
{
    return {SpecId {jsonString(json, "spec")}, static_cast<int>(jsonInt(json, "version"))};
}

}  // namespace bw::engine
