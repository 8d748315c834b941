// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/recovery.h"

#include "build/buildmachine.h"
#include "build/buildreasons.h"
#include "store/buildstore.h"
#include "store/eventlog.h"
#include "store/eventstore.h"

#include <QMap>

#include <algorithm>
#include <csignal>

namespace bw::build
{

namespace
{

constexpr int pageSize = 1000;
constexpr int killedExitCode = 128 + SIGKILL;

Result<QList<Build>> pending(const store::BuildStore &builds)
{
    store::BuildQuery query;
    query.state = BuildState::Pending;
    query.limit = 500;
    QList<Build> all;
    while (true) {
        auto page = builds.list(query);
        if (!page)
            return page;
        all += *page;
        if (page->size() < query.limit)
            return all;
        query.olderThan = page->constLast().id;
    }
}

/// What has begun and not ended, in the order of its beginning.
class OpenWork final
{
public:
    void take(const Event &event);
    [[nodiscard]] QList<NewEvent> closing() const;

private:
    QMap<qint64, Event> m_tools, m_commands, m_sessions;  ///< by their numbers
    QMap<QString, int> m_turns;                           ///< taken in a session
};

void removeFirst(QMap<qint64, Event> &open, const char *key, const Json &ended)
{
    for (auto it = open.begin(); it != open.end(); ++it) {
        if (jsonString(it->payload, key) == jsonString(ended, key)
            && jsonString(it->payload, "session") == jsonString(ended, "session")) {
            open.erase(it);
            return;
        }
    }
}

void OpenWork::take(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    if (type == EventType::ToolStarted)
        m_tools.insert(event.seq, event);
    else if (type == EventType::ToolEnded)
        removeFirst(m_tools, "tool_use_id", event.payload);
    else if (type == EventType::CommandStarted)
        m_commands.insert(event.seq, event);
    else if (type == EventType::CommandEnded)
        removeFirst(m_commands, "command_id", event.payload);
    else if (type == EventType::SessionStarted)
        m_sessions.insert(event.seq, event);
    else if (type == EventType::SessionEnded)
        removeFirst(m_sessions, "session", event.payload);
    else if (type == EventType::TurnEnded)
        ++m_turns[jsonString(event.payload, "session")];
}

QList<NewEvent> OpenWork::closing() const
{
    QList<NewEvent> events;
    // The owner took its sandboxes with it, so every command was killed.
    for (const Event &open : m_commands)
        events.append(NewEvent {EventType::CommandEnded,
                                Json {{"command_id", toStd(jsonString(open.payload, "command_id"))},
                                      {"exit_code", killedExitCode},
                                      {"timed_out", false},
                                      {"signalled", true},
                                      {"ms", 0},
                                      {"limits_hit", Json::array()}}});
    for (const Event &open : m_tools)
        events.append(NewEvent {EventType::ToolEnded,
                                Json {{"session", toStd(jsonString(open.payload, "session"))},
                                      {"turn", jsonInt(open.payload, "turn")},
                                      {"tool_use_id", toStd(jsonString(open.payload, "tool_use_id"))},
                                      {"tool", toStd(jsonString(open.payload, "tool"))},
                                      {"ok", false},
                                      {"summary", "interrupted"},
                                      {"ms", 0}}});
    for (const Event &open : m_sessions) {
        const QString session = jsonString(open.payload, "session");
        events.append(NewEvent {
            EventType::SessionEnded,
            Json {{"session", toStd(session)}, {"outcome", "interrupted"}, {"turns", m_turns.value(session)}}});
    }
    return events;
}

Result<QList<NewEvent>> closingEvents(const store::EventStore &events, const BuildId &build)
{
    OpenWork work;
    for (qint64 from = 1;;) {
        const auto page = events.ofTypes(build,
                                         {EventType::ToolStarted, EventType::ToolEnded, EventType::CommandStarted,
                                          EventType::CommandEnded, EventType::SessionStarted, EventType::SessionEnded,
                                          EventType::TurnEnded},
                                         from, pageSize);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page)
            work.take(event);
        if (page->size() < pageSize)
            return work.closing();
        from = page->constLast().seq + 1;
    }
}

}  // namespace

Result<QList<BuildId>> markInterrupted(const store::BuildStore &builds, const store::EventStore &events,
                                       store::EventLog &log)
{
    auto found = builds.unfinished();
    if (!found)
        return fail(found.error());
    auto waiting = pending(builds);
    if (!waiting)
        return fail(waiting.error());
    for (const Build &build : std::as_const(*waiting))
        if (!std::ranges::contains(*found, build.id, &Build::id))
            found->append(build);
    std::ranges::stable_sort(*found, {}, &Build::createdMs);

    QList<BuildId> marked;
    for (const Build &build : std::as_const(*found)) {
        const auto next =
            transition({build.state, build.reason}, {BuildEventKind::ProcessDied, QString(reason::crash)});
        if (!next)
            continue;
        auto closing = closingEvents(events, build.id);
        if (!closing)
            return fail(closing.error());
        closing->append(NewEvent {EventType::BuildState,
                                  Json {{"from", toStd(toKey(build.state))},
                                        {"to", toStd(toKey(next->status.state))},
                                        {"reason", toStd(next->status.reason)}}});
        if (const auto committed = log.appendAndWait(build.id, *closing); !committed)
            return fail(committed.error());
        marked.append(build.id);
    }
    return marked;
}

}  // namespace bw::build
