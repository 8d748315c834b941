// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QStringList>

#include <stop_token>

namespace bw::store
{

class Connection;
class Database;

/// What the projections say of one build, as one number: computed from the rows as they stand, and from a replay of the
/// build's events. SHA-256, lower-case hex. Numbers that only this data directory gives (of builds, rows and people)
/// are not in it, so that a copy elsewhere has the same.
struct StateHash {
    QString stored;
    QString replayed;
    QStringList differing;  ///< tables whose rows are not what the replay gives
    [[nodiscard]] bool equal() const { return stored == replayed; }
};

/// Replays in temporary tables of a connection of its own; changes nothing, needs no network, works beside an owner.
/// Errors: NotFound, Cancelled, those of the database.
Result<StateHash> stateHash(Database &database, const BuildId &build, const std::stop_token &stop = {});

}  // namespace bw::store
