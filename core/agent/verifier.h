// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/feature.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

namespace bw::agent
{

/// Runs proofs where no process of the agent ever ran: in a fresh sandbox, filled from a checkpoint. Decides the status of
/// features from exit codes alone; nothing that an agent says can change it.
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

    /// Runs every proof of the given features and returns them with status and evidence. A feature without proof stays
    /// unverified. Events: verification.started, evidence.recorded, feature.status, verification.ended (committed).
    /// Errors: those of the provider and of `fill`, SandboxLost, Cancelled.
    Result<QList<Feature>> verify(const sandbox::SandboxRequest &request, const Fill &fill, QList<Feature> features,
                                  const QString &scope, std::stop_token stop);

private:
    Result<Evidence> prove(sandbox::Sandbox &sandbox, const Feature &feature, const Proof &proof, std::stop_token stop);
    Environment m_environment;
};

}  // namespace bw::agent
