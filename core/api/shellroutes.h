// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace httplib
{
class Server;
}

namespace bw::engine
{
class SandboxAccess;
}

namespace bw::api
{

class PeerServer;

/// The routes of the control socket that lead into a sandbox (controlprotocol.h lists them). The answer to a shell goes
/// on until the shell ends; when its client goes, or takes nothing while the owner stops, the shell ends with it.
class ShellRoutes final
{
public:
    explicit ShellRoutes(engine::SandboxAccess &access);
    ~ShellRoutes();

    void addTo(PeerServer &server);
    /// Ends every shell, so that nothing keeps the server from stopping; from then on none is opened.
    void stop();
    void start();

    static constexpr int mostShells = 12;  ///< at a time; the server has threads for more than these
    static constexpr int serverThreads = 20;

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

}  // namespace bw::api
