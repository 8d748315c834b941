// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

struct LogFilter {
    LogLevel level = LogLevel::Debug;  ///< this and above
    QString feature;                   ///< empty = all
};

/// The log of a build by lines. Thread-safe; each call is one page and one short transaction.
class LogStore final
{
public:
    explicit LogStore(Database &database)
        : m_database(database)
    {
    }
    Result<qint64> count(const BuildId &build) const;
    /// Lines with n > `after`, oldest first.
    Result<QList<LogLine>> page(const BuildId &build, qint64 after, int limit, const LogFilter &filter = {}) const;
    /// The last `limit` lines with n < `before` (0 = the end), oldest first.
    Result<QList<LogLine>> tail(const BuildId &build, int limit, const LogFilter &filter = {}, qint64 before = 0) const;
    /// Lines that hold every word of the query, by position (never by rank), n > `after`. Words match whole words,
    /// without regard to case and accents; the last one also as a prefix; "quoted words" as a phrase. Any text is
    /// allowed: nothing in it is an operator. An empty `build` searches all builds. At most a second behind.
    Result<QList<LogLine>> search(const BuildId &build, const QString &query, int limit, qint64 after = 0,
                                  const LogFilter &filter = {}) const;

private:
    Database &m_database;
};

}  // namespace bw::store
