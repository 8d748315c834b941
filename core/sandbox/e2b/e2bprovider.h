// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/e2b/cloudidentity.h"
#include "sandbox/e2b/cloudkeeper.h"
#include "sandbox/sandbox.h"

#include <memory>
#include <mutex>

namespace bw::sandbox
{

class E2bSandbox;

struct E2bProviderConfig {
    QString dataFolder;  ///< whose sandboxes these are; see CloudIdentity
    E2bSettings settings;
    QString templateName = QStringLiteral("base");
    CloudKeeper::Options keeping {};  ///< its mark is set by the provider
    ControlPlane::Options control {};
};

/// Sandboxes at E2B. Every one carries metadata: product, data directory, process, build, request. Nothing that lacks
/// this data directory's mark is ever ended. A sandbox cannot be reached but with tokens of its own, and reaches what
/// the build's network policy allows, held by E2B's own egress rules.
///
/// Thread-safe. Transport and clock must live longer than the provider and every sandbox.
class E2bProvider final : public SandboxProvider
{
public:
    E2bProvider(E2bProviderConfig config, net::HttpTransport &transport, Clock &clock);
    ~E2bProvider() override;

    [[nodiscard]] QString name() const override { return QStringLiteral("e2b"); }
    /// Is there a key, is it taken, is there the template? Errors: KeyMissing, Unauthorized, SandboxUnavailable, those
    /// of the control plane.
    Status check(std::stop_token stop) override;
    Result<std::unique_ptr<Sandbox>> create(const SandboxRequest &request, std::stop_token stop) override;
    /// Ends those of this data directory that an earlier process made. Asks nobody when there never was one.
    Result<int> removeOrphans(std::stop_token stop) override;

    /// All that carry this product's mark, those of other data directories too.
    Result<QList<ListedCloudSandbox>> living(std::stop_token stop);
    [[nodiscard]] bool isOurs(const ListedCloudSandbox &listed) const;
    /// By a process that is not the one that used the data directory last.
    [[nodiscard]] bool isOfEarlierProcess(const ListedCloudSandbox &listed) const;
    /// Only one of this data directory; NotFound for any other.
    Status end(const QString &id, std::stop_token stop);

    /// What E2B is asked for by a network policy. Pure.
    static void setNetwork(NewCloudSandbox &wanted, const SandboxRequest &request);

private:
    /// The metadata of this process's sandboxes; the first call writes it down.
    Result<QMap<QString, QString>> mark();
    Result<std::shared_ptr<CloudKeeper>> keeper();
    Result<CloudSandbox> makeOrFind(const NewCloudSandbox &wanted, const QString &request, std::stop_token stop);
    Result<std::unique_ptr<Sandbox>> createOne(const SandboxRequest &request,
                                               const std::shared_ptr<CloudKeeper> &keeper, std::stop_token stop);
    Status setUp(E2bSandbox &sandbox, const CloudSandbox &made, const SandboxRequest &request, std::stop_token stop);
    Result<std::unique_ptr<Sandbox>> debugSandbox(std::stop_token stop);

    const E2bProviderConfig m_config;
    Clock &m_clock;
    const std::shared_ptr<ControlPlane> m_control;
    const CloudIdentity m_identity;
    const QString m_owner;
    std::mutex m_mutex;
    std::shared_ptr<CloudKeeper> m_keeper;
};

}  // namespace bw::sandbox
