// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// What all builds and chats together used. Demonstrations cost nothing and are left out; calls whose price is unknown
/// count with their tokens only.
struct UsageSum {
    qint64 tokens = 0;
    Money cost;
    friend bool operator==(const UsageSum &, const UsageSum &) = default;
};

/// What was used and what it cost, by purpose and model. The sum stands in Build. Thread-safe.
class UsageStore final
{
public:
    explicit UsageStore(Database &database)
        : m_database(database)
    {
    }
    Result<QList<UsageRow>> list(const BuildId &build) const;
    /// Of all builds and chats, removed ones too, since a moment (ms UTC; counted from the quarter of an hour that
    /// holds it).
    Result<UsageSum> since(qint64 ms) const;

    static constexpr qint64 quarterMs = 900'000;

private:
    Database &m_database;
};

}  // namespace bw::store
