// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmeter.h"

#include "build/buildmachine.h"

#include <algorithm>

namespace bw::build
{

namespace
{

/// A sandbox that nobody lengthens ends by then.
constexpr qint64 unattendedSeconds = 300;

void add(BuildMeter::Reading &to, const BuildMeter::Reading &more)
{
    to.activeMs += more.activeMs;
    to.sandboxMs += more.sandboxMs;
}

BuildMeter::Reading sum(BuildMeter::Reading a, const BuildMeter::Reading &b)
{
    add(a, b);
    return a;
}

}  // namespace

QList<EventType> BuildMeter::types()
{
    return {EventType::BuildState,     EventType::PhaseStarted,   EventType::PhaseEnded,
            EventType::FeatureStarted, EventType::SandboxCreated, EventType::SandboxDestroyed,
            EventType::TurnEnded,      EventType::ToolEnded,      EventType::SandboxLost,
            EventType::SandboxKept,    EventType::SandboxPaused,  EventType::SandboxResumed};
}

BuildMeter::Reading BuildMeter::passed(qint64 nowMs) const
{
    const qint64 ms = m_lastMs > 0 ? std::max<qint64>(0, nowMs - m_lastMs) : 0;
    qint64 sandboxMs = ms * m_sandboxes.size();
    for (const qint64 until : m_waiting)
        sandboxMs += std::max<qint64>(0, std::min(nowMs, until) - std::max(m_lastMs, nowMs - ms));
    return {m_active ? ms : 0, sandboxMs};
}

void BuildMeter::advance(qint64 toMs)
{
    const Reading more = passed(toMs);
    add(m_whole, more);
    if (!m_phase.isEmpty())
        add(m_phases[m_phase], more);
    if (!m_feature.isEmpty())
        add(m_features[m_feature], more);
    m_lastMs = std::max(m_lastMs, toMs);
}

void BuildMeter::apply(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    const auto to = type == EventType::BuildState ? buildStateFromKey(jsonString(event.payload, "to")) : std::nullopt;
    // A process that died did nothing between its last event and the next start, and its sandboxes went with it.
    const bool died = to == BuildState::Interrupted;
    if (!died)
        advance(event.timeMs);
    m_lastMs = event.timeMs;
    m_lastSeq = event.seq;
    if (to) {
        m_active = isActive(*to);
        if (died)
            m_sandboxes.clear();
        if (!m_active) {
            m_phase.clear();
            m_feature.clear();
        }
    } else if (type == EventType::PhaseStarted) {
        m_phase = jsonString(event.payload, "phase");
        m_feature.clear();
    } else if (type == EventType::PhaseEnded) {
        m_phase.clear();
        m_feature.clear();
    } else if (type == EventType::FeatureStarted) {
        m_feature = jsonString(event.payload, "feature");
    } else if (type) {
        followSandbox(*type, event);
    }
}

void BuildMeter::followSandbox(EventType type, const Event &event)
{
    const QString id = jsonString(event.payload, "sandbox");
    if (type == EventType::SandboxCreated || type == EventType::SandboxResumed) {
        m_sandboxes.insert(id);
        m_waiting.remove(id);
    } else if (type == EventType::SandboxKept) {
        m_sandboxes.remove(id);
        // Where the process died before it could pause it, it lived as long as nobody lengthens it.
        const qint64 seconds = std::max(jsonInt(event.payload, "pause_after_s"), unattendedSeconds);
        m_waiting.insert(id, event.timeMs + seconds * 1000);
    } else if (type == EventType::SandboxPaused || type == EventType::SandboxDestroyed
               || type == EventType::SandboxLost) {
        m_sandboxes.remove(id);
        m_waiting.remove(id);
    }
}

BuildMeter::Reading BuildMeter::build(qint64 nowMs) const { return sum(m_whole, passed(nowMs)); }

BuildMeter::Reading BuildMeter::phase(const QString &key, qint64 nowMs) const
{
    const Reading known = m_phases.value(key);
    return key == m_phase ? sum(known, passed(nowMs)) : known;
}

BuildMeter::Reading BuildMeter::feature(const QString &id, qint64 nowMs) const
{
    const Reading known = m_features.value(id);
    return id == m_feature ? sum(known, passed(nowMs)) : known;
}

}  // namespace bw::build
