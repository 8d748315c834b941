// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/feature.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

namespace bw::agent
{

/// Runs proofs where no process of the agent ever ran: each in a fresh sandbox, filled from a checkpoint. Decides the
/// status of features from exit codes alone; nothing that an agent says can change it.
///
/// A proof counts when it passes on the checkpoint, when nothing that was seen of it says that it cannot fail, and when
/// the same command fails on an earlier tree in which only the proof's own files are new.
class Verifier final
{
public:
    struct Environment {
        sandbox::SandboxProvider &sandboxes;
        store::BuildLog log;
        store::BlobStore &blobs;
        Clock &clock;
    };
    /// Fills an empty workspace (build::restoreCheckpoint).
    using Fill = std::function<Status(sandbox::Sandbox &, std::stop_token)>;

    /// What is known of a proof beside its command.
    struct Ground {
        QString nothing {};         ///< why it proves nothing, found by looking; empty = it may prove something
        bool wasSaid = false;       ///< that verdict, for these files, stands in the log already
        bool failedBefore = false;  ///< an earlier verification saw it fail on an earlier tree, with the same files
        bool enough = true;         ///< false: proposed by the session that built the feature; never enough alone
        QString files {};           ///< names the contents of its own files
        /// Earlier trees with the proof's own files laid over them, newest first. It counts when it fails on one of
        /// them. None: this is not asked.
        QList<Fill> before {};
    };
    using Look = std::function<Result<Ground>(const Feature &, const Proof &)>;

    /// The verdict about a proof in this verification.
    struct Judgement {
        QString feature;
        Proof proof;
        bool counts = false;
        QString why;
    };

    explicit Verifier(Environment environment);

    /// Runs every proof of the given features and returns them with status and evidence, which take the place of
    /// earlier ones: verified if there is a proof and every one passed in time and counts, partly if some did, else
    /// unverified. What the session that built the feature proposed and what proves nothing is passed over. Every
    /// sandbox is gone when this returns, after a stop and after an error too. Events: verification.started
    /// (committed), sandbox.created and sandbox.destroyed (purpose "proof"), command.*, evidence.recorded (committed),
    /// proof.judged, feature.status (committed), verification.ended (committed; counts the given features). Errors:
    /// those of the provider, of `fill` and of `look`, SandboxLost, Cancelled, and those of the log; features then have
    /// no new status beyond what the log says.
    Result<QList<Feature>> verify(const sandbox::SandboxRequest &request, const Fill &fill, QList<Feature> features,
                                  const QString &scope, std::stop_token stop, const Look &look = {});
    /// Of the last verification.
    [[nodiscard]] const QList<Judgement> &judgements() const { return m_judgements; }

    /// On an earlier tree a proof has this many times what it took on the checkpoint, but at least `leastBefore`.
    static constexpr int patienceBefore = 3;
    static constexpr int leastBefore = 10;  ///< seconds

private:
    struct Asked;
    Status decide(const Asked &asked, Feature &feature, std::stop_token stop);
    Status judge(const Asked &asked, const Feature &feature, const Proof &proof, const Evidence &after, Ground &ground,
                 std::stop_token stop);
    Result<Evidence> run(const Asked &asked, const Fill &fill, const Feature &feature, const Proof &proof,
                         const char *when, qint64 &number, std::stop_token stop);
    Result<Evidence> prove(sandbox::Sandbox &sandbox, const Proof &proof, std::stop_token stop);
    Result<qint64> record(const sandbox::Sandbox &sandbox, const Feature &feature, const Proof &proof,
                          const Evidence &evidence, const char *when);

    Environment m_environment;
    QList<Judgement> m_judgements;
};

}  // namespace bw::agent
