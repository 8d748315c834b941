// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secretstring.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace bw::sandbox
{

/// The proxies that this machine itself must use, from https_proxy, http_proxy and no_proxy (or their upper-case
/// forms; the lower-case one wins, as with curl). A value.
class HostProxy final
{
public:
    struct Server {
        QString host;
        int port = 0;
        SecretString authorization;  ///< value of Proxy-Authorization, if the address named a user
    };
    HostProxy() = default;  ///< none: connections go out directly
    static HostProxy fromEnvironment();
    /// As the variables would say; for tests and settings.
    static HostProxy fromTexts(const QString &forHttps, const QString &forHttp, const QStringList &without);

    /// The proxy for a host in HostPattern's normal form; nothing = directly.
    [[nodiscard]] std::optional<Server> serverFor(const QString &host, int port, bool tunnel) const;
    /// Unsupported kinds (https://, socks5://) are SandboxUnavailable with the remedy: going out directly instead would
    /// pass by what the machine's administrator wanted.
    [[nodiscard]] Status check() const;

private:
    [[nodiscard]] bool excluded(const QString &host, int port) const;
    std::optional<Server> m_forHttps, m_forHttp;
    QStringList m_without;
    QString m_unsupported;  ///< name of the variable
};

}  // namespace bw::sandbox
