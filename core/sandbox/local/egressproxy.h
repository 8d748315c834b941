// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/buildstate.h"
#include "sandbox/local/egressresolver.h"
#include "sandbox/local/hostproxy.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace bw::sandbox
{

/// What one sandbox may reach.
struct EgressConfig {
    QString socketPath;  ///< at most 107 bytes; a stale socket there is replaced
    NetworkPolicy policy = NetworkPolicy::None;
    QStringList allowedHosts;      ///< for Registries: "example.org" or "*.example.org" (every name below it)
    QStringList allowedAddresses;  ///< exact addresses that the user allows although the address table forbids them
    /// Called from any thread for every refused connection: host as asked (may be empty), port, and why: "policy",
    /// "address", "port", "resolve" or "limit". Never called after the destructor began to return.
    std::function<void(const QString &host, int port, const QString &reason)> onDenied;

    HostProxy hostProxy = HostProxy::fromEnvironment();  ///< the proxy that this machine itself must use
    Resolver resolve = systemResolver();
    int maxConnections = 128;
};

/// The only way out of a local sandbox: an HTTP proxy on a Unix socket that lies in a folder bound read-only into it.
/// CONNECT to ports 443 and 80, and plain requests (http://…) to port 80. A name is looked up once, every address is
/// held against AddressTable, and exactly such an address is dialled, so a name cannot change between check and use.
/// Where the machine has a proxy of its own, connections go on through that one; then the name is what is dialled, and
/// is refused when it resolves here to a forbidden address.
///
/// A refusal is status 403 with one line that names reason and remedy. The socket is open to everybody who reaches its
/// folder (mode 0666): the folder's owner and mode decide.
///
/// Thread: any; connections have threads of their own. Ownership: the caller; the destructor closes every connection
/// at once and removes the socket.
class EgressProxy final
{
public:
    /// Errors: InvalidArgument (path too long, host pattern or address not understood), SandboxUnavailable (the
    /// machine's proxy needs what we do not speak), FileUnwritable (no socket there).
    static Result<std::unique_ptr<EgressProxy>> start(EgressConfig config);
    ~EgressProxy();
    EgressProxy(const EgressProxy &) = delete;
    EgressProxy &operator=(const EgressProxy &) = delete;

    /// Takes the place of EgressConfig::allowedHosts for connections that come from now on. Error: InvalidArgument, and
    /// nothing changes. From any thread.
    Status setAllowedHosts(const QStringList &hosts);

private:
    struct Shared;
    explicit EgressProxy(std::unique_ptr<Shared> shared);
    std::unique_ptr<Shared> m_shared;
};

}  // namespace bw::sandbox
