// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secretstring.h"

#include <QString>
#include <QUrl>

namespace bw::sandbox
{

/// Where E2B is and who we are there, from the variables that E2B's own clients read: E2B_API_KEY, E2B_DOMAIN,
/// E2B_API_URL, E2B_SANDBOX_URL, E2B_DEBUG ("true"). An empty variable is one that is not set. Source: E2B's public
/// JavaScript client, connection settings.
struct E2bSettings {
    SecretString key;
    QString domain = QStringLiteral("e2b.app");
    QUrl apiUrl;         ///< of the control plane; empty = https://api.<domain>
    QUrl sandboxUrl;     ///< of every sandbox's daemon, told apart by headers; empty = by domain
    bool debug = false;  ///< one daemon on this machine stands for every sandbox, and there is no control plane

    static E2bSettings fromEnvironment();

    /// KeyMissing without a key (debug needs none); InvalidArgument for addresses that are none.
    [[nodiscard]] Status check() const;
    [[nodiscard]] QUrl controlPlane() const;
    /// Of the daemon in a sandbox. `domain`: the one its control plane named, empty = ours. Hosted domains have one
    /// host for all; which sandbox is meant stands in the headers E2b-Sandbox-Id and E2b-Sandbox-Port.
    [[nodiscard]] QUrl daemon(const QString &sandbox, const QString &domain) const;
    /// Of a port in a sandbox.
    [[nodiscard]] QUrl port(const QString &sandbox, const QString &domain, int port) const;

    static constexpr int daemonPort = 49983;
};

}  // namespace bw::sandbox
