// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "build/buildmachine.h"

namespace bw::build
{

/// Reasons beside a state, as stored in build.state events and shown in JSON.
namespace reason
{
inline constexpr QLatin1StringView queue("queue");                    ///< pending: all workers are busy
inline constexpr QLatin1StringView buildsPerHour("builds_per_hour");  ///< pending: limits of all builds together
inline constexpr QLatin1StringView tokensPerDay("tokens_per_day");
inline constexpr QLatin1StringView tokensPerMonth("tokens_per_month");
inline constexpr QLatin1StringView usdPerDay("usd_per_day");
inline constexpr QLatin1StringView usdPerMonth("usd_per_month");
inline constexpr QLatin1StringView requestsPerMinute("requests_per_minute");  ///< running: waits to ask the model
inline constexpr QLatin1StringView limit("limit");    ///< paused: a service that limits or fails is not waited for
inline constexpr QLatin1StringView moving("moving");  ///< pending: it leaves one place for another
inline constexpr QLatin1StringView person("person");
inline constexpr QLatin1StringView review("review");      ///< awaiting_*: something is to be looked at
inline constexpr QLatin1StringView question("question");  ///< awaiting_answer
inline constexpr QLatin1StringView crash("crash");
inline constexpr QLatin1StringView budget("budget");
inline constexpr QLatin1StringView timeLimit("time_limit");  ///< of builds of earlier versions; now budget
inline constexpr QLatin1StringView stuck("stuck");
inline constexpr QLatin1StringView featuresUnverified("features_unverified");
inline constexpr QLatin1StringView needsYou("needs_you");  ///< nothing but what no command can prove is left
inline constexpr QLatin1StringView planEmpty("plan_empty");
inline constexpr QLatin1StringView recordingEnded("recording_ended");
inline constexpr QLatin1StringView unauthorized("unauthorized");
inline constexpr QLatin1StringView network("network");
inline constexpr QLatin1StringView sandbox("sandbox");
inline constexpr QLatin1StringView refused("refused");
inline constexpr QLatin1StringView storage("storage");
inline constexpr QLatin1StringView internal("internal");
}  // namespace reason

/// Whether a build that failed for this reason may do better when it is tried again as it is.
[[nodiscard]] bool canPass(const QString &reason);

/// What an error that ends a build means for it: which event happens to it, for which reason. Every code has an answer.
BuildEvent eventForError(ErrorCode code);
/// The same with its args: a service that is not waited for any longer ("wait" = "no") lets the build pause; a limit of
/// all builds ("limit_of" = "all"), named by "what", sends it back into the queue.
BuildEvent eventForError(const Error &error);

}  // namespace bw::build
