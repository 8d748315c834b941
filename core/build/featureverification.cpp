// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/featureverification.h"

#include "agent/handover.h"
#include "agent/verifier.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

Status FeatureVerification::verify(const QList<Feature> &features, const QString &scope, std::stop_token stop)
{
    const BuildEnvironment &environment = m_run.environment;
    agent::Verifier verifier({environment.sandboxes, m_run.log, environment.blobs, environment.clock});
    const BlobHash manifest = m_run.checkpoint->manifest;
    auto proved = verifier.verify(
        m_sandbox.request(),
        [&](sandbox::Sandbox &fresh, std::stop_token filling) {
            return restoreCheckpoint(fresh, environment.blobs, manifest, filling);
        },
        features, scope, stop);
    if (!proved)
        return fail(proved.error());
    for (const Feature &feature : std::as_const(*proved)) {
        const auto known = std::ranges::find(m_run.features, feature.id, &Feature::id);
        if (known == m_run.features.end())
            continue;
        known->status = feature.status;
        known->evidence = feature.evidence;
    }
    agent::HandOver handOver(*m_sandbox.get());
    return handOver.writeFeatures(m_run.features, stop);
}

/// For the next try: the last run of each proof that failed, as the model should read it.
QString FeatureVerification::whatFailed(const Feature &feature, int tries) const
{
    if (tries == 0 && feature.evidence.isEmpty())
        return {};
    QStringList parts;
    for (const Evidence &evidence : feature.evidence.last(qMin(feature.evidence.size(), feature.proof.size()))) {
        if (evidence.exitCode == 0 && !evidence.timedOut)
            continue;
        const QString how = evidence.timedOut ? u"was stopped at its time limit"_s
                                              : u"ended with exit code %1"_s.arg(evidence.exitCode);
        parts.append(u"%1\n%2:\n%3"_s.arg(evidence.command, how, evidence.output));
    }
    return parts.join(u"\n\n"_s);
}

}  // namespace bw::build
