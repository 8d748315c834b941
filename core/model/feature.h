// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace bw
{

/// The first four are computed from evidence. The rest is a person's part, and never counts as verified.
enum class FeatureStatus {
    Unverified,
    Partly,    ///< some of its proofs hold
    Verified,  ///< all of them hold on the current checkpoint
    Stale,     ///< was verified; files that it depends on have changed since
    NeedsYou,  ///< no command can prove it: a person has to look
    Accepted,  ///< by a person, with a reason
    Skipped,   ///< a person does not want it; what depends on it is missing, too
};
QString toKey(FeatureStatus status);
std::optional<FeatureStatus> featureStatusFromKey(const QString &key);
/// Nothing has to be done for it any more: verified, accepted or skipped.
[[nodiscard]] bool isSettled(FeatureStatus status);

/// A command that proves a feature; exit code 0 means proved.
struct Proof {
    QString command;  ///< run by `bash -c` in the sandbox
    QString cwd;      ///< relative to the workspace; empty = the workspace
    int timeoutSeconds = 120;
    friend bool operator==(const Proof &, const Proof &) = default;
};

/// One run of a proof. Output is a blob when it is long.
struct Evidence {
    QString command;
    int exitCode = 0;
    bool timedOut = false;
    qint64 startedMs = 0;
    qint64 durationMs = 0;
    QString output;      ///< head and tail, at most 30 kB
    QString outputBlob;  ///< hash of the whole output when it was longer; else empty
    friend bool operator==(const Evidence &, const Evidence &) = default;
};

/// One verifiable unit of a specification; an entry of feature_list.json (succeeds platform-behaviour §6.11).
struct Feature {
    QString id;        ///< stable, unique in its list: [a-z0-9][a-z0-9-]{0,63}
    QString category;  ///< "functional" or "style" (others kept)
    QString description;
    QStringList steps;
    int priority = 0;  ///< 1 is first
    bool blocking = true;
    QStringList dependsOn;  ///< ids
    QList<Proof> proof;
    FeatureStatus status = FeatureStatus::Unverified;  ///< computed by the Verifier, never by the agent
    QList<Evidence> evidence;
    Json unknown = Json::object();  ///< keys we do not know, kept
    friend bool operator==(const Feature &, const Feature &) = default;
};

/// Codec of feature_list.json (JSON schema: resources/feature_list.schema.json). Reading also takes the platform's
/// `passes` (ignored: only evidence verifies) and `dependsOn` (descriptions or ids). Errors: SpecInvalid naming the
/// entry; cycles and unknown dependencies are refused.
Result<QList<Feature>> featuresFromJson(const Json &array);
Json toJson(const QList<Feature> &features);
Json toJson(const Feature &feature);
Json toJson(const Evidence &evidence);

}  // namespace bw
