// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/secretstring.h"

#include <QString>

#include <memory>

namespace bw::sandbox
{

/// Shows what listens inside local sandboxes at http://<port>-<id>.localhost:<edge> on this machine, WebSockets too.
/// The routing headers of E2B's hosted edge (E2b-Sandbox-Id, E2b-Sandbox-Port) work on Host localhost and 127.0.0.1.
///
/// Every request needs the sandbox's traffic token: the header e2b-traffic-access-token, or the cookie that a one-time
/// link sets. Token, cookie and routing headers are taken out before a request goes in. Any other Host is refused (a
/// page elsewhere could point a name of its own at this machine), and so are the daemon's port 49983 and /init.
/// One request a connection, so that nothing can ride behind a request that was checked.
///
/// Answers of its own are as at E2B (JSON, or a small page for browsers): 400 Host, 403 token, 404 never routed, 502
/// sandbox unknown or port not open.
///
/// Thread: any. Ownership: the caller; the destructor ends every connection at once.
class EdgeRouter final
{
public:
    /// Listens on 127.0.0.1, any free port. Error: NetworkUnreachable.
    static Result<std::unique_ptr<EdgeRouter>> start();
    ~EdgeRouter();
    EdgeRouter(const EdgeRouter &) = delete;
    EdgeRouter &operator=(const EdgeRouter &) = delete;

    /// `portsSocketPath`: where the daemon's port forwarder listens. An empty token lets nobody in.
    void add(const SandboxId &id, const QString &portsSocketPath, const SecretString &token);
    /// Ends the sandbox's connections too, and forgets its links and cookies.
    void remove(const SandboxId &id);

    /// "http://5173-<id>.localhost:<edge>".
    [[nodiscard]] QString address(const SandboxId &id, int port) const;
    /// An address that works once: it sets the cookie for this port and goes on to "/". Empty for unknown sandboxes.
    /// A secret: show it to the person or the preview only, never log it.
    [[nodiscard]] QString oneTimeLink(const SandboxId &id, int port);

private:
    struct Shared;
    explicit EdgeRouter(std::unique_ptr<Shared> shared);
    std::unique_ptr<Shared> m_shared;
};

}  // namespace bw::sandbox
