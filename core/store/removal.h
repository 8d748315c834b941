// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QSet>

namespace bw::store
{

class Database;

/// Removes builds in steps that each can be repeated: (1) the intent, from which moment on nobody sees the build;
/// (2) what its files are called, into the garbage table; (3) events, index and projections, in small transactions;
/// (4) files that nobody refers to. A crash between any two leaves work that finishAll() ends.
class Removal final
{
public:
    explicit Removal(Database &database)
        : m_database(database)
    {
    }
    /// NotFound when there is no such build.
    Status remove(const BuildId &build);
    /// What a crash cut short; at the start of an owner.
    Status finishAll();
    /// Before the event that gives trees up: their blobs are looked at by the next sweep(). A crash in between costs
    /// nothing: what is still named then stays.
    Status offer(const QList<BlobHash> &manifests);
    /// Removes offered files that nobody names any more. While builds run, young blobs are left for the next time.
    Status sweep() { return removeFiles(); }
    /// Blobs that events or manifests of builds name (of one build, or all; then those of chats, too).
    Result<QSet<QString>> referencedBlobs(qint64 buildNo = 0) const;

private:
    Status finish(qint64 no);
    Status collect(qint64 no);
    Status removeRows(qint64 no);
    Status removeFiles();
    Database &m_database;
};

}  // namespace bw::store
