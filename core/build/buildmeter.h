// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace bw::build
{

/// How long a build worked and how long its sandboxes ran (a paused one does not), as a whole, in each phase and for
/// each feature. Computed from events alone, so that it goes on after a pause or a crash where it was. A value without
/// I/O; not thread-safe.
class BuildMeter final
{
public:
    struct Reading {
        qint64 activeMs = 0;
        qint64 sandboxMs = 0;  ///< of all sandboxes together: two that stand side by side count twice
        friend bool operator==(const Reading &, const Reading &) = default;
    };

    /// Types that have to be handed over; others may be, they only tell how long a process lived.
    static QList<EventType> types();

    /// Events in order.
    void apply(const Event &event);
    /// Up to now; of the build as a whole.
    [[nodiscard]] Reading build(qint64 nowMs) const;
    [[nodiscard]] Reading phase(const QString &key, qint64 nowMs) const;
    [[nodiscard]] Reading feature(const QString &id, qint64 nowMs) const;
    [[nodiscard]] qint64 lastSeq() const { return m_lastSeq; }

private:
    /// Adds what has passed since the last event to everything that is under way.
    void advance(qint64 toMs);
    void followSandbox(EventType type, const Event &event);
    [[nodiscard]] Reading passed(qint64 nowMs) const;

    Reading m_whole;
    QMap<QString, Reading> m_phases, m_features;
    QString m_phase, m_feature;
    QSet<QString> m_sandboxes;        // those that run
    QMap<QString, qint64> m_waiting;  // those that wait with the build: when each is paused at the latest
    bool m_active = false;
    qint64 m_lastMs = 0;
    qint64 m_lastSeq = 0;
};

}  // namespace bw::build
