// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudrequest.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

Json held(qint64 limit, const QString &by)
{
    Json report = Json::object();
    if (limit > 0)
        report["limit"] = limit;
    report["by"] = toStd(by);
    return report;
}

}  // namespace

std::unexpected<Error> CloudRequest::unavailable(const QString &why, const QString &remedy)
{
    return fail(ErrorCode::SandboxUnavailable, why, {{u"why"_s, why}, {u"remedy"_s, remedy}});
}

LimitReport CloudRequest::limitReport(const ListedCloudSandbox &listed, const SandboxRequest &request)
{
    const QString by = u"E2B template "_s + listed.templateId;
    Json memory = held(listed.memoryBytes, by);
    memory["asked"] = request.memoryBytes;
    Json disk = held(listed.diskBytes, by);
    disk["asked"] = request.diskBytes;
    const Json network {{"limit", toStd(toKey(request.network))},
                        {"by", "E2B's egress rules; what they deny is not told"}};
    return {{"memory", memory},
            {"disk", disk},
            {"processors", held(listed.processors, by)},
            {"processes", held(0, u"none but the machine's"_s)},
            {"network", network}};
}

void CloudRequest::setNetwork(NewCloudSandbox &wanted, const SandboxRequest &request)
{
    wanted.internet = request.network != NetworkPolicy::None;
    wanted.network = Json {{"allowPublicTraffic", false}};
    if (request.network == NetworkPolicy::None)
        wanted.network["denyOut"] = Json::array({"0.0.0.0/0"});
    if (request.network != NetworkPolicy::Registries)
        return;
    Json allowed = Json::array();
    for (const QString &host : request.allowedHosts)
        allowed.push_back(toStd(host));
    wanted.network["allowOut"] = std::move(allowed);
    wanted.network["denyOut"] = Json::array({"0.0.0.0/0"});
}

void CloudRequest::setEnvironment(NewCloudSandbox &wanted, const SandboxRequest &request, const QString &domain)
{
    wanted.env = request.env;
    wanted.network["maskRequestHost"] = "localhost:${PORT}";
    const QString variable = u"__VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS"_s;
    if (!wanted.env.contains(variable))
        wanted.env.insert(variable, u'.' + domain);
}

}  // namespace bw::sandbox
