// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrator.h"

#include "store/connection.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include <optional>

// The resource lies in a static library, so the linker would drop its registration.
static void useResources() { Q_INIT_RESOURCE(migrations); }

namespace bw::store
{

using namespace Qt::StringLiterals;

QList<Migration> Migrator::builtIn()
{
    useResources();
    QList<Migration> migrations;
    const QDir folder(u":/migrations"_s);
    const QStringList names = folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            migrations.append({name.left(4).toInt(), QString::fromUtf8(file.readAll())});
    }
    return migrations;
}

int Migrator::supportedVersion()
{
    static const int version = static_cast<int>(builtIn().size());
    return version;
}

Error Migrator::newer(const QString &path, int found, int supported)
{
    return {ErrorCode::DatabaseNewer,
            u"database version %1, this program knows %2"_s.arg(found).arg(supported),
            {{u"path"_s, path}, {u"found"_s, QString::number(found)}, {u"supported"_s, QString::number(supported)}},
            {}};
}

namespace
{

quint32 bigEndian(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

/// The version in the newest committed first page of a WAL that a crash left, if it holds one. Format:
/// https://www.sqlite.org/fileformat2.html §4.1: a header of 32 bytes (page size at 8, salts at 16), then frames of 24
/// bytes (page number, size of the database after a commit, salts at 8) and a page.
std::optional<int> versionInWal(const QString &path)
{
    QFile wal(path);
    if (!wal.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray header = wal.read(32);
    if (header.size() < 32)
        return std::nullopt;
    const qint64 pageSize = bigEndian(header, 8);
    if (pageSize < 512 || pageSize > 65536)
        return std::nullopt;
    std::optional<int> uncommitted;
    std::optional<int> version;
    while (true) {
        const QByteArray frame = wal.read(24);
        if (frame.size() < 24 || frame.sliced(8, 8) != header.sliced(16, 8))
            return version;
        if (bigEndian(frame, 0) == 1) {
            const QByteArray page = wal.peek(100);
            if (page.size() == 100)
                uncommitted = static_cast<int>(bigEndian(page, 60));
        }
        if (bigEndian(frame, 4) != 0 && uncommitted)
            version = uncommitted;
        if (!wal.seek(wal.pos() + pageSize))
            return version;
    }
}

}  // namespace

Result<int> Migrator::versionInHeader(const QString &path)
{
    QFile file(path);
    if (!file.exists() || file.size() == 0)
        return 0;
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, file.errorString(), {{u"path"_s, path}, {u"why"_s, file.errorString()}});
    // Database header, https://www.sqlite.org/fileformat2.html §1.3: 16 bytes of magic, user_version at 60.
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return fail(ErrorCode::DatabaseCorrupt, u"no SQLite header"_s,
                    {{u"path"_s, path}, {u"why"_s, u"it does not begin as a database does"_s}});
    return versionInWal(path + u"-wal"_s).value_or(static_cast<int>(bigEndian(header, 60)));
}

QStringList Migrator::statements(const QString &sql)
{
    QStringList result;
    QString statement;
    QChar quote;  // null outside quotes
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql.at(i);
        if (quote.isNull() && c == u'-' && i + 1 < sql.size() && sql.at(i + 1) == u'-') {
            while (i + 1 < sql.size() && sql.at(i + 1) != u'\n')
                ++i;
            continue;
        }
        if (quote.isNull() && c == u';') {
            if (!statement.trimmed().isEmpty())
                result.append(statement.trimmed());
            statement.clear();
            continue;
        }
        if (quote.isNull() && (c == u'\'' || c == u'"'))
            quote = c;
        else if (c == quote)
            quote = QChar();
        statement += c;
    }
    if (!statement.trimmed().isEmpty())
        result.append(statement.trimmed());
    return result;
}

Status Migrator::backUp(Connection &connection, int version) const
{
    const QString copy = connection.path() + u".before-%1"_s.arg(version + 1);
    QFile::remove(copy);  // of an attempt that did not come to its end
    return connection.run(u"VACUUM INTO ?"_s, {copy});
}

Status Migrator::migrate(Connection &connection) const
{
    const auto found = connection.value(u"PRAGMA user_version"_s);
    if (!found)
        return fail(found.error());
    const int version = found->toInt();
    const int supported = static_cast<int>(m_migrations.size());
    if (version > supported)
        return fail(newer(connection.path(), version, supported));
    if (version == supported)
        return {};
    if (version > 0)
        if (auto copied = backUp(connection, version); !copied)
            return copied;
    for (const Migration &migration : m_migrations.sliced(version)) {
        QStringList steps = statements(migration.sql);
        steps.prepend(u"BEGIN IMMEDIATE"_s);
        steps.append(u"PRAGMA user_version = %1"_s.arg(migration.version));
        steps.append(u"COMMIT"_s);
        for (const QString &step : std::as_const(steps)) {
            if (auto done = connection.exec(step); !done) {
                (void)connection.exec(u"ROLLBACK"_s);
                return done;
            }
        }
    }
    // The version has to stand in the file itself, where versionInHeader() of an older program looks for it.
    return connection.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

}  // namespace bw::store
