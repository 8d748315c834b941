// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QSet>

#include <mutex>

namespace bw::engine
{

/// Builds that a person wants to pause at their next safe point. Thread-safe.
class PauseRequests final
{
public:
    void ask(const BuildId &build)
    {
        const std::scoped_lock lock(m_mutex);
        m_builds.insert(build);
    }
    /// The build came to rest, whatever the reason.
    void clear(const BuildId &build)
    {
        const std::scoped_lock lock(m_mutex);
        m_builds.remove(build);
    }
    [[nodiscard]] bool isAsked(const BuildId &build) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_builds.contains(build);
    }

private:
    mutable std::mutex m_mutex;
    QSet<BuildId> m_builds;
};

}  // namespace bw::engine
