// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "store/datadirectory.h"

#include <QStringList>

#include <memory>

namespace bw::store
{

class BlobStore;
class Reader;
class Writer;

/// The database of a data directory, opened and migrated, with its one storage thread (owner only) and its pool of
/// read-only connections. The stores (BuildStore, EventStore …) are thin views on it: make them where they are needed.
/// Thread-safe. Lives longer than every store and every EventLog made on it.
class Database final
{
public:
    /// Owner: migrates (after a backup copy in the data directory when there is something to lose), starts the storage
    /// thread, makes this machine's person at the first start, ends removals that a crash cut short. ReadOnly: reads
    /// beside an owner, after a crashed one (its WAL is recovered) and from read-only media. Errors: as
    /// DataDirectory::open(), and DatabaseFailed.
    static Result<std::unique_ptr<Database>> open(std::unique_ptr<DataDirectory> directory, Clock &clock);
    /// DataDirectory::open() and open() in one.
    static Result<std::unique_ptr<Database>> open(const QString &path, DataDirectory::Mode mode, Clock &clock);

    ~Database();  ///< commits what is queued, joins the storage thread, lets go of the directory
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] const DataDirectory &directory() const { return *m_directory; }
    [[nodiscard]] bool isOwner() const { return m_writer != nullptr; }
    [[nodiscard]] Reader &reader() const { return *m_reader; }
    [[nodiscard]] BlobStore &blobs() const { return *m_blobs; }
    [[nodiscard]] Writer &writer() const { return *m_writer; }  ///< only when isOwner()
    /// For stores: the writer, or DataDirUnusable when this process only reads.
    [[nodiscard]] Result<Writer *> writing() const;
    [[nodiscard]] Clock &clock() const { return *m_clock; }
    /// This machine's person; empty only in a read-only process beside a database without one.
    [[nodiscard]] const UserId &localUser() const { return m_localUser; }

    /// `PRAGMA integrity_check` / `quick_check` and `foreign_key_check`; empty = sound.
    Result<QStringList> integrityCheck() const;
    Result<QStringList> quickCheck() const;

private:
    Database() = default;
    std::unique_ptr<DataDirectory> m_directory;
    std::unique_ptr<Reader> m_reader;
    std::unique_ptr<BlobStore> m_blobs;
    std::unique_ptr<Writer> m_writer;
    UserId m_localUser;
    Clock *m_clock = nullptr;
};

}  // namespace bw::store
