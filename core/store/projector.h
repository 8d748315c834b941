// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/buildprojection.h"
#include "store/storedevent.h"

#include <unordered_map>

namespace bw::store
{

class Connection;
class RecentLines;

/// Keeps the tables that are derived from events, inside the caller's transaction. The same code runs when an event is
/// appended and when everything is made again, so both give the same rows. Table names are not qualified: a connection
/// that has TEMP tables of the same names fills those. Used by one thread.
class Projector final
{
public:
    /// `recent` = gets the texts of new lines, for the index.
    explicit Projector(Connection &connection, RecentLines *recent = nullptr)
        : m_connection(connection)
        , m_recent(recent)
    {
    }
    /// An event that is (or is about to be) in the log. In order for each build.
    Status apply(const StoredEvent &event);
    /// Writes the build rows that changed since the last call; before each commit.
    Status flush();
    /// What is known of builds is read from the tables again.
    void forget() { m_builds.clear(); }
    qint64 takeLinesAdded() { return std::exchange(m_linesAdded, 0); }
    /// Names of the tables that apply() and flush() fill.
    static QStringList tables();

private:
    struct Kept {
        BuildProgress progress;
        bool changed = false;
    };
    Result<Kept *> keptOf(const StoredEvent &event);
    Status load(BuildProgress &progress, const StoredEvent &event);
    Status applyToTables(const StoredEvent &event);
    Status planFeatures(const StoredEvent &event);
    Status setFeatureStatus(const StoredEvent &event);
    Status addUsage(const StoredEvent &event);
    Status addArtifact(const StoredEvent &event);
    Status addCheckpoint(const StoredEvent &event);
    Status dropCheckpoint(const StoredEvent &event);
    Status addLines(BuildProgress &progress, const StoredEvent &event);

    Connection &m_connection;
    RecentLines *m_recent = nullptr;
    qint64 m_linesAdded = 0;
    std::unordered_map<qint64, Kept> m_builds;
};

}  // namespace bw::store
