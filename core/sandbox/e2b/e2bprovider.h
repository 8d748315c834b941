// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/e2b/cloudidentity.h"
#include "sandbox/e2b/cloudkeeper.h"
#include "sandbox/e2b/takensandboxes.h"
#include "sandbox/sandbox.h"

#include <memory>
#include <mutex>

namespace bw::sandbox
{

class E2bSandbox;
class ImagePreparer;

/// What a person may change while the program runs.
struct E2bChoices {
    std::chrono::seconds pauseAfter {300};  ///< of a sandbox that waits with its build
    QString tier {};                        ///< see CloudTier; any other name = not known
    QString nodeSource = QStringLiteral("https://nodejs.org/dist");
};

/// How a build waits while other builds of this process have all the places that the account has: proofs live for
/// seconds, so one is soon free. Waits double from the first to the longest.
struct Room {
    std::chrono::milliseconds first {1'000};
    std::chrono::milliseconds longest {10'000};
    std::chrono::milliseconds patience {180'000};
};

struct E2bProviderConfig {
    QString dataFolder;  ///< whose sandboxes these are; see CloudIdentity
    E2bSettings settings;
    QString templateName = QStringLiteral("base");
    CloudKeeper::Options keeping {};  ///< its mark is set by the provider
    ControlPlane::Options control {};
    Room room {};
    std::function<E2bChoices()> choices {};  ///< empty = the defaults
    /// Whether a sandbox waits with its build, by the build's record. Empty: nobody would know it again, and none is
    /// kept. Asked by removeOrphans().
    std::function<bool(const SandboxId &, const BuildId &)> isKept {};
    /// What became of a kept one that an earlier process left running. From any thread.
    std::function<void(const SandboxId &, const BuildId &, KeptChange)> told {};
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
    /// The same, with the build's template, its version of Node.js (InvalidArgument), and the limits of the account's
    /// tier: SandboxUnavailable when there is no place for another sandbox.
    Result<QStringList> checkFor(const SandboxRequest &request, std::stop_token stop) override;
    Result<std::unique_ptr<Sandbox>> create(const SandboxRequest &request, std::stop_token stop) override;
    /// Ends those of this data directory that an earlier process made, but for those that wait with their builds: of
    /// these, what still runs is paused. Asks nobody when there never was one.
    Result<int> removeOrphans(std::stop_token stop) override;

    [[nodiscard]] std::optional<std::chrono::seconds> keepsFor() const override;
    Status keep(std::unique_ptr<Sandbox> sandbox, std::chrono::seconds running,
                std::function<void(KeptChange)> told) override;
    Result<std::unique_ptr<Sandbox>> takeUp(const SandboxId &id, const SandboxRequest &request,
                                            std::stop_token stop) override;
    Status discard(const SandboxId &id) override;

    /// All that carry this product's mark, those of other data directories too.
    Result<QList<ListedCloudSandbox>> living(std::stop_token stop);
    [[nodiscard]] bool isOurs(const ListedCloudSandbox &listed) const;
    /// By a process that is not the one that used the data directory last.
    [[nodiscard]] bool isOfEarlierProcess(const ListedCloudSandbox &listed) const;
    /// Only one of this data directory; NotFound for any other.
    Status end(const QString &id, std::stop_token stop);

private:
    /// The metadata of this process's sandboxes; the first call writes it down.
    Result<QMap<QString, QString>> mark();
    Result<std::shared_ptr<CloudKeeper>> keeper();
    Result<CloudSandbox> makeOrFind(const NewCloudSandbox &wanted, const QString &request, std::stop_token stop);
    Result<std::unique_ptr<E2bSandbox>> createWithRoom(const SandboxRequest &request, const QString &image,
                                                       const std::shared_ptr<CloudKeeper> &keeper, const Error &why,
                                                       std::stop_token stop);
    bool mayComeFree(const QString &build, const CloudKeeper &keeper);
    Result<std::unique_ptr<E2bSandbox>> createOne(const SandboxRequest &request, const QString &image,
                                                  const std::shared_ptr<CloudKeeper> &keeper, std::stop_token stop);
    /// One that died before it was handed over is nobody's loss, and what only waits makes room.
    Result<std::unique_ptr<E2bSandbox>> createAny(const SandboxRequest &request, const QString &image,
                                                  std::stop_token stop);
    Result<std::unique_ptr<E2bSandbox>> createPrepared(const SandboxRequest &request, const QString &image,
                                                       std::stop_token stop);
    Result<std::unique_ptr<Sandbox>> takeUpOne(const SandboxId &id, const SandboxRequest &request,
                                               std::stop_token stop);
    Result<CloudSandbox> connectOurs(const SandboxId &id, const SandboxRequest &request,
                                     const std::shared_ptr<CloudKeeper> &keeper, std::stop_token stop);
    [[nodiscard]] E2bChoices choices() const { return m_config.choices ? m_config.choices() : E2bChoices {}; }
    [[nodiscard]] QString templateOf(const SandboxRequest &request) const
    {
        return request.templateName.isEmpty() ? m_config.templateName : request.templateName;
    }
    void adopt(const ListedCloudSandbox &listed);
    Status setUp(E2bSandbox &sandbox, const CloudSandbox &made, const SandboxRequest &request, std::stop_token stop);
    Result<std::unique_ptr<Sandbox>> debugSandbox(std::stop_token stop);

    const E2bProviderConfig m_config;
    Clock &m_clock;
    const std::shared_ptr<ControlPlane> m_control;
    const CloudIdentity m_identity;
    const QString m_owner;
    mutable std::mutex m_mutex;
    std::shared_ptr<CloudKeeper> m_keeper;
    std::unique_ptr<ImagePreparer> m_preparer;
    TakenSandboxes m_taken;
    QSet<QString> m_waiting;  ///< builds that wait for a place; under the mutex
};

}  // namespace bw::sandbox
