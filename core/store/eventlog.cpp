// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventlog.h"

#include "store/writer.h"

namespace bw::store
{

EventLog::EventLog(Writer &writer)
    : m_writer(writer)
{
}

Status EventLog::append(const BuildId &build, NewEvent event) { return m_writer.append(build, std::move(event)); }

Result<qint64> EventLog::appendAndWait(const BuildId &build, NewEvent event)
{
    QList<NewEvent> events;
    events.append(std::move(event));
    return m_writer.appendAndWait(build, std::move(events));
}

Result<qint64> EventLog::appendAndWait(const BuildId &build, QList<NewEvent> events)
{
    return m_writer.appendAndWait(build, std::move(events));
}

Status EventLog::flush() { return m_writer.flush(); }

int EventLog::addListener(Listener listener) { return m_writer.addListener(std::move(listener)); }

void EventLog::removeListener(int token) { m_writer.removeListener(token); }

}  // namespace bw::store
