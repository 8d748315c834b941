// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/controlclient.h"

#include "api/controlprotocol.h"
#include "net/httptransport.h"

namespace bw::api
{

using namespace Qt::StringLiterals;

ControlClient::ControlClient(net::HttpTransport &transport)
    : m_transport(transport)
{
}

Result<OwnerInfo> ControlClient::owner(std::stop_token stop)
{
    auto answer = call("GET", u"/owner"_s, {}, stop);
    if (!answer)
        return fail(answer.error());
    return OwnerInfo {jsonInt(*answer, "pid"), jsonString(*answer, "version"),
                      static_cast<int>(jsonInt(*answer, "running"))};
}

Result<BuildId> ControlClient::submit(const engine::BuildRequest &request, std::stop_token stop)
{
    auto answer = call("POST", u"/builds"_s, engine::toJson(request), stop);
    if (!answer)
        return fail(answer.error());
    return BuildId {jsonString(*answer, "build")};
}

Status ControlClient::stopBuild(const BuildId &build, std::stop_token stop)
{
    auto answer = call("POST", u"/builds/%1/stop"_s.arg(build.value), Json::object(), stop);
    return answer ? Status {} : fail(answer.error());
}

Status ControlClient::pause(const BuildId &build, const QString &because, std::stop_token stop)
{
    auto answer = call("POST", u"/builds/%1/pause"_s.arg(build.value), Json {{"because", toStd(because)}}, stop);
    return answer ? Status {} : fail(answer.error());
}

Status ControlClient::resume(const BuildId &build, const QString &out, const engine::Ceilings &ceilings,
                             std::stop_token stop)
{
    auto answer = call("POST", u"/builds/%1/resume"_s.arg(build.value),
                       Json {{"out", toStd(out)}, {"ceilings", engine::toJson(ceilings)}}, stop);
    return answer ? Status {} : fail(answer.error());
}

Result<BuildId> ControlClient::branch(const BuildId &build, const QString &checkpoint, std::stop_token stop)
{
    auto answer = call("POST", u"/builds/%1/branch"_s.arg(build.value), Json {{"checkpoint", toStd(checkpoint)}}, stop);
    if (!answer)
        return fail(answer.error());
    return BuildId {jsonString(*answer, "build")};
}

Result<BuildId> ControlClient::act(const BuildId &build, const engine::PersonAction &action, std::stop_token stop)
{
    auto answer = call("POST", u"/builds/%1/act"_s.arg(build.value), engine::toJson(action), stop);
    return answer ? Result<BuildId>(BuildId {jsonString(*answer, "build")}) : fail(answer.error());
}

Status ControlClient::remove(const BuildId &build, std::stop_token stop)
{
    auto answer = call("DELETE", u"/builds/%1"_s.arg(build.value), {}, stop);
    return answer ? Status {} : fail(answer.error());
}

Result<ProjectId> ControlClient::createProject(const QString &name, std::stop_token stop)
{
    auto answer = call("POST", u"/projects"_s, Json {{"name", toStd(name)}}, std::move(stop));
    if (!answer)
        return fail(answer.error());
    return ProjectId {jsonString(*answer, "project")};
}

Status ControlClient::renameProject(const ProjectId &project, const QString &name, std::stop_token stop)
{
    auto answer = call("POST", u"/projects/"_s + project.value, Json {{"name", toStd(name)}}, std::move(stop));
    return answer ? Status {} : fail(answer.error());
}

Status ControlClient::removeProject(const ProjectId &project, std::stop_token stop)
{
    auto answer = call("DELETE", u"/projects/"_s + project.value, {}, std::move(stop));
    return answer ? Status {} : fail(answer.error());
}

Result<engine::SpecOutcome> ControlClient::act(const engine::SpecAction &action, std::stop_token stop)
{
    auto answer = call("POST", u"/specs/act"_s, toJson(action), std::move(stop));
    if (!answer)
        return fail(answer.error());
    return engine::specOutcomeFromJson(*answer);
}

Result<sandbox::PortAccess> ControlClient::port(const BuildId &build, int port, std::stop_token stop)
{
    const auto answer =
        call("POST", u"/builds/%1/ports/%2"_s.arg(build.value).arg(port), Json::object(), std::move(stop));
    if (!answer)
        return fail(answer.error());
    sandbox::PortAccess access {jsonString(*answer, "address"), {}, SecretString(jsonString(*answer, "link").toUtf8())};
    const Json headers = answer->value("headers", Json::array());
    for (const Json &header : headers)
        access.headers.append({jsonString(header, "name"), SecretString(jsonString(header, "value").toUtf8())});
    return access;
}

Result<SecretString> ControlClient::file(const BuildId &build, const QString &path, std::chrono::seconds validFor,
                                         std::stop_token stop)
{
    const auto answer = call("POST", u"/builds/%1/file"_s.arg(build.value),
                             Json {{"path", toStd(path)}, {"seconds", validFor.count()}}, std::move(stop));
    return answer ? Result<SecretString>(SecretString(jsonString(*answer, "address").toUtf8())) : fail(answer.error());
}

Result<Json> ControlClient::call(const QByteArray &method, const QString &path, const Json &body, std::stop_token stop)
{
    net::HttpRequest request;
    request.method = method;
    request.url = QUrl(u"http://localhost"_s + QLatin1StringView(apiPrefix) + path);
    request.idempotent = method == "GET";
    request.idleTimeout = std::chrono::seconds(60);
    if (!body.is_null()) {
        request.body = toBytes(body);
        request.headers = {{"Content-Type", "application/json"}};
    }
    auto response = m_transport.send(request, stop);
    if (!response)
        return fail(response.error());
    auto json = parseJson(response->body.isEmpty() ? QByteArrayView("{}") : QByteArrayView(response->body));
    if (!json)
        return fail(json.error());
    if (response->status >= 400)
        return fail(errorFromJson(*json));
    return json;
}

}  // namespace bw::api
