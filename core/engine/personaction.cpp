// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/personaction.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

Json toJson(const PersonAction &action)
{
    Json json {{"action", toStd(action.action)},
               {"feature", toStd(action.feature)},
               {"text", toStd(action.text)},
               {"ceilings", toJson(action.ceilings)},
               {"more", action.more}};
    if (action.edited)
        json["edit"] = action.edit.toBase64().toStdString();
    return json;
}

Result<PersonAction> personActionFromJson(const Json &json)
{
    PersonAction action;
    if (!json.is_object() || jsonString(json, "action").isEmpty())
        return fail(ErrorCode::ProtocolError, u"action"_s,
                    {{u"host"_s, u"control socket"_s}, {u"why"_s, u"no action is named"_s}});
    action.action = jsonString(json, "action");
    action.feature = jsonString(json, "feature");
    action.text = jsonString(json, "text");
    action.edited = json.contains("edit");
    action.edit = QByteArray::fromBase64(jsonString(json, "edit").toLatin1());
    action.ceilings = ceilingsFromJson(json.value("ceilings", Json::object()));
    if (const Json more = json.value("more", Json::object()); more.is_object())
        action.more = more;
    return action;
}

}  // namespace bw::engine
