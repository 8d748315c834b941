// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "model/event.h"

#include <QList>
#include <QSet>

#include <optional>

namespace bw::store
{
class EventStore;
}

namespace bw::build
{

/// A sandbox that waits with its build, as the build's events tell it.
struct KeptSandbox {
    SandboxId id;
    QString provider;
    QString checkpoint;  ///< id of the one that its workspace holds
    friend bool operator==(const KeptSandbox &, const KeptSandbox &) = default;
};

/// What stands of a build's sandboxes. A value; not thread-safe.
struct StandingSandboxes {
    std::optional<KeptSandbox> kept;
    QSet<QString> used;  ///< made or taken up, and not given up

    static QList<EventType> types();
    /// Events in order; others may be handed over.
    void apply(const Event &event);
};

/// Reads the events that matter. Errors: those of the store.
Result<StandingSandboxes> loadStandingSandboxes(const store::EventStore &events, const BuildId &build);

}  // namespace bw::build
