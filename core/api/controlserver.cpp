// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/controlserver.h"

#include "api/chatroutes.h"
#include "api/controlprotocol.h"
#include "api/peerserver.h"
#include "api/projectroutes.h"
#include "api/routeanswer.h"
#include "api/shellroutes.h"
#include "api/specroutes.h"
#include "engine/buildservice.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace bw::api
{

using namespace Qt::StringLiterals;

namespace
{

BuildId buildOf(const httplib::Request &request) { return BuildId {QString::fromStdString(request.matches[1].str())}; }

}  // namespace

class ControlServer::Impl
{
public:
    Impl(engine::BuildService &builds, engine::SandboxAccess &access)
        : m_builds(builds)
        , m_shells(access)
    {
        m_server.set_payload_max_length(64UL << 20);
        m_server.new_task_queue = [] { return new httplib::ThreadPool(ShellRoutes::serverThreads); };
        addRoutes();
        m_shells.addTo(m_server);
    }
    ~Impl() { stop(); }

    void add(engine::ChatService &chats)
    {
        m_chats = std::make_unique<ChatRoutes>(chats);
        m_chats->addTo(m_server);
    }
    void add(engine::ProjectService &projects) { addProjectRoutes(m_server, projects); }
    void add(engine::SpecService &specs) { addSpecRoutes(m_server, specs); }
    Status start(const QString &path);
    void stop();

private:
    void addRoutes();
    void submit(const httplib::Request &request, httplib::Response &response);
    void resume(const httplib::Request &request, httplib::Response &response);
    void branch(const httplib::Request &request, httplib::Response &response);
    void act(const httplib::Request &request, httplib::Response &response);

    engine::BuildService &m_builds;
    ShellRoutes m_shells;
    std::unique_ptr<ChatRoutes> m_chats;
    PeerServer m_server;
    QString m_path;
    std::jthread m_thread;
};

Status ControlServer::Impl::start(const QString &path)
{
    QFile::remove(path);
    m_server.set_address_family(AF_UNIX);
    const std::string name = QFile::encodeName(path).toStdString();
    if (!m_server.bind_to_port(name, 80))
        return fail(ErrorCode::FileUnwritable, u"bind"_s, {{u"path"_s, path}, {u"why"_s, qt_error_string(errno)}});
    m_path = path;
    m_shells.start();
    ::chmod(name.c_str(), 0600);
    m_thread = std::jthread([this] { m_server.listen_after_bind(); });
    m_server.wait_until_ready();
    return {};
}

void ControlServer::Impl::stop()
{
    if (!m_thread.joinable())
        return;
    m_shells.stop();
    if (m_chats)
        m_chats->stop();
    m_server.stop();
    m_thread.join();
    QFile::remove(m_path);
}

void ControlServer::Impl::submit(const httplib::Request &request, httplib::Response &response)
{
    auto json = parseJson(QByteArrayView(request.body.data(), static_cast<qsizetype>(request.body.size())));
    if (!json)
        return answerError(response, json.error());
    auto wanted = engine::buildRequestFromJson(*json);
    if (!wanted)
        return answerError(response, wanted.error());
    auto build = m_builds.submit(*wanted);
    if (!build)
        return answerError(response, build.error());
    answer(response, Json {{"build", toStd(build->value)}});
}

void ControlServer::Impl::resume(const httplib::Request &request, httplib::Response &response)
{
    auto json = parseJson(QByteArrayView(request.body.data(), static_cast<qsizetype>(request.body.size())));
    if (!json || !json->is_object())
        return answerError(response,
                           Error {ErrorCode::ProtocolError,
                                  u"resume"_s,
                                  {{u"host"_s, u"control socket"_s}, {u"why"_s, u"not an object"_s}},
                                  {}});
    const BuildId build = buildOf(request);
    auto done = m_builds.resume(build, jsonString(*json, "out"),
                                engine::ceilingsFromJson(json->value("ceilings", Json::object())));
    if (!done)
        return answerError(response, done.error());
    answer(response, Json {{"build", toStd(build.value)}});
}

void ControlServer::Impl::branch(const httplib::Request &request, httplib::Response &response)
{
    const auto json = parseJson(QByteArrayView(request.body.data(), static_cast<qsizetype>(request.body.size())));
    const auto made = m_builds.branch(buildOf(request), json ? jsonString(*json, "checkpoint") : QString());
    if (!made)
        return answerError(response, made.error());
    answer(response, Json {{"build", toStd(made->value)}});
}

void ControlServer::Impl::act(const httplib::Request &request, httplib::Response &response)
{
    const auto json = parseJson(QByteArrayView(request.body.data(), static_cast<qsizetype>(request.body.size())));
    const auto action = engine::personActionFromJson(json ? *json : Json());
    if (!action)
        return answerError(response, action.error());
    const auto led = m_builds.act(buildOf(request), *action);
    if (!led)
        return answerError(response, led.error());
    answer(response, Json {{"build", toStd(led->value)}});
}

void ControlServer::Impl::addRoutes()
{
    m_server.Get("/v1/owner", [this](const httplib::Request &, httplib::Response &response) {
        answer(response,
               Json {{"pid", QCoreApplication::applicationPid()},
                     {"version", BUILDWRIGHT_VERSION},
                     {"running", m_builds.active()}});
    });
    m_server.Post("/v1/builds", [this](const httplib::Request &q, httplib::Response &r) { submit(q, r); });
    m_server.Post(R"(/v1/builds/([0-9a-z]+)/stop)", [this](const httplib::Request &q, httplib::Response &r) {
        const auto done = m_builds.stop(buildOf(q));
        done ? answer(r, Json::object()) : answerError(r, done.error());
    });
    m_server.Post(R"(/v1/builds/([0-9a-z]+)/pause)", [this](const httplib::Request &q, httplib::Response &r) {
        const auto json = parseJson(QByteArrayView(q.body.data(), static_cast<qsizetype>(q.body.size())));
        const auto done = m_builds.pause(buildOf(q), json ? jsonString(*json, "because") : QString());
        done ? answer(r, Json::object()) : answerError(r, done.error());
    });
    m_server.Post(R"(/v1/builds/([0-9a-z]+)/resume)",
                  [this](const httplib::Request &q, httplib::Response &r) { resume(q, r); });
    m_server.Post(R"(/v1/builds/([0-9a-z]+)/branch)",
                  [this](const httplib::Request &q, httplib::Response &r) { branch(q, r); });
    m_server.Post(R"(/v1/builds/([0-9a-z]+)/act)",
                  [this](const httplib::Request &q, httplib::Response &r) { act(q, r); });
    m_server.Delete(R"(/v1/builds/([0-9a-z]+))", [this](const httplib::Request &q, httplib::Response &r) {
        const auto done = m_builds.remove(buildOf(q));
        done ? answer(r, Json::object()) : answerError(r, done.error());
    });
}

ControlServer::ControlServer(engine::BuildService &builds, engine::SandboxAccess &access)
    : m_impl(std::make_unique<Impl>(builds, access))
{
}

ControlServer::~ControlServer() = default;

void ControlServer::add(engine::ChatService &chats) { m_impl->add(chats); }

void ControlServer::add(engine::ProjectService &projects) { m_impl->add(projects); }

void ControlServer::add(engine::SpecService &specs) { m_impl->add(specs); }

Status ControlServer::start(const QString &socketPath) { return m_impl->start(socketPath); }

void ControlServer::stop() { m_impl->stop(); }

}  // namespace bw::api
