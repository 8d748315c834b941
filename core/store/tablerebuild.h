// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <stop_token>

namespace bw::store
{

class Connection;

/// Makes the projections again from the events: in place, or into TEMP tables of the same names, which then hide the
/// real ones from everything that runs on this connection. Used by one thread.
class TableRebuild final
{
public:
    explicit TableRebuild(Connection &connection)
        : m_connection(connection)
    {
    }
    /// Inside the caller's transaction.
    Status inPlace(const std::stop_token &stop);
    /// The index is made as far as the real one is.
    Status intoTemporaryTables(const std::stop_token &stop);
    /// Only one build, without the index.
    Status intoTemporaryTables(qint64 buildNo, const std::stop_token &stop);
    Status dropTemporaryTables();

private:
    Status makeTemporaryTables();
    Status replay(const std::stop_token &stop, qint64 buildNo = 0);  ///< 0 = all
    Status index(const QString &limitSql, const std::stop_token &stop);
    Connection &m_connection;
};

}  // namespace bw::store
