// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"
#include "model/buildchoices.h"
#include "model/buildstate.h"
#include "model/feature.h"
#include "model/money.h"
#include "model/usage.h"

#include <optional>

namespace bw
{

/// What a person chose for a build; stored whole with the `build.created` event, so that resume needs nothing else.
struct BuildOptions {
    QString model;    ///< model id, "demo", or "recording:FILE"
    QString baseUrl;  ///< empty = api.anthropic.com or ANTHROPIC_BASE_URL
    QString sandbox = QStringLiteral("local");
    NetworkPolicy network = NetworkPolicy::Registries;
    QString policy = QStringLiteral("balanced");  ///< command policy (docs/policy.md)
    Tier tier = Tier::Standard;
    int features = 0;  ///< 0 = by specification and tier
    std::optional<Money> budgetUsd;
    std::optional<qint64> budgetTokens;
    std::optional<qint64> timeLimitMs;
    std::optional<qint64> budgetSandboxSeconds;  ///< of all sandboxes of the build together
    PartCeilings featureCeilings;                ///< of each feature
    PartCeilings phaseCeilings;                  ///< of each phase
    Gates gates;
    RoleValues roleModels;   ///< model ids
    RoleValues roleEfforts;  ///< "low" … "max"
    QString effort;          ///< of every role that has none of its own; empty = the service's default
    int retries = 0;         ///< how often a failed build is tried again by itself
    int priority = 0;        ///< in the queue; a higher one goes first
    bool attended = false;   ///< a person is there to be asked what the command policy leaves open
    QString project;         ///< id; empty = none
    qint64 memoryBytes = 4LL << 30;
    int processes = 512;
    qint64 diskBytes = 10LL << 30;
    int niceness = 10;
    QString templateImage;          ///< what a sandbox at E2B is made from; empty = E2B's default ("base")
    QString nodeVersion;            ///< of Node.js in it: "22" or "22.11.0"; empty = what the image has
    QString out;                    ///< path of --out, absolute; empty = none
    Json unknown = Json::object();  ///< keys we do not know (of a later version), kept
    friend bool operator==(const BuildOptions &, const BuildOptions &) = default;
};
Json toJson(const BuildOptions &options);
Result<BuildOptions> buildOptionsFromJson(const Json &json);

/// A row of the builds projection: everything a list or a header shows.
struct Build {
    BuildId id;
    UserId user;
    ProjectId project;  ///< empty = none
    SpecId spec;        ///< empty = none kept
    int specVersion = 0;
    QString name;
    BuildState state = BuildState::Pending;
    QString reason;  ///< key: "features_unverified", "recording_ended", "budget", "person", "crash" …
    std::optional<Phase> phase;
    qint64 createdMs = 0, startedMs = 0, endedMs = 0, waitingUntilMs = 0;
    BuildOptions options;
    bool demonstration = false;  ///< a recording answers; every screen and report says so
    int featuresTotal = 0, featuresVerified = 0;
    Usage usage;
    std::optional<Money> cost;  ///< nothing = a price is unknown
    QString currentAction;
    qint64 events = 0;    ///< number of events so far = last sequence number
    ArtifactId artifact;  ///< newest; empty = none yet
    Json unknown = Json::object();
    friend bool operator==(const Build &, const Build &) = default;
};

struct Artifact {
    ArtifactId id;
    BuildId build;
    QString path;  ///< absolute, in the data directory
    QString sha256;
    qint64 bytes = 0;
    qint64 createdMs = 0;
    QString checkpoint;  ///< id of the checkpoint it was made from
    int featuresTotal = 0, featuresVerified = 0;
    bool complete = false;  ///< false: made from an unfinished or unverified build
    friend bool operator==(const Artifact &, const Artifact &) = default;
};

}  // namespace bw
