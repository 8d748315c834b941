// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include "store/database.h"
#include "store/reader.h"
#include "store/writer.h"

namespace bw::store
{

/// All rows of a page, each made into a value by `value(Statement &)`.
template <typename T, typename F>
Result<QList<T>> readRows(Connection &connection, const QString &sql, const QVariantList &values, F &&value)
{
    auto statement = connection.prepare(sql, values);
    if (!statement)
        return fail(statement.error());
    QList<T> rows;
    if (auto done = statement->each([&] { rows.append(value(*statement)); }); !done)
        return fail(done.error());
    return rows;
}

template <typename T, typename F>
Result<QList<T>> readPage(Database &database, const QString &sql, const QVariantList &values, F &&value)
{
    return database.reader().read(
        [&](Connection &connection) { return readRows<T>(connection, sql, values, std::forward<F>(value)); });
}

inline std::unexpected<Error> notFound(const QString &kind, const QString &name)
{
    return fail(ErrorCode::NotFound, QStringLiteral("no such ") + kind,
                {{QStringLiteral("kind"), kind}, {QStringLiteral("name"), name}});
}

/// The only row of a page, or NotFound.
template <typename T>
Result<T> only(Result<QList<T>> rows, const QString &kind, const QString &name)
{
    if (!rows)
        return fail(rows.error());
    if (rows->isEmpty())
        return notFound(kind, name);
    return std::move(rows->first());
}

/// The number of a build, 0 when there is none or it is being removed.
inline Result<qint64> buildNumber(Connection &connection, const BuildId &build)
{
    const auto no = connection.value(
        QStringLiteral("SELECT no FROM event_logs WHERE build = ? AND no NOT IN (SELECT no FROM removals)"),
        {build.value});
    if (!no)
        return fail(no.error());
    return no->toLongLong();
}

/// Runs a write that gives a value; DataDirUnusable in a process that only reads.
template <typename T>
Result<T> writeThrough(Database &database, const std::function<Result<T>(Connection &, Writer &)> &job)
{
    const auto writer = database.writing();
    if (!writer)
        return fail(writer.error());
    return (*writer)->template write<T>([&](Connection &connection) { return job(connection, **writer); });
}
inline Status writeThrough(Database &database, const std::function<Status(Connection &, Writer &)> &job)
{
    const auto writer = database.writing();
    if (!writer)
        return fail(writer.error());
    return (*writer)->write([&](Connection &connection) { return job(connection, **writer); });
}

/// NULL for an empty id.
template <typename IdType>
QVariant orNull(const IdType &id)
{
    return id.isEmpty() ? QVariant() : QVariant(id.value);
}

}  // namespace bw::store
