// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/toldmessages.h"

#include "agent/agentsession.h"
#include "store/eventstore.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int page = 1000;

Result<QList<Event>> allOf(const store::EventStore &events, const BuildId &build, const QList<EventType> &types)
{
    QList<Event> all;
    for (qint64 from = 1;;) {
        auto some = events.ofTypes(build, types, from, page);
        if (!some)
            return some;
        all.append(*some);
        if (some->size() < page)
            return all;
        from = some->last().seq + 1;
    }
}

/// Sessions whose work went on from where they ended: in the files, or in the summary for the next one.
bool wasWhole(const QString &outcome)
{
    using agent::SessionEnd;
    static const QStringList whole {toKey(SessionEnd::Finished), toKey(SessionEnd::TurnLimit), toKey(SessionEnd::Stuck),
                                    toKey(SessionEnd::ContextFull)};
    return whole.contains(outcome);
}

}  // namespace

Result<QList<agent::PersonMessage>> loadUnheard(const store::EventStore &events, const BuildId &build)
{
    auto told = allOf(events, build, {EventType::MessageTold});
    if (!told)
        return fail(told.error());
    QList<agent::PersonMessage> messages;
    if (told->isEmpty())
        return messages;
    auto rest = allOf(events, build, {EventType::MessageHeard, EventType::SessionEnded});
    if (!rest)
        return fail(rest.error());
    QHash<QString, QStringList> heardIn;  // session → messages
    QSet<QString> heard;
    for (const Event &event : std::as_const(*rest)) {
        const QString session = jsonString(event.payload, "session");
        if (event.type == toKey(EventType::MessageHeard)) {
            heardIn[session].append(jsonString(event.payload, "message"));
        } else if (wasWhole(jsonString(event.payload, "outcome"))) {
            const QStringList ids = heardIn.value(session);
            heard += QSet<QString>(ids.cbegin(), ids.cend());
        }
    }
    for (const Event &event : std::as_const(*told)) {
        const QString id = jsonString(event.payload, "message");
        if (!heard.contains(id))
            messages.append({id, jsonString(event.payload, "text")});
    }
    return messages;
}

}  // namespace bw::build
