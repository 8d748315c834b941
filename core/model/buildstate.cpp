// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/buildstate.h"

#include <array>
#include <utility>

namespace bw
{

namespace
{

template <typename Enum, size_t N>
QString keyOf(const std::array<std::pair<Enum, const char *>, N> &table, Enum value)
{
    for (const auto &[entry, key] : table) {
        if (entry == value)
            return QString::fromLatin1(key);
    }
    return {};
}

template <typename Enum, size_t N>
std::optional<Enum> valueOf(const std::array<std::pair<Enum, const char *>, N> &table, const QString &key)
{
    for (const auto &[entry, name] : table) {
        if (key == QLatin1StringView(name))
            return entry;
    }
    return std::nullopt;
}

constexpr std::array states {
    std::pair {BuildState::Pending, "pending"},
    std::pair {BuildState::Initializing, "initializing"},
    std::pair {BuildState::Running, "running"},
    std::pair {BuildState::Paused, "paused"},
    std::pair {BuildState::AwaitingDesignReview, "awaiting_design_review"},
    std::pair {BuildState::AwaitingFeatureReview, "awaiting_feature_review"},
    std::pair {BuildState::AwaitingProgressReview, "awaiting_progress_review"},
    std::pair {BuildState::AwaitingReleaseReview, "awaiting_release_review"},
    std::pair {BuildState::AwaitingAnswer, "awaiting_answer"},
    std::pair {BuildState::Interrupted, "interrupted"},
    std::pair {BuildState::Completed, "completed"},
    std::pair {BuildState::Failed, "failed"},
    std::pair {BuildState::Cancelled, "cancelled"},
};
constexpr std::array phases {
    std::pair {Phase::Plan, "plan"},
    std::pair {Phase::Implement, "implement"},
    std::pair {Phase::Verify, "verify"},
    std::pair {Phase::Package, "package"},
};
constexpr std::array tiers {
    std::pair {Tier::Simple, "simple"},
    std::pair {Tier::Standard, "standard"},
    std::pair {Tier::Production, "production"},
};
constexpr std::array policies {
    std::pair {NetworkPolicy::None, "none"},
    std::pair {NetworkPolicy::Registries, "registries"},
    std::pair {NetworkPolicy::Open, "open"},
};

}  // namespace

QString toKey(BuildState state) { return keyOf(states, state); }
std::optional<BuildState> buildStateFromKey(const QString &key) { return valueOf(states, key); }
bool isEnded(BuildState state)
{
    return state == BuildState::Completed || state == BuildState::Failed || state == BuildState::Cancelled;
}
QString toKey(Phase phase) { return keyOf(phases, phase); }
std::optional<Phase> phaseFromKey(const QString &key) { return valueOf(phases, key); }
QString toKey(Tier tier) { return keyOf(tiers, tier); }
std::optional<Tier> tierFromKey(const QString &key) { return valueOf(tiers, key); }
QString toKey(NetworkPolicy policy) { return keyOf(policies, policy); }
std::optional<NetworkPolicy> networkPolicyFromKey(const QString &key) { return valueOf(policies, key); }

}  // namespace bw
