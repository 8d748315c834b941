// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bw::store
{

class Database;

/// One thing that is not as it should be.
struct Finding {
    /// "integrity", "foreign_key", "gap", "orphan", "blob_missing", "blob_damaged", "projection", "index"
    QString kind;
    QString where;   ///< table, build or blob
    QString detail;  ///< what was found, and what was expected
    friend bool operator==(const Finding &, const Finding &) = default;
};

struct DoctorReport {
    QList<Finding> findings;  ///< the first few of each kind and table
    qint64 differences = 0;   ///< all of them
    qint64 builds = 0, events = 0, lines = 0, blobs = 0;
    QStringList tables;  ///< projections that were compared
    bool rebuilt = false;
    [[nodiscard]] bool sound() const { return differences == 0; }
};

/// Looks whether the data directory is sound, and makes the projections again from the events. Thread-safe.
class Doctor final
{
public:
    explicit Doctor(Database &database)
        : m_database(database)
    {
    }
    /// SQLite's own checks, gapless numbers, blobs that events name (there, and with the right hash), projections and
    /// index equal to what the events give. Changes nothing; works in a read-only process. Error: Cancelled, or what
    /// kept it from looking.
    Result<DoctorReport> check(std::stop_token stop = {}) const;
    /// Drops the projections and makes them again, in one transaction; the report says what differed before. Needs the
    /// owner.
    Result<DoctorReport> rebuild(std::stop_token stop = {}) const;

private:
    Database &m_database;
};

}  // namespace bw::store
