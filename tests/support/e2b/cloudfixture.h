// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/tcphttptransport.h"
#include "sandbox/e2b/e2bprovider.h"

#include <QProcess>
#include <QTemporaryDir>

namespace bw::test
{

/// tests/support/e2b/bw-e2b-server as a child, a data directory, and what speaks with both. Used by one thread.
class CloudFixture
{
public:
    CloudFixture();
    ~CloudFixture();
    CloudFixture(const CloudFixture &) = delete;
    CloudFixture &operator=(const CloudFixture &) = delete;

    /// Empty when the fake stands and can make sandboxes here; else why not.
    [[nodiscard]] QString problem();

    [[nodiscard]] sandbox::E2bSettings settings() const;
    [[nodiscard]] sandbox::E2bProviderConfig config(const QString &dataName = QStringLiteral("data")) const;
    std::unique_ptr<sandbox::E2bProvider> provider(const QString &dataName = QStringLiteral("data"));

    /// A request to the fake itself, e.g. ("POST", "/fake/fault", {...}).
    Json steer(const QByteArray &method, const QString &path, const Json &body = Json::object());
    [[nodiscard]] QStringList living();
    /// How often the control plane was asked so.
    [[nodiscard]] int asked(const QString &method, const QString &path);

    SystemClock clock;
    net::TcpHttpTransport transport;

private:
    QTemporaryDir m_folder {QStringLiteral("/tmp/bw-cloudtest-XXXXXX")};
    QProcess m_server;
    QUrl m_api, m_sandboxes;
};

}  // namespace bw::test
