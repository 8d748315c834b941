// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventappender.h"

#include "store/connection.h"
#include "store/payload.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

void EventAppender::forget()
{
    m_projector.forget();
    m_logs.clear();
}

Result<qint64> EventAppender::append(PendingEvent event)
{
    auto log = logOf(event);
    if (!log)
        return fail(log.error());
    StoredEvent stored;
    stored.buildNo = (*log)->no;
    stored.build = event.build;
    stored.user = (*log)->user;
    stored.seq = (*log)->lastSeq + 1;
    stored.type = toKey(event.type);
    stored.known = event.type;
    stored.timeMs = event.timeMs;
    // Text is bound as bytes: a detour over UTF-16 would cost more than the insert.
    if (auto done =
            m_connection.run(u"INSERT INTO events (id, type, time_ms, payload) VALUES (?, ?, ?, CAST(? AS TEXT))"_s,
                             {rowKey(stored.buildNo, stored.seq), stored.type, stored.timeMs, event.bytes});
        !done)
        return fail(done.error());
    (*log)->lastSeq = stored.seq;
    stored.payload = asStored(std::move(event.payload), event.bytes);
    if (auto done = m_projector.apply(stored); !done)
        return fail(done.error());
    return stored.seq;
}

Result<EventAppender::Log *> EventAppender::logOf(const PendingEvent &event)
{
    const auto kept = m_logs.find(event.build.value);
    if (kept != m_logs.end())
        return &*kept;
    auto log = findLog(event.build);
    if (log && log->no == 0)
        log = createLog(event);
    if (!log)
        return fail(log.error());
    return &*m_logs.insert(event.build.value, std::move(*log));
}

Result<EventAppender::Log> EventAppender::findLog(const BuildId &build)
{
    Log log;
    auto row = m_connection.prepare(u"SELECT no, user, (SELECT count(*) FROM removals r WHERE r.no = l.no),"
                                    " (SELECT max(e.id) FROM events e WHERE e.id < ((l.no + 1) << 32))"
                                    " FROM event_logs l WHERE build = ?"_s,
                                    {build.value});
    if (!row)
        return fail(row.error());
    const auto found = row->step();
    if (!found)
        return fail(found.error());
    if (!*found)
        return log;
    if (row->boolean(2))
        return fail(ErrorCode::WrongState, u"the build is being removed"_s,
                    {{u"build"_s, build.value}, {u"state"_s, u"removed"_s}});
    log.no = row->integer(0);
    log.user.value = row->text(1);
    const qint64 last = row->integer(3);
    log.lastSeq = buildOfKey(last) == log.no ? numberOfKey(last) : 0;
    return log;
}

Result<EventAppender::Log> EventAppender::createLog(const PendingEvent &event)
{
    // Who is named must be known; everything else belongs to this machine's person.
    auto done = m_connection.run(u"INSERT INTO event_logs (build, user) VALUES (?, ifnull((SELECT id FROM users WHERE"
                                 " id = ?), (SELECT id FROM users WHERE local = 1)))"_s,
                                 {event.build.value, jsonString(event.payload, "user")});
    if (!done)
        return fail(done.error());
    return findLog(event.build);
}

}  // namespace bw::store
