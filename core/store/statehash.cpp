// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statehash.h"

#include "store/projector.h"
#include "store/storesupport.h"
#include "store/tablerebuild.h"

#include <QCryptographicHash>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

/// Which rows of a table belong to a build, and the columns that say nothing about it.
struct TableForm {
    QString columns;
    QString where;
    QVariantList values;
};

Result<TableForm> formOf(Connection &connection, const QString &table, qint64 no)
{
    auto names = readRows<QString>(connection, u"SELECT name FROM pragma_table_info(?) ORDER BY cid"_s, {table},
                                   [](const Statement &row) { return row.text(0); });
    if (!names)
        return fail(names.error());
    names->removeAll(u"build_no"_s);
    TableForm form;
    if (table == u"builds"_s) {
        names->removeAll(u"no"_s);
        names->removeAll(u"user"_s);
        form.where = u"no = ?"_s;
    } else if (table == u"log_lines"_s) {
        // The key of a line is the build's number and its own.
        names->replaceInStrings(u"id"_s, u"id & 4294967295"_s);
        form.where = u"id >= ? AND id < ?"_s;
        form.values = {no << 32, (no + 1) << 32};
    } else {
        form.where = u"build_no = ?"_s;
    }
    if (form.values.isEmpty())
        form.values = {no};
    form.columns = names->join(u", "_s);
    return form;
}

/// Each value goes in with its length, so that no two rows look alike.
Status addRows(Connection &connection, const QString &table, const TableForm &form, QCryptographicHash &hash)
{
    // Names of our own tables and columns only.
    const QString sql =
        u"SELECT "_s + form.columns + u" FROM "_s + table + u" WHERE "_s + form.where + u" ORDER BY "_s + form.columns;
    auto rows = connection.prepare(sql, form.values);
    if (!rows)
        return fail(rows.error());
    const int columns = static_cast<int>(form.columns.count(u',')) + 1;
    return rows->each([&] {
        for (int i = 0; i < columns; ++i) {
            const QByteArray value = rows->isNull(i) ? QByteArray() : rows->text(i).toUtf8();
            hash.addData(rows->isNull(i) ? QByteArray("-") : QByteArray::number(value.size()) + ':');
            hash.addData(value);
        }
        hash.addData("\n");
    });
}

Result<QByteArray> tableHash(Connection &connection, const QString &schema, const QString &table, qint64 no)
{
    const auto form = formOf(connection, table, no);
    if (!form)
        return fail(form.error());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (auto added = addRows(connection, schema + u'.' + table, *form, hash); !added)
        return fail(added.error());
    return hash.result();
}

Result<StateHash> hashes(Connection &connection, qint64 no)
{
    StateHash state;
    QCryptographicHash stored(QCryptographicHash::Sha256), replayed(QCryptographicHash::Sha256);
    for (const QString &table : Projector::tables()) {
        const auto before = tableHash(connection, u"main"_s, table, no);
        const auto after = before ? tableHash(connection, u"temp"_s, table, no) : before;
        if (!after)
            return fail(after.error());
        if (*before != *after)
            state.differing.append(table);
        stored.addData(*before);
        replayed.addData(*after);
    }
    state.stored = QString::fromLatin1(stored.result().toHex());
    state.replayed = QString::fromLatin1(replayed.result().toHex());
    return state;
}

/// In one transaction: rows and events as of one moment.
Result<StateHash> replayed(Connection &connection, const BuildId &build, const std::stop_token &stop)
{
    if (auto begun = connection.exec(u"BEGIN"_s); !begun)
        return fail(begun.error());
    const auto no = buildNumber(connection, build);
    TableRebuild rebuild(connection);
    Result<StateHash> state = StateHash {};
    if (!no || *no == 0)
        state = no ? Result<StateHash>(notFound(u"build"_s, build.value)) : fail(no.error());
    else if (auto made = rebuild.intoTemporaryTables(*no, stop); !made)
        state = fail(made.error());
    else
        state = hashes(connection, *no);
    (void)connection.exec(u"COMMIT"_s);  // the connection ends with it, and the temporary tables too
    return state;
}

}  // namespace

Result<StateHash> stateHash(Database &database, const BuildId &build, const std::stop_token &stop)
{
    auto connection = Connection::open(database.directory().database(), Connection::Mode::ReadOnly);
    return connection ? replayed(**connection, build, stop) : Result<StateHash>(fail(connection.error()));
}

}  // namespace bw::store
