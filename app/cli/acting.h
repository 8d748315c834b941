// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/controlclient.h"
#include "engine/buildrequest.h"
#include "invocation.h"
#include "readside.h"

#include <memory>

namespace bw::api
{
class ControlServer;
}
namespace bw::engine
{
class Engine;
}
namespace bw::net
{
class HttpTransport;
}

namespace bw::cli
{

/// The side that acts on a data directory: this process as its owner, or the process that owns it already, reached
/// through the control socket. Commands cannot tell the difference.
class Acting final
{
public:
    /// Becomes the owner if there is none. While an owner is just starting or ending, tries again for some seconds.
    static Result<std::unique_ptr<Acting>> open(const Invocation &invocation);
    /// Only ever a client: starts a background owner if there is none.
    static Result<std::unique_ptr<Acting>> openDetached(const Invocation &invocation);
    ~Acting();

    [[nodiscard]] bool isOwner() const { return m_engine != nullptr; }
    /// The same data directory for reading: the owner looks through its own database.
    Result<std::unique_ptr<ReadSide>> read(const Invocation &invocation);
    /// False only when this process owns the directory and nobody works on the build any more, whatever its log says.
    [[nodiscard]] bool mayBeAtWork(const BuildId &build) const;
    Result<BuildId> submit(const engine::BuildRequest &request, std::stop_token stop);
    Status stopBuild(const BuildId &build);
    Status pause(const BuildId &build, const QString &because, std::stop_token stop);
    Status resume(const BuildId &build, const engine::Ceilings &ceilings, std::stop_token stop);
    Result<BuildId> branch(const BuildId &build, const QString &checkpoint, std::stop_token stop);
    Result<BuildId> act(const BuildId &build, const engine::PersonAction &action, std::stop_token stop);
    Status remove(const BuildId &build, std::stop_token stop);

    /// An owner ends only when nothing that it was handed still runs. A stop request stops those builds too.
    void finish(const Invocation &invocation);

private:
    Acting();
    static Result<std::unique_ptr<Acting>> tryClient(const QString &dataFolder, std::stop_token stop);
    static Result<std::unique_ptr<Acting>> tryOwner(const Invocation &invocation);

    Status startServer();

    std::unique_ptr<engine::Engine> m_engine;
    QString m_socketPath;
    std::unique_ptr<api::ControlServer> m_server;
    std::unique_ptr<net::HttpTransport> m_transport;
    std::unique_ptr<api::ControlClient> m_client;
};

/// The daemon of local sandboxes: beside this program.
QString daemonPath();

}  // namespace bw::cli
