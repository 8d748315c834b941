// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "store/blobstore.h"
#include "store/connection.h"
#include "store/localuser.h"
#include "store/migrator.h"
#include "store/reader.h"
#include "store/removal.h"
#include "store/writer.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

Status migrate(const QString &path)
{
    auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return fail(connection.error());
    return Migrator().migrate(**connection);
}

Result<QStringList> pragmaRows(Reader &reader, const QString &pragma)
{
    return reader.read([&](Connection &connection) -> Result<QStringList> {
        QStringList found;
        auto rows = connection.prepare(pragma);
        if (!rows)
            return fail(rows.error());
        while (true) {
            const auto row = rows->step();
            if (!row)
                return fail(row.error());
            if (!*row)
                break;
            if (const QString text = rows->text(0); text != u"ok"_s)
                found.append(text);
        }
        auto keys = connection.prepare(u"PRAGMA foreign_key_check"_s);
        if (!keys)
            return fail(keys.error());
        while (true) {
            const auto row = keys->step();
            if (!row)
                return fail(row.error());
            if (!*row)
                break;
            found.append(
                u"foreign key: %1 row %2 names a missing %3"_s.arg(keys->text(0), keys->text(1), keys->text(2)));
        }
        return found;
    });
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &path, DataDirectory::Mode mode, Clock &clock)
{
    auto directory = DataDirectory::open(path, mode);
    if (!directory)
        return fail(directory.error());
    return open(std::move(*directory), clock);
}

Result<std::unique_ptr<Database>> Database::open(std::unique_ptr<DataDirectory> directory, Clock &clock)
{
    std::unique_ptr<Database> database(new Database);
    database->m_directory = std::move(directory);
    database->m_clock = &clock;
    const QString path = database->m_directory->database();
    const bool owner = database->m_directory->mode() == DataDirectory::Mode::Owner;
    if (owner)
        if (auto migrated = migrate(path); !migrated)
            return fail(migrated.error());
    database->m_blobs = std::make_unique<BlobStore>(database->m_directory->blobs());
    if (owner) {
        auto writer = Writer::start(path, clock);
        if (!writer)
            return fail(writer.error());
        database->m_writer = std::move(*writer);
    }
    auto reader = Reader::open(path);
    if (!reader)
        return fail(reader.error());
    database->m_reader = std::move(*reader);
    const auto version = database->m_reader->read([](Connection &connection) -> Result<int> {
        const auto value = connection.value(u"PRAGMA user_version"_s);
        return value ? Result<int>(value->toInt()) : fail(value.error());
    });
    if (!version)
        return fail(version.error());
    if (*version > Migrator::supportedVersion())
        return fail(Migrator::newer(path, *version, Migrator::supportedVersion()));
    if (*version < Migrator::supportedVersion())
        return fail(ErrorCode::DatabaseFailed, u"of an earlier version"_s,
                    {{u"why"_s, u"an owner has to bring it to version %1 first"_s.arg(Migrator::supportedVersion())},
                     {u"older"_s, QString::number(*version)}});
    auto user = owner ? ensureLocalUser(*database->m_writer, clock) : findLocalUser(*database->m_reader);
    if (!user)
        return fail(user.error());
    database->m_localUser = *user;
    if (owner)
        if (auto ended = Removal(*database).finishAll(); !ended)
            return fail(ended.error());
    return database;
}

Database::~Database()
{
    // The connection that may write goes last: it folds the WAL into the file, which then stands alone.
    m_reader.reset();
    m_writer.reset();
}

Result<Writer *> Database::writing() const
{
    if (!m_writer)
        return fail(ErrorCode::DataDirUnusable, u"opened for reading only"_s,
                    {{u"path"_s, m_directory->path()}, {u"why"_s, u"another process owns it"_s}});
    return m_writer.get();
}

Result<QStringList> Database::integrityCheck() const { return pragmaRows(*m_reader, u"PRAGMA integrity_check"_s); }

Result<QStringList> Database::quickCheck() const { return pragmaRows(*m_reader, u"PRAGMA quick_check"_s); }

}  // namespace bw::store
