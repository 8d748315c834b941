// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildrequest.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

Json toJson(const BuildRequest &request)
{
    return Json {{"spec_base64", request.specText.toBase64().toStdString()},
                 {"spec_name", toStd(request.specName)},
                 {"spec", toStd(request.spec.value)},
                 {"spec_version", request.specVersion},
                 {"template", toStd(request.templateId)},
                 {"prompt", toStd(request.prompt)},
                 {"tier_given", request.tierGiven},
                 {"options", toJson(request.options)}};
}

Result<BuildRequest> buildRequestFromJson(const Json &json)
{
    if (!json.is_object() || !json.contains("options"))
        return fail(ErrorCode::ProtocolError, u"a build request is an object with options"_s,
                    {{u"host"_s, u"control socket"_s}, {u"why"_s, u"options are missing"_s}});
    auto options = buildOptionsFromJson(json.at("options"));
    if (!options)
        return fail(options.error());
    BuildRequest request;
    request.specText = QByteArray::fromBase64(jsonString(json, "spec_base64").toLatin1());
    request.specName = jsonString(json, "spec_name");
    request.spec.value = jsonString(json, "spec");
    request.specVersion = static_cast<int>(jsonInt(json, "spec_version"));
    request.templateId = jsonString(json, "template");
    request.prompt = jsonString(json, "prompt");
    request.tierGiven = jsonBool(json, "tier_given");
    request.options = *options;
    return request;
}

}  // namespace bw::engine
