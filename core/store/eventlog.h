// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"

#include <functional>
#include <memory>

namespace bw::store
{

class Writer;  // the one storage thread

/// Appends facts. Thread-safe; back-pressure: append() blocks while too much is queued.
class EventLog
{
public:
    explicit EventLog(Writer &writer);

    /// Queues; on disk within 20 ms or with the next group. Error only when the log can no longer be written (the first
    /// failure is kept and every later call returns it).
    Status append(const BuildId &build, NewEvent event);
    /// Returns when the event is durable ("intent before effect"): flushes the group at once. Value: its sequence
    /// number.
    Result<qint64> appendAndWait(const BuildId &build, NewEvent event);
    Result<qint64> appendAndWait(const BuildId &build, QList<NewEvent> events);
    Status flush();

    /// Called on the storage thread after each commit with the range that became durable. Must not block.
    using Listener = std::function<void(const BuildId &, qint64 from, qint64 to)>;
    [[nodiscard]] int addListener(Listener listener);
    void removeListener(int token);

private:
    Writer &m_writer;
};

/// The log of one build: what agent and build write to. Copyable, cheap.
class BuildLog
{
public:
    BuildLog(EventLog &log, BuildId build)
        : m_log(&log)
        , m_build(std::move(build))
    {
    }
    [[nodiscard]] const BuildId &build() const { return m_build; }
    Status append(EventType type, Json payload) { return m_log->append(m_build, {type, std::move(payload)}); }
    Result<qint64> commit(EventType type, Json payload)
    {
        return m_log->appendAndWait(m_build, NewEvent {type, std::move(payload)});
    }

private:
    EventLog *m_log;
    BuildId m_build;
};

}  // namespace bw::store
