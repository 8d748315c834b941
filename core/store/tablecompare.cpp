// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tablecompare.h"

#include "store/connection.h"
#include "store/projector.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

/// Rows that the first table has and the second has not.
Status missing(Connection &connection, const QString &has, const QString &lacks, const QString &what, int columns,
               int shown, TableDifferences &differences)
{
    auto rows = connection.prepare(u"SELECT * FROM "_s + has + u" EXCEPT SELECT * FROM "_s + lacks);
    if (!rows)
        return fail(rows.error());
    return rows->each([&] {
        if (differences.count++ >= shown)
            return;
        QStringList values;
        for (int i = 0; i < columns; ++i)
            values.append(rows->isNull(i) ? u"NULL"_s : rows->text(i).left(80));
        differences.first.append(what + u": "_s + values.join(u" | "_s));
    });
}

Result<int> columnsOf(Connection &connection, const QString &table)
{
    const auto value = connection.value(u"SELECT count(*) FROM pragma_table_info(?)"_s, {table});
    return value ? Result<int>(value->toInt()) : fail(value.error());
}

Result<TableDifferences> compare(Connection &connection, const QString &main, const QString &temp, int columns,
                                 int shown)
{
    TableDifferences differences;
    // Removed builds are on their way out of the real tables, so they are in neither.
    if (auto done = missing(connection, main, temp, u"stands, but does not follow from the events"_s, columns, shown,
                            differences);
        !done)
        return fail(done.error());
    if (auto done =
            missing(connection, temp, main, u"follows from the events, but is missing"_s, columns, shown, differences);
        !done)
        return fail(done.error());
    return differences;
}

Result<TableDifferences> compareIndex(Connection &connection, int shown)
{
    for (const QString &sql : {u"CREATE VIRTUAL TABLE temp.words_main USING fts5vocab(main, log_index, instance)"_s,
                               u"CREATE VIRTUAL TABLE temp.words_temp USING fts5vocab(temp, log_index, instance)"_s})
        if (auto done = connection.exec(sql); !done)
            return fail(done.error());
    auto differences = compare(connection, u"temp.words_main"_s, u"temp.words_temp"_s, 4, shown);
    for (const QString &sql : {u"DROP TABLE temp.words_main"_s, u"DROP TABLE temp.words_temp"_s})
        if (auto done = connection.exec(sql); !done && differences)
            return fail(done.error());
    return differences;
}

}  // namespace

QStringList comparedTables() { return Projector::tables() + QStringList {u"log_index"_s}; }

Result<TableDifferences> compareTable(Connection &connection, const QString &table, int shown)
{
    if (table == u"log_index"_s)
        return compareIndex(connection, shown);
    const auto columns = columnsOf(connection, table);
    if (!columns)
        return fail(columns.error());
    return compare(connection, u"main."_s + table, u"temp."_s + table, *columns, shown);
}

}  // namespace bw::store
