// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/projectroutes.h"

#include "api/routeanswer.h"
#include "engine/projectservice.h"

namespace bw::api
{

namespace
{

QString nameIn(const httplib::Request &request)
{
    const auto json = parseJson(QByteArrayView(request.body.data(), static_cast<qsizetype>(request.body.size())));
    return json ? jsonString(*json, "name") : QString();
}

ProjectId projectOf(const httplib::Request &request)
{
    return ProjectId {QString::fromStdString(request.matches[1].str())};
}

void answerProject(httplib::Response &response, const Result<store::Project> &project)
{
    project ? answer(response, Json {{"project", toStd(project->id.value)}}) : answerError(response, project.error());
}

}  // namespace

void addProjectRoutes(httplib::Server &server, engine::ProjectService &projects)
{
    server.Post("/v1/projects", [&projects](const httplib::Request &request, httplib::Response &response) {
        answerProject(response, projects.create(nameIn(request)));
    });
    server.Post(R"(/v1/projects/([0-9a-z]+))",
                [&projects](const httplib::Request &request, httplib::Response &response) {
                    answerProject(response, projects.rename(projectOf(request), nameIn(request)));
                });
    server.Delete(R"(/v1/projects/([0-9a-z]+))",
                  [&projects](const httplib::Request &request, httplib::Response &response) {
                      const Status done = projects.remove(projectOf(request));
                      done ? answer(response, Json::object()) : answerError(response, done.error());
                  });
}

}  // namespace bw::api
