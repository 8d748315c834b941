// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>

#include <mutex>
#include <optional>

namespace bw::engine
{

/// Builds at work that a person wants in another place, and where. Thread-safe.
class MoveRequests final
{
public:
    void ask(const BuildId &build, const QString &place)
    {
        const std::scoped_lock lock(m_mutex);
        m_places.insert(build, place);
    }
    [[nodiscard]] bool isAsked(const BuildId &build) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_places.contains(build);
    }
    [[nodiscard]] std::optional<QString> place(const BuildId &build) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_places.constFind(build);
        return found == m_places.cend() ? std::nullopt : std::optional(*found);
    }
    /// The wish, which is then nobody's any more.
    std::optional<QString> take(const BuildId &build)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_places.constFind(build);
        if (found == m_places.cend())
            return std::nullopt;
        QString place = *found;
        m_places.erase(found);
        return place;
    }

private:
    mutable std::mutex m_mutex;
    QHash<BuildId, QString> m_places;
};

}  // namespace bw::engine
