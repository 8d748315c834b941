// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/partclock.h"

namespace bw::build
{

PartClock::PartClock(const BuildRun &run, Phase phase, const QString &feature, const std::stop_token &outer)
    : m_outer(outer)
    , m_clock(outer, [found = m_found, ask = run.environment.partCeilingReached, phase, feature] {
        auto error = ask ? ask(phase, feature) : std::nullopt;
        if (!error)
            return false;
        const std::scoped_lock lock(found->mutex);
        found->error = std::move(error);
        return true;
    })
{
}

std::optional<Error> PartClock::reached(const Error &did) const
{
    if (did.code != ErrorCode::Cancelled || m_outer.stop_requested() || !m_clock.isDue())
        return std::nullopt;
    const std::scoped_lock lock(m_found->mutex);
    return m_found->error;
}

}  // namespace bw::build
