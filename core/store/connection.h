// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/statement.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <memory>

namespace bw::store
{

/// One connection to the SQLite file, with its prepared statements. Used by one thread at a time: the storage thread
/// has one for good, readers hand theirs around (release(), adopt()).
class Connection final
{
public:
    enum class Mode {
        ReadWrite,  ///< creates the file; WAL, synchronous=FULL, foreign keys, each read back
        ReadOnly,   ///< beside an owner; recovers the WAL of a crashed one
        Immutable,  ///< file on a medium that cannot be written, without a WAL
    };
    /// Errors: DatabaseCorrupt, DiskFull, DatabaseFailed.
    static Result<std::unique_ptr<Connection>> open(const QString &path, Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// One statement without values; its rows are dropped.
    Status exec(const QString &sql);
    /// A prepared statement with its values bound by position, not yet run. Prepared once and kept; only one use of the
    /// same text at a time.
    Result<Statement> prepare(const QString &sql, const QVariantList &values = {});
    /// Prepares, runs, drops rows.
    Status run(const QString &sql, const QVariantList &values = {});
    /// First column of the first row; an invalid QVariant when there is no row.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Between two threads: the first lets go, the next one takes.
    void release();
    void adopt();

    /// Maps what the driver said: DiskFull, DatabaseCorrupt, DatabaseFailed, or WrongState for a broken constraint.
    [[nodiscard]] Error errorFrom(const QSqlError &error, const QString &sql) const;
    /// True for errors after which nothing more can be written.
    static bool isFatal(const Error &error);

private:
    Connection() = default;
    Status configure(Mode mode);
    Status expectPragma(const QString &name, const QString &value, const QString &readBack);

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
};

}  // namespace bw::store
