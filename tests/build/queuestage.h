// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildqueue.h"

#include <QStringList>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace bwtest
{

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Builds that run until they are let go or stopped, and a note of everything that happened.
class Stage
{
public:
    QueuedBuild build(const QString &id)
    {
        return {{id},
                [this, id](std::stop_token stop) {
                    std::unique_lock lock(m_mutex);
                    ++m_running;
                    m_mostRunning = std::max(m_mostRunning, m_running);
                    note(u"start "_s + id);
                    m_wake.wait(lock, stop, [&] { return m_free.contains(id); });
                    note((stop.stop_requested() ? u"stopped "_s : u"done "_s) + id);
                    --m_running;
                },
                [this, id](const Hold &hold) {
                    const std::scoped_lock lock(m_mutex);
                    note(u"waiting "_s + id);
                    note(u"%1 waits for %2"_s.arg(id, hold.reason));
                },
                [this, id] {
                    const std::scoped_lock lock(m_mutex);
                    note(u"dropped "_s + id);
                },
                0,
                false,
                {}};
    }
    QueuedBuild build(const QString &id, int priority)
    {
        QueuedBuild made = build(id);
        made.priority = priority;
        return made;
    }
    void letGo(const QString &id)
    {
        const std::scoped_lock lock(m_mutex);
        m_free.append(id);
        m_wake.notify_all();
    }
    bool waitForNote(const QString &text)
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, 10s, [&] { return m_notes.contains(text); });
    }
    QStringList notes()
    {
        const std::scoped_lock lock(m_mutex);
        return m_notes;
    }
    int mostRunning()
    {
        const std::scoped_lock lock(m_mutex);
        return m_mostRunning;
    }

private:
    void note(const QString &text)
    {
        m_notes.append(text);
        m_wake.notify_all();
    }
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    QStringList m_notes, m_free;
    int m_running = 0, m_mostRunning = 0;
};

}  // namespace bwtest
