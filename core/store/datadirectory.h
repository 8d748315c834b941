// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <memory>
#include <optional>

namespace bw::store
{

/// A data directory on disk and the lock that makes one process its owner:
///
///     buildwright.db (+ -wal, -shm)  blobs/  artifacts/  sandboxes/  tmp/  owner.lock
///
/// The lock is `flock` on owner.lock, so that it ends with the process however that ends; the process id written into
/// the file is information for people only. Everything is 0700 / 0600. Thread-safe (const after open()). A process that
/// owns a directory must not also open it ReadOnly: closing that would cancel the owner's POSIX locks.
class DataDirectory final
{
public:
    enum class Mode {
        Owner,     ///< creates what is missing, takes the lock, may write
        ReadOnly,  ///< changes nothing, needs no lock, may stand beside an owner
    };
    /// Errors: DataDirInUse (Owner only), DataDirUnusable (not writable, read-only, not a folder, of somebody else),
    /// DiskFull, DatabaseNewer, DatabaseCorrupt (both from the first bytes of the file, before anything is touched);
    /// NotFound (ReadOnly only: there is no database yet, so nothing to list).
    static Result<std::unique_ptr<DataDirectory>> open(const QString &path, Mode mode);
    /// The process that owns the directory now; nothing when none does.
    static std::optional<qint64> ownerPid(const QString &path);

    ~DataDirectory();  ///< lets go of the lock
    DataDirectory(const DataDirectory &) = delete;
    DataDirectory &operator=(const DataDirectory &) = delete;

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] const QString &path() const { return m_path; }  ///< absolute, canonical
    [[nodiscard]] QString database() const { return m_path + QStringLiteral("/buildwright.db"); }
    [[nodiscard]] QString blobs() const { return m_path + QStringLiteral("/blobs"); }
    [[nodiscard]] QString artifacts() const { return m_path + QStringLiteral("/artifacts"); }
    [[nodiscard]] QString sandboxes() const { return m_path + QStringLiteral("/sandboxes"); }
    [[nodiscard]] QString tmp() const { return m_path + QStringLiteral("/tmp"); }  ///< emptied when an owner opens

private:
    DataDirectory(QString path, Mode mode, int lock)
        : m_path(std::move(path))
        , m_mode(mode)
        , m_lock(lock)
    {
    }
    QString m_path;
    Mode m_mode;
    int m_lock;  ///< descriptor, close-on-exec; -1 when read only
};

}  // namespace bw::store
