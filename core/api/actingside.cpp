// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/actingside.h"

#include "account/settings.h"
#include "api/controlprotocol.h"
#include "api/controlserver.h"
#include "api/shellclient.h"
#include "engine/buildservice.h"
#include "engine/chatservice.h"
#include "engine/engine.h"
#include "engine/projectservice.h"
#include "engine/specservice.h"
#include "net/unixhttptransport.h"

namespace bw::api
{

ActingSide::ActingSide() = default;
ActingSide::ActingSide(ActingSide &&) noexcept = default;
// The socket goes first: nothing may be handed over to an owner that is ending.
ActingSide::~ActingSide() { stopListening(); }

Result<ActingSide> ActingSide::asClient(const QString &dataFolder, std::stop_token stop)
{
    auto path = controlSocketPath(dataFolder);
    if (!path)
        return fail(path.error());
    ActingSide side;
    side.m_transport = std::make_unique<net::UnixHttpTransport>(*path);
    side.m_client = std::make_unique<ControlClient>(*side.m_transport);
    auto owner = side.m_client->owner(std::move(stop));
    if (!owner)
        return fail(owner.error());
    side.m_owner = *owner;
    return side;
}

Result<ActingSide> ActingSide::asOwner(const QString &dataFolder, const QString &daemonPath)
{
    auto engine = engine::Engine::open({.dataFolder = dataFolder,
                                        .daemonPath = daemonPath,
                                        .parallelBuilds = account::Settings::load().build().parallel});
    if (!engine)
        return fail(engine.error());
    ActingSide side;
    side.m_engine = std::move(*engine);
    auto path = controlSocketPath(dataFolder);
    if (!path)
        return fail(path.error());
    side.m_socketPath = *path;
    if (auto started = side.startListening(); !started)
        return fail(started.error());
    return side;
}

Status ActingSide::startListening()
{
    m_server = std::make_unique<ControlServer>(m_engine->builds(), m_engine->access());
    m_server->add(m_engine->projects());
    m_server->add(m_engine->chats());
    m_server->add(m_engine->specs());
    return m_server->start(m_socketPath);
}

void ActingSide::stopListening()
{
    if (m_server)
        m_server->stop();
}

bool ActingSide::mayBeAtWork(const BuildId &build) const { return !m_engine || m_engine->builds().isActive(build); }

Result<BuildId> ActingSide::submit(const engine::BuildRequest &request, std::stop_token stop)
{
    return m_engine ? m_engine->builds().submit(request) : m_client->submit(request, std::move(stop));
}

Status ActingSide::stopBuild(const BuildId &build)
{
    return m_engine ? m_engine->builds().stop(build) : m_client->stopBuild(build, {});
}

Status ActingSide::pause(const BuildId &build, const QString &because, std::stop_token stop)
{
    return m_engine ? m_engine->builds().pause(build, because) : m_client->pause(build, because, std::move(stop));
}

Status ActingSide::resume(const BuildId &build, const engine::Ceilings &ceilings, std::stop_token stop)
{
    return m_engine ? m_engine->builds().resume(build, {}, ceilings)
                    : m_client->resume(build, {}, ceilings, std::move(stop));
}

Result<BuildId> ActingSide::branch(const BuildId &build, const QString &checkpoint, std::stop_token stop)
{
    return m_engine ? m_engine->builds().branch(build, checkpoint)
                    : m_client->branch(build, checkpoint, std::move(stop));
}

Result<BuildId> ActingSide::act(const BuildId &build, const engine::PersonAction &action, std::stop_token stop)
{
    return m_engine ? m_engine->builds().act(build, action) : m_client->act(build, action, std::move(stop));
}

Status ActingSide::remove(const BuildId &build, std::stop_token stop)
{
    return m_engine ? m_engine->builds().remove(build) : m_client->remove(build, std::move(stop));
}

Result<engine::SpecOutcome> ActingSide::act(const engine::SpecAction &action, std::stop_token stop)
{
    return m_engine ? m_engine->specs().act(action) : m_client->act(action, std::move(stop));
}

Result<ProjectId> ActingSide::createProject(const QString &name, std::stop_token stop)
{
    if (!m_engine)
        return m_client->createProject(name, std::move(stop));
    const auto made = m_engine->projects().create(name);
    return made ? Result<ProjectId>(made->id) : fail(made.error());
}

Status ActingSide::renameProject(const ProjectId &project, const QString &name, std::stop_token stop)
{
    if (!m_engine)
        return m_client->renameProject(project, name, std::move(stop));
    const auto renamed = m_engine->projects().rename(project, name);
    return renamed ? Status() : fail(renamed.error());
}

Status ActingSide::removeProject(const ProjectId &project, std::stop_token stop)
{
    return m_engine ? m_engine->projects().remove(project) : m_client->removeProject(project, std::move(stop));
}

ChatSide ActingSide::chats() { return m_engine ? ChatSide(m_engine->chats()) : ChatSide(*m_transport); }

std::unique_ptr<ShellClient> ActingSide::shell(const BuildId &build)
{
    return std::make_unique<ShellClient>(*m_transport, build);
}

Result<sandbox::PortAccess> ActingSide::port(const BuildId &build, int port, std::stop_token stop)
{
    return m_engine ? m_engine->access().port(build, port, std::move(stop))
                    : m_client->port(build, port, std::move(stop));
}

Result<SecretString> ActingSide::file(const BuildId &build, const QString &path, std::chrono::seconds validFor,
                                      std::stop_token stop)
{
    return m_engine ? m_engine->access().file(build, path, validFor, std::move(stop))
                    : m_client->file(build, path, validFor, std::move(stop));
}

}  // namespace bw::api
