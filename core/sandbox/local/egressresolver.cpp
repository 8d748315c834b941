// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/egressresolver.h"

#include "base/filedescriptor.h"
#include "sandbox/local/socketio.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <thread>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/eventfd.h>

using namespace std::chrono_literals;

namespace bw::sandbox
{

namespace
{

constexpr int maxLookups = 256;
std::atomic<int> lookups {0};

struct Lookup {
    FileDescriptor done {::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    QByteArray host;
    int port = 0;
    std::mutex mutex;
    std::optional<QList<Endpoint>> found;
};

std::optional<QList<Endpoint>> lookUp(const QByteArray &host, int port)
{
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    const int error = ::getaddrinfo(host.constData(), nullptr, &hints, &list);
    if (error == EAI_AGAIN || error == EAI_SYSTEM || error == EAI_MEMORY)
        return std::nullopt;
    QList<Endpoint> found;
    for (const addrinfo *entry = error == 0 ? list : nullptr; entry != nullptr; entry = entry->ai_next) {
        const auto address = IpAddress::fromSockaddr(entry->ai_addr);
        if (!address)
            continue;
        sockaddr_in6 six {};
        if (address->six)
            std::memcpy(&six, entry->ai_addr, sizeof six);
        found.append({.address = *address, .port = port, .scope = six.sin6_scope_id});
    }
    if (error == 0)
        ::freeaddrinfo(list);
    return found;
}

std::optional<QList<Endpoint>> resolve(const QString &host, int port, int stopFd)
{
    const auto lookup = std::make_shared<Lookup>();
    lookup->host = host.toLatin1();
    lookup->port = port;
    if (lookups.fetch_add(1) >= maxLookups) {
        lookups.fetch_sub(1);
        return std::nullopt;
    }
    try {
        std::thread([lookup] {
            auto found = lookUp(lookup->host, lookup->port);
            {
                const std::scoped_lock lock(lookup->mutex);
                lookup->found = std::move(found);
            }
            ::eventfd_write(lookup->done.get(), 1);
            lookups.fetch_sub(1);
        }).detach();
    } catch (const std::system_error &) {
        lookups.fetch_sub(1);
        return std::nullopt;
    }
    if (!waitReadable(lookup->done.get(), stopFd, 10s))
        return std::nullopt;
    const std::scoped_lock lock(lookup->mutex);
    return lookup->found;
}

}  // namespace

Resolver systemResolver() { return resolve; }

}  // namespace bw::sandbox
