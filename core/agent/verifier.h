// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/feature.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

namespace bw::agent
{

/// Runs proofs where no process of the agent ever ran: in a fresh sandbox, filled from a checkpoint. Decides the status
/// of features from exit codes alone; nothing that an agent says can change it.
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

    explicit Verifier(Environment environment);

    /// Runs every proof of the given features and returns them with status and evidence, which take the place of
    /// earlier ones: verified if there is a proof and every one ended with 0 in time, partly if some did, else
    /// unverified. The sandbox is gone when this returns, after a stop and after an error too. Events:
    /// verification.started (committed), sandbox.created and sandbox.destroyed (purpose "proof"), command.*,
    /// evidence.recorded (committed), feature.status (committed), verification.ended (committed; counts the given
    /// features). Errors: those of the provider and of `fill`, SandboxLost, Cancelled, and those of the log; features
    /// then have no new status beyond what the log says.
    Result<QList<Feature>> verify(const sandbox::SandboxRequest &request, const Fill &fill, QList<Feature> features,
                                  const QString &scope, std::stop_token stop);

private:
    Status decide(sandbox::Sandbox &sandbox, Feature &feature, std::stop_token stop);
    Result<Evidence> prove(sandbox::Sandbox &sandbox, const Proof &proof, std::stop_token stop);
    Result<qint64> record(const sandbox::Sandbox &sandbox, const Feature &feature, const Proof &proof,
                          const Evidence &evidence);

    Environment m_environment;
};

}  // namespace bw::agent
