// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>

#include <mutex>

namespace bw::sandbox
{

/// Sandboxes of an earlier process that this one uses: by their marks they look like orphans. Thread-safe.
class TakenSandboxes final
{
public:
    [[nodiscard]] bool contains(const QString &id) const
    {
        const std::lock_guard lock(m_mutex);
        return m_ids.contains(id);
    }
    void insert(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        m_ids.insert(id);
    }
    void remove(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        m_ids.remove(id);
    }
    /// Does something unless it is taken; nobody takes it meanwhile.
    template <typename Body>
    void unlessTaken(const QString &id, const Body &body) const
    {
        const std::lock_guard lock(m_mutex);
        if (!m_ids.contains(id))
            body();
    }

private:
    mutable std::mutex m_mutex;
    QSet<QString> m_ids;
};

}  // namespace bw::sandbox
