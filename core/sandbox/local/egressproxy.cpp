// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/egressproxy.h"

#include "sandbox/local/connectionserver.h"
#include "sandbox/local/egressconnection.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <mutex>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// Connections above the limit that are still told so.
constexpr int roomForRefusals = 32;

Result<FileDescriptor> listenAt(const QString &path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.isEmpty() || static_cast<size_t>(name.size()) >= sizeof address.sun_path)
        return fail(ErrorCode::InvalidArgument, u"socket path too long: "_s + path,
                    {{u"what"_s, path}, {u"remedy"_s, u"use a data directory with a shorter path"_s}});
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    struct stat old {};
    if (::lstat(name.constData(), &old) == 0 && S_ISSOCK(old.st_mode))
        ::unlink(name.constData());
    FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd || ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::chmod(name.constData(), 0666) != 0 || ::listen(fd.get(), 128) != 0) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        return fail(ErrorCode::FileUnwritable, path + u": "_s + why, {{u"path"_s, path}, {u"why"_s, why}});
    }
    return fd;
}

}  // namespace

struct EgressProxy::Shared {
    EgressConfig config;
    std::mutex mutex;
    std::shared_ptr<const EgressRules> rules;  ///< of the connections that come; those under way keep theirs
    std::unique_ptr<ConnectionServer> server;

    Shared(EgressConfig wanted, EgressRules first)
        : config(std::move(wanted))
        , rules(std::make_shared<const EgressRules>(std::move(first)))
    {
    }
    std::shared_ptr<const EgressRules> now()
    {
        const std::scoped_lock lock(mutex);
        return rules;
    }
};

EgressProxy::EgressProxy(std::unique_ptr<Shared> shared)
    : m_shared(std::move(shared))
{
}

Result<std::unique_ptr<EgressProxy>> EgressProxy::start(EgressConfig config)
{
    if (const Status usable = config.hostProxy.check(); !usable)
        return fail(usable.error());
    auto rules = EgressRules::from(config.policy, config.allowedHosts, config.allowedAddresses);
    if (!rules)
        return fail(rules.error());
    auto listening = listenAt(config.socketPath);
    if (!listening)
        return fail(listening.error());
    auto shared = std::make_unique<Shared>(std::move(config), std::move(*rules));
    Shared *all = shared.get();
    all->server = std::make_unique<ConnectionServer>(
        std::move(*listening), all->config.maxConnections + roomForRefusals,
        [all](FileDescriptor client, int stopFd, int number) {
            const auto now = all->now();
            EgressConnection(all->config, *now, std::move(client), stopFd).run(number > all->config.maxConnections);
        });
    return std::unique_ptr<EgressProxy>(new EgressProxy(std::move(shared)));
}

Status EgressProxy::setAllowedHosts(const QStringList &hosts)
{
    auto rules = EgressRules::from(m_shared->config.policy, hosts, m_shared->config.allowedAddresses);
    if (!rules)
        return fail(rules.error());
    const auto made = std::make_shared<const EgressRules>(std::move(*rules));
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->rules = made;
    return {};
}

EgressProxy::~EgressProxy()
{
    m_shared->server.reset();
    ::unlink(QFile::encodeName(m_shared->config.socketPath).constData());
}

}  // namespace bw::sandbox
