// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// What was used and what it cost, by purpose and model. The sum stands in Build. Thread-safe.
class UsageStore final
{
public:
    explicit UsageStore(Database &database)
        : m_database(database)
    {
    }
    Result<QList<UsageRow>> list(const BuildId &build) const;

private:
    Database &m_database;
};

}  // namespace bw::store
