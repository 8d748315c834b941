// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/callpurpose.h"
#include "model/buildchoices.h"

#include <functional>
#include <optional>

namespace bw::claude
{

/// Ceilings of a build. Nothing = no ceiling of that kind.
struct BudgetLimits {
    std::optional<Money> usd;
    std::optional<qint64> tokens;      ///< whole input + output
    std::optional<qint64> deadlineMs;  ///< wall time, UTC, after which no call is made
    /// For texts and events only: the time limit as it was given, in minutes.
    qint64 minutes = 0;
    std::optional<qint64> timeLimitMs {};     ///< for notices and texts only; the deadline decides
    std::optional<qint64> sandboxSeconds {};  ///< of all sandboxes together
    PartCeilings phase {};                    ///< of each phase
    PartCeilings feature {};                  ///< of each feature
    Money sandboxPerSecond {};                ///< what a second of a sandbox costs; counts in every ceiling in dollars
};

/// What a build used beside tokens, up to now; ms.
struct MeterReading {
    qint64 activeMs = 0;   ///< of the build as a whole
    qint64 sandboxMs = 0;  ///< of all sandboxes together
    qint64 phaseMs = 0, phaseSandboxMs = 0;
    qint64 featureMs = 0, featureSandboxMs = 0;
};
/// Reads the meters for a call of this purpose. Called from any thread that sends.
using BudgetMeter = std::function<MeterReading(const CallPurpose &)>;

}  // namespace bw::claude
