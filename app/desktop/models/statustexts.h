// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/networkwatch.h"
#include "models/providerstate.h"
#include "usertext/statelook.h"

namespace bw::desktop
{

/// One thing that the status area says: in words, with a drawing, and where a click leads.
struct StatusEntry {
    QString text;  ///< empty = it is not shown
    QString icon;
    usertext::Tone tone = usertext::Tone::Quiet;
    QString detail;  ///< a whole sentence, for whoever hovers or listens
    QString action;  ///< id of the action that mends it; empty = a click only looks again
    friend bool operator==(const StatusEntry &, const StatusEntry &) = default;
};
StatusEntry networkEntry(NetworkWatch::State state);
StatusEntry modelEntry(const ProviderState &state);
StatusEntry sandboxEntry(const ProviderState &state);
StatusEntry cloudEntry(const ProviderState &state);
StatusEntry costEntry(Money today, const std::optional<Money> &limit);
StatusEntry buildsEntry(qint64 atWork, qint64 waiting);

}  // namespace bw::desktop
