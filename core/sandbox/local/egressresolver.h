// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/local/addresstable.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace bw::sandbox
{

struct Endpoint {
    IpAddress address;
    int port = 0;
    unsigned scope = 0;  ///< interface of a link-local IPv6 address
};

/// Looks a name up, once. `stopFd` becomes readable when the caller must go. An empty list: no such name; nothing: no
/// answer in time, or stopped.
using Resolver = std::function<std::optional<QList<Endpoint>>(const QString &host, int port, int stopFd)>;

/// getaddrinfo on a thread of its own, waited for at most ten seconds. The call itself cannot be stopped: its thread
/// then ends by itself and touches nothing of the caller's. At most 256 such threads in a process.
Resolver systemResolver();

}  // namespace bw::sandbox
