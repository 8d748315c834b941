// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/connection.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <mutex>
#include <vector>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{
constexpr size_t keptConnections = 4;

/// A connection that has read something, so that what cannot work shows now.
Result<std::unique_ptr<Connection>> openAndTry(const QString &path, Connection::Mode mode)
{
    auto connection = Connection::open(path, mode);
    if (!connection)
        return connection;
    if (auto version = (*connection)->value(u"SELECT count(*) FROM sqlite_schema"_s); !version)
        return fail(version.error());
    return connection;
}
}  // namespace

struct Reader::Private {
    QString path;
    Connection::Mode mode = Connection::Mode::ReadOnly;
    std::unique_ptr<QTemporaryDir> copy;
    std::mutex mutex;
    std::vector<std::unique_ptr<Connection>> idle;

    Result<std::unique_ptr<Connection>> openFirst();
    Result<std::unique_ptr<Connection>> take();
    void giveBack(std::unique_ptr<Connection> connection);
};

/// SQLite reads a WAL database without write access only where the -wal and -shm files are there or can be made
/// (https://www.sqlite.org/wal.html §"Read-Only Databases"). Elsewhere: immutable when there is no WAL, else a copy.
Result<std::unique_ptr<Connection>> Reader::Private::openFirst()
{
    auto first = openAndTry(path, Connection::Mode::ReadOnly);
    if (first || first.error().code != ErrorCode::DatabaseFailed)
        return first;
    const QString wal = path + u"-wal"_s;
    if (QFileInfo(wal).size() == 0) {
        auto immutable = openAndTry(path, Connection::Mode::Immutable);
        if (immutable)
            mode = Connection::Mode::Immutable;
        return immutable;
    }
    copy = std::make_unique<QTemporaryDir>();
    const QString copied = copy->filePath(u"buildwright.db"_s);
    if (!copy->isValid() || !QFile::copy(path, copied) || !QFile::copy(wal, copied + u"-wal"_s))
        return first;
    // The copies of read-only files are read-only; the WAL's index has to be made beside them.
    for (const QString &name : {copied, copied + u"-wal"_s})
        QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner);
    auto second = openAndTry(copied, Connection::Mode::ReadOnly);
    if (second)
        path = copied;
    return second;
}

Result<std::unique_ptr<Connection>> Reader::Private::take()
{
    {
        const std::scoped_lock lock(mutex);
        if (!idle.empty()) {
            auto connection = std::move(idle.back());
            idle.pop_back();
            connection->adopt();
            return connection;
        }
    }
    return Connection::open(path, mode);
}

void Reader::Private::giveBack(std::unique_ptr<Connection> connection)
{
    const std::scoped_lock lock(mutex);
    if (idle.size() >= keptConnections)
        return;
    connection->release();
    idle.push_back(std::move(connection));
}

Reader::Reader(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

Reader::~Reader()
{
    for (const auto &connection : d->idle)
        connection->adopt();
}

Result<std::unique_ptr<Reader>> Reader::open(const QString &databasePath)
{
    auto data = std::make_unique<Private>();
    data->path = databasePath;
    auto first = data->openFirst();
    if (!first)
        return fail(first.error());
    data->giveBack(std::move(*first));
    return std::unique_ptr<Reader>(new Reader(std::move(data)));
}

Status Reader::run(const std::function<Status(Connection &)> &page)
{
    auto connection = d->take();
    if (!connection)
        return fail(connection.error());
    if (auto begun = (*connection)->exec(u"BEGIN"_s); !begun)
        return begun;
    Status done = page(**connection);
    const Status ended = (*connection)->exec(u"COMMIT"_s);
    if (!ended)
        return done ? ended : done;  // the connection is dropped with whatever it is in
    d->giveBack(std::move(*connection));
    return done;
}

}  // namespace bw::store
