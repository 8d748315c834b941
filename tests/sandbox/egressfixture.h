// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/local/egressproxy.h"
#include "sandbox/loopback.h"

#include <QTemporaryDir>

#include <mutex>

namespace bw::test
{

/// The system's resolver, but every address comes with the port of a listener on this machine: whatever slips through
/// the checks arrives there.
inline sandbox::Resolver resolverTo(int port)
{
    return [port](const QString &host, int, int stopFd) {
        if (host == QStringLiteral("rebinding.example"))
            return std::optional(QList<sandbox::Endpoint> {
                {.address = *sandbox::IpAddress::fromText(QStringLiteral("127.0.0.1")), .port = port}});
        // Asking a name service would make the test depend on one.
        if (host.endsWith(QStringLiteral(".invalid")))
            return std::optional(QList<sandbox::Endpoint> {});
        return sandbox::systemResolver()(host, port, stopFd);
    };
}

/// One name that stands for the listener, also with an address that must be passed over.
inline sandbox::Resolver resolverOf(const QString &name, int port)
{
    return [=](const QString &host, int, int) {
        QList<sandbox::Endpoint> found;
        if (host == name) {
            found = {{.address = *sandbox::IpAddress::fromText(QStringLiteral("10.1.2.3")), .port = port},
                     {.address = *sandbox::IpAddress::fromText(QStringLiteral("127.0.0.1")), .port = port}};
        }
        return std::optional(found);
    };
}

struct Denial {
    QString host;
    int port;
    QString reason;
    friend bool operator==(const Denial &, const Denial &) = default;
};

/// A proxy in a folder of its own, and what it denied.
class EgressFixture final
{
public:
    bool start(sandbox::EgressConfig config)
    {
        config.socketPath = path();
        config.onDenied = [this](const QString &host, int port, const QString &reason) {
            const std::scoped_lock lock(m_mutex);
            m_denials.append({host, port, reason});
        };
        auto proxy = sandbox::EgressProxy::start(std::move(config));
        if (proxy)
            m_proxy = std::move(*proxy);
        return proxy.has_value();
    }
    void end() { m_proxy.reset(); }
    [[nodiscard]] sandbox::EgressProxy &proxy() { return *m_proxy; }
    /// One request, and everything that comes back.
    [[nodiscard]] QByteArray ask(const QByteArray &request) const
    {
        LoopbackClient client = LoopbackClient::toUnix(path());
        return client.send(request) ? client.readAll() : QByteArray();
    }
    [[nodiscard]] LoopbackClient connect() const { return LoopbackClient::toUnix(path()); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString path() const { return m_folder.path() + QStringLiteral("/s"); }
    [[nodiscard]] QList<Denial> denials()
    {
        const std::scoped_lock lock(m_mutex);
        return m_denials;
    }

private:
    QTemporaryDir m_folder {QStringLiteral("/tmp/bw-egress-XXXXXX")};
    std::mutex m_mutex;
    QList<Denial> m_denials;
    std::unique_ptr<sandbox::EgressProxy> m_proxy;
};

}  // namespace bw::test
