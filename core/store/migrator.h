// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace bw::store
{

class Connection;

struct Migration {
    int version = 0;
    QString sql;
};

/// Brings a database to the newest version: numbered files of resources/migrations, each in one transaction together
/// with its `user_version`, statement by statement (the driver runs one at a time).
class Migrator final
{
public:
    /// The migrations that are built in, 1, 2, 3 … without gaps.
    static QList<Migration> builtIn();
    static int supportedVersion();

    explicit Migrator(QList<Migration> migrations = builtIn())
        : m_migrations(std::move(migrations))
    {
    }
    /// A backup copy `<path>.before-<version>` is made first when the file already has a version. Errors: DatabaseNewer
    /// (nothing was touched), DiskFull, DatabaseFailed; the file then stands at the last migration that worked.
    Status migrate(Connection &connection) const;

    /// Splits a file at the semicolons outside strings, names and comments; comments are dropped.
    static QStringList statements(const QString &sql);
    /// From the bytes of a file and its WAL, without opening it as a database, so that nothing is made or changed. 0
    /// for a missing or empty file. Error: DatabaseCorrupt, FileUnreadable.
    static Result<int> versionInHeader(const QString &path);
    static Error newer(const QString &path, int found, int supported);

private:
    Status backUp(Connection &connection, int version) const;
    QList<Migration> m_migrations;
};

}  // namespace bw::store
