// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

#include <QHash>

#include <functional>
#include <mutex>

namespace bw::engine
{

/// How the budget of a build at work is changed from outside. Thread-safe.
class LiveBudgets final
{
public:
    using Change = std::function<void(const BuildOptions &)>;

    /// `change` is called on the thread of whoever changes, and never after remove() has returned.
    void add(const BuildId &build, const Change &change)
    {
        const std::scoped_lock lock(m_mutex);
        m_changes.insert(build, change);
    }
    void remove(const BuildId &build)
    {
        const std::scoped_lock lock(m_mutex);
        m_changes.remove(build);
    }
    /// False when nobody works on that build.
    bool change(const BuildId &build, const BuildOptions &options) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_changes.constFind(build);
        if (found == m_changes.cend())
            return false;
        (*found)(options);
        return true;
    }

private:
    mutable std::mutex m_mutex;
    QHash<BuildId, Change> m_changes;
};

}  // namespace bw::engine
