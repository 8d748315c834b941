// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/chatside.h"
#include "api/controlclient.h"
#include "engine/buildrequest.h"

#include <memory>

namespace bw::engine
{
class BuildService;
class Engine;
}  // namespace bw::engine
namespace bw::net
{
class HttpTransport;
}

namespace bw::api
{

class ControlServer;
class ShellClient;

/// The side that acts on a data directory: this process as its owner, listening on the control socket, or the process
/// that owns it already, reached through that socket. Who acts cannot tell the difference. Blocking; thread-safe once
/// made, but for moves and the end.
class ActingSide
{
public:
    /// Becomes the owner. Errors as engine::Engine::open(), among them DataDirInUse, and FileUnwritable (the socket).
    static Result<ActingSide> asOwner(const QString &dataFolder, const QString &daemonPath);
    /// Error: NetworkUnreachable when nobody answers.
    static Result<ActingSide> asClient(const QString &dataFolder, std::stop_token stop);
    ActingSide(ActingSide &&) noexcept;
    ActingSide &operator=(ActingSide &&) = delete;
    ~ActingSide();

    [[nodiscard]] bool isOwner() const { return m_engine != nullptr; }
    [[nodiscard]] engine::Engine &engine() const { return *m_engine; }  ///< only of an owner
    [[nodiscard]] const OwnerInfo &owner() const { return m_owner; }    ///< of a client: as it was at the start
    /// False only when this process owns the directory and nobody works on the build any more, whatever its log says.
    [[nodiscard]] bool mayBeAtWork(const BuildId &build) const;
    Result<BuildId> submit(const engine::BuildRequest &request, std::stop_token stop);
    Status stopBuild(const BuildId &build);
    Status pause(const BuildId &build, const QString &because, std::stop_token stop);
    Status resume(const BuildId &build, const engine::Ceilings &ceilings, std::stop_token stop);
    Result<BuildId> branch(const BuildId &build, const QString &checkpoint, std::stop_token stop);
    Result<BuildId> act(const BuildId &build, const engine::PersonAction &action, std::stop_token stop);
    Status remove(const BuildId &build, std::stop_token stop);
    Result<engine::SpecOutcome> act(const engine::SpecAction &action, std::stop_token stop);
    Result<ProjectId> createProject(const QString &name, std::stop_token stop);
    Status renameProject(const ProjectId &project, const QString &name, std::stop_token stop);
    Status removeProject(const ProjectId &project, std::stop_token stop);
    /// The chats of the data directory; lives no longer than this.
    ChatSide chats();
    /// A shell in a sandbox; only of a client, an owner has engine().access().
    std::unique_ptr<ShellClient> shell(const BuildId &build);
    Result<sandbox::PortAccess> port(const BuildId &build, int port, std::stop_token stop);
    Result<SecretString> file(const BuildId &build, const QString &path, std::chrono::seconds validFor,
                              std::stop_token stop);

protected:
    /// An owner may stop listening, and begin again: nothing is handed to one that is about to end.
    void stopListening();
    Status startListening();

private:
    ActingSide();

    std::unique_ptr<engine::Engine> m_engine;
    QString m_socketPath;
    std::unique_ptr<ControlServer> m_server;
    std::unique_ptr<net::HttpTransport> m_transport;
    std::unique_ptr<ControlClient> m_client;
    OwnerInfo m_owner;
};

}  // namespace bw::api
