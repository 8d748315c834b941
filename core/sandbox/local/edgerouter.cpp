// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/edgerouter.h"

#include "sandbox/local/connectionserver.h"
#include "sandbox/local/edgeconnection.h"

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr int maxConnections = 512;

}  // namespace

struct EdgeRouter::Shared {
    int port = 0;
    EdgeTable table;
    std::unique_ptr<ConnectionServer> server;
};

EdgeRouter::EdgeRouter(std::unique_ptr<Shared> shared)
    : m_shared(std::move(shared))
{
}

Result<std::unique_ptr<EdgeRouter>> EdgeRouter::start()
{
    FileDescriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (!fd || ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(fd.get(), 128) != 0
        || ::getsockname(fd.get(), reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        return fail(ErrorCode::NetworkUnreachable, u"no port for the edge router: "_s + why,
                    {{u"host"_s, u"127.0.0.1"_s}, {u"why"_s, why}});
    }
    auto shared = std::make_unique<Shared>();
    shared->port = ntohs(address.sin_port);
    Shared *all = shared.get();
    all->server = std::make_unique<ConnectionServer>(
        std::move(fd), maxConnections, [all](FileDescriptor client, int stopFd, int) {
            EdgeConnection(all->table, all->port, std::move(client), stopFd).run();
        });
    return std::unique_ptr<EdgeRouter>(new EdgeRouter(std::move(shared)));
}

EdgeRouter::~EdgeRouter()
{
    m_shared->table.close();
    m_shared->server.reset();
}

void EdgeRouter::add(const SandboxId &id, const QString &portsSocketPath, const SecretString &token)
{
    m_shared->table.add(id.value, portsSocketPath, token);
}

void EdgeRouter::remove(const SandboxId &id) { m_shared->table.remove(id.value); }

QString EdgeRouter::address(const SandboxId &id, int port) const
{
    return u"http://%1-%2.localhost:%3"_s.arg(port).arg(id.value).arg(m_shared->port);
}

QString EdgeRouter::oneTimeLink(const SandboxId &id, int port)
{
    const QByteArray link = m_shared->table.newLink(id.value, port);
    return link.isEmpty() ? QString()
                          : address(id, port)
            + u"/?%1=%2"_s.arg(QLatin1StringView(EdgeConnection::linkParameter), QLatin1StringView(link));
}

}  // namespace bw::sandbox
