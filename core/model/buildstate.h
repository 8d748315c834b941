// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bw
{

/// States of a build (architecture §5). Why a build is paused or failed is a reason beside its state.
enum class BuildState {
    Pending,
    Initializing,
    Running,
    Paused,
    AwaitingDesignReview,
    AwaitingFeatureReview,
    AwaitingProgressReview,
    AwaitingReleaseReview,
    AwaitingAnswer,
    Interrupted,  ///< found after a crash
    Completed,
    Failed,
    Cancelled,
};
/// Stable keys: "pending", "awaiting_design_review" …
QString toKey(BuildState state);
std::optional<BuildState> buildStateFromKey(const QString &key);
[[nodiscard]] bool isEnded(BuildState state);  ///< completed, failed, cancelled

enum class Phase { Plan, Implement, Verify, Package };
QString toKey(Phase phase);
std::optional<Phase> phaseFromKey(const QString &key);

enum class Tier { Simple, Standard, Production };
QString toKey(Tier tier);
std::optional<Tier> tierFromKey(const QString &key);

enum class NetworkPolicy { None, Registries, Open };
QString toKey(NetworkPolicy policy);
std::optional<NetworkPolicy> networkPolicyFromKey(const QString &key);

}  // namespace bw
