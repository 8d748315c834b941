// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildrun.h"
#include "build/stopclock.h"

namespace bw::build
{

/// Stops what runs for a phase or a feature when its own ceiling of time or of sandboxes is reached, in the middle of a
/// long call too. Lives as long as that work; used by the build's worker thread only.
class PartClock final
{
public:
    /// `feature` empty: the phase alone.
    PartClock(const BuildRun &run, Phase phase, const QString &feature, const std::stop_token &outer);

    [[nodiscard]] std::stop_token token() const { return m_clock.token(); }
    /// The error in whose name this clock stopped the work: where `did` says Cancelled and nobody else wanted that.
    [[nodiscard]] std::optional<Error> reached(const Error &did) const;

private:
    struct Found {
        std::mutex mutex;
        std::optional<Error> error;
    };
    std::shared_ptr<Found> m_found = std::make_shared<Found>();
    std::stop_token m_outer;
    StopClock m_clock;
};

}  // namespace bw::build
