// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/buildstate.h"

#include <QString>

namespace bw::claude
{

/// What a call is for, as ModelRequest::purpose says it: "ROLE" or "ROLE:FEATURE". A value without I/O.
struct CallPurpose {
    Phase phase = Phase::Plan;  ///< whose ceilings count
    QString feature;            ///< id; empty = of no single feature
    friend bool operator==(const CallPurpose &, const CallPurpose &) = default;
};
/// "code" and its side tasks "search" and "review" belong to the phase implement, "verify…" to verify, all others to
/// plan.
CallPurpose callPurpose(const QString &purpose);

}  // namespace bw::claude
