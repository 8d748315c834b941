// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include <QFileInfo>
#include <QSqlError>
#include <QStorageInfo>
#include <QThread>
#include <QUrl>

#include <atomic>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

// Result codes of SQLite (sqlite3.h); the driver gives them as text.
constexpr int sqliteIoError = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteConstraint = 19;
constexpr int sqliteNotADatabase = 26;

QString nextConnectionName()
{
    static std::atomic<quint64> counter {0};
    return u"bw-store-"_s + QString::number(++counter);
}

bool isDiskFull(const QString &path)
{
    const QStorageInfo storage(QFileInfo(path).absolutePath());
    return storage.isValid() && storage.bytesAvailable() < 64 * 1024;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, Mode mode)
{
    std::unique_ptr<Connection> connection(new Connection);
    connection->m_path = path;
    connection->m_name = nextConnectionName();
    connection->m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection->m_name);
    if (!connection->m_database.isValid())
        return fail(ErrorCode::DatabaseFailed, u"the SQLite driver of Qt is missing"_s,
                    {{u"why"_s, u"QSQLITE is not installed"_s}});
    QString options = u"QSQLITE_BUSY_TIMEOUT=5000"_s;
    QString name = path;
    if (mode != Mode::ReadWrite)
        options += u";QSQLITE_OPEN_READONLY"_s;
    if (mode == Mode::Immutable) {
        options += u";QSQLITE_OPEN_URI"_s;
        name = u"file:"_s + QString::fromLatin1(QUrl::toPercentEncoding(path, "/")) + u"?immutable=1"_s;
    }
    connection->m_database.setConnectOptions(options);
    connection->m_database.setDatabaseName(name);
    if (!connection->m_database.open())
        return fail(connection->errorFrom(connection->m_database.lastError(), u"open"_s));
    if (auto configured = connection->configure(mode); !configured)
        return fail(configured.error());
    return connection;
}

Connection::~Connection()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Status Connection::configure(Mode mode)
{
    // Outside a transaction: inside one, PRAGMA foreign_keys does nothing and says nothing.
    if (auto on = expectPragma(u"foreign_keys"_s, u"ON"_s, u"1"_s); !on)
        return on;
    if (auto off = expectPragma(u"trusted_schema"_s, u"OFF"_s, u"0"_s); !off)
        return off;
    if (mode != Mode::ReadWrite)
        return expectPragma(u"query_only"_s, u"ON"_s, u"1"_s);
    if (auto wal = expectPragma(u"journal_mode"_s, u"WAL"_s, u"wal"_s); !wal)
        return wal;
    if (auto full = expectPragma(u"synchronous"_s, u"FULL"_s, u"2"_s); !full)
        return full;
    // 16 MB of WAL before it is folded in: folding in costs three fsyncs, and readers do not mind.
    if (auto less = expectPragma(u"wal_autocheckpoint"_s, u"4000"_s, u"4000"_s); !less)
        return less;
    return expectPragma(u"journal_size_limit"_s, u"67108864"_s, u"67108864"_s);
}

Status Connection::expectPragma(const QString &name, const QString &value, const QString &readBack)
{
    const QString pragma = u"PRAGMA "_s + name;
    if (auto set = exec(pragma + u" = "_s + value); !set)
        return set;
    QSqlQuery query(m_database);
    if (!query.exec(pragma) || !query.next())
        return fail(errorFrom(query.lastError(), pragma));
    const QString found = query.value(0).toString();
    if (found != readBack)
        return fail(ErrorCode::DatabaseFailed, pragma + u" stayed "_s + found, {{u"why"_s, name + u" = "_s + found}});
    return {};
}

Status Connection::exec(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return fail(errorFrom(query.lastError(), sql));
    return {};
}

Result<Statement> Connection::prepare(const QString &sql, const QVariantList &values)
{
    auto &kept = m_statements[sql];
    if (!kept) {
        auto query = std::make_shared<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(sql))
            return fail(errorFrom(query->lastError(), sql));
        kept = std::move(query);
    }
    Statement statement(*this, kept);
    for (int i = 0; i < values.size(); ++i)
        statement.bind(i, values.at(i));
    return statement;
}

Status Connection::run(const QString &sql, const QVariantList &values)
{
    auto statement = prepare(sql, values);
    if (!statement)
        return fail(statement.error());
    return statement->run();
}

Result<QVariant> Connection::value(const QString &sql, const QVariantList &values)
{
    auto statement = prepare(sql, values);
    if (!statement)
        return fail(statement.error());
    const auto row = statement->step();
    if (!row)
        return fail(row.error());
    if (!*row)
        return QVariant();
    return statement->isNull(0) ? QVariant() : statement->variant(0);
}

void Connection::release() { m_database.moveToThread(nullptr); }

void Connection::adopt() { m_database.moveToThread(QThread::currentThread()); }

Error Connection::errorFrom(const QSqlError &error, const QString &sql) const
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const QString why = error.databaseText();
    const QString detail = why + u" ["_s + error.nativeErrorCode() + u"] in: "_s + sql.left(200);
    switch (code) {
    case sqliteFull:
        return {ErrorCode::DiskFull, detail, {{u"path"_s, m_path}}, {}};
    case sqliteCorrupt:
    case sqliteNotADatabase:
        return {ErrorCode::DatabaseCorrupt, detail, {{u"path"_s, m_path}, {u"why"_s, why}}, {}};
    case sqliteConstraint:
        return {ErrorCode::WrongState, detail, {{u"state"_s, why}}, {}};
    case sqliteIoError:
        if (isDiskFull(m_path))
            return {ErrorCode::DiskFull, detail, {{u"path"_s, m_path}}, {}};
        [[fallthrough]];
    default:
        return {ErrorCode::DatabaseFailed, detail, {{u"why"_s, why}}, {}};
    }
}

bool Connection::isFatal(const Error &error)
{
    return error.code == ErrorCode::DiskFull || error.code == ErrorCode::DatabaseCorrupt
        || error.code == ErrorCode::DatabaseFailed;
}

}  // namespace bw::store
