// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/doctor.h"

#include "store/blobstore.h"
#include "store/removal.h"
#include "store/storedevent.h"
#include "store/storesupport.h"
#include "store/tablecompare.h"
#include "store/tablerebuild.h"

#include <QCryptographicHash>

#include <algorithm>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int shown = 10;

void add(DoctorReport &report, const Finding &finding)
{
    ++report.differences;
    const auto same = std::ranges::count_if(std::as_const(report.findings), [&](const Finding &other) {
        return other.kind == finding.kind && other.where == finding.where;
    });
    if (same < shown)
        report.findings.append(finding);
}

std::unexpected<Error> cancelled() { return fail(ErrorCode::Cancelled); }

Status count(Connection &connection, DoctorReport &report)
{
    const auto builds = connection.value(u"SELECT count(*) FROM event_logs"_s);
    const auto events = connection.value(u"SELECT count(*) FROM events"_s);
    const auto lines = connection.value(u"SELECT count(*) FROM log_lines"_s);
    for (const auto *value : {&builds, &events, &lines})
        if (!*value)
            return fail(value->error());
    report.builds = builds->toLongLong();
    report.events = events->toLongLong();
    report.lines = lines->toLongLong();
    return {};
}

/// Gapless means: of each build as many as the last number says.
Status findGaps(Connection &connection, DoctorReport &report)
{
    auto rows = connection.prepare(
        u"SELECT ifnull(l.build, e.build_no), min(e.seq), max(e.seq), count(*), l.no FROM events e"
        " LEFT JOIN event_logs l ON l.no = e.build_no WHERE e.build_no NOT IN (SELECT no FROM removals)"
        " GROUP BY e.build_no"_s);
    if (!rows)
        return fail(rows.error());
    return rows->each([&] {
        const QString build = rows->text(0);
        if (rows->isNull(4))
            add(report, {u"orphan"_s, build, u"%1 events of no build"_s.arg(rows->integer(3))});
        if (rows->integer(1) != 1 || rows->integer(2) != rows->integer(3))
            add(report,
                {u"gap"_s, build,
                 u"events %1 to %2, but %3 of them"_s.arg(rows->integer(1))
                     .arg(rows->integer(2))
                     .arg(rows->integer(3))});
    });
}

Status compareTables(Connection &connection, DoctorReport &report, const std::stop_token &stop)
{
    TableRebuild rebuild(connection);
    if (auto made = rebuild.intoTemporaryTables(stop); !made)
        return made;
    report.tables = comparedTables();
    Status compared;
    for (const QString &table : comparedTables()) {
        const auto differences = compareTable(connection, table, shown);
        if (!differences) {
            compared = fail(differences.error());
            break;
        }
        for (const QString &difference : differences->first)
            add(report, {table == u"log_index"_s ? u"index"_s : u"projection"_s, table, difference});
        report.differences += differences->count - differences->first.size();
    }
    (void)rebuild.dropTemporaryTables();
    return compared;
}

Status checkBlobs(Database &database, DoctorReport &report, const std::stop_token &stop)
{
    const auto hashes = Removal(database).referencedBlobs();
    if (!hashes)
        return fail(hashes.error());
    for (const QString &name : *hashes) {
        if (stop.stop_requested())
            return cancelled();
        ++report.blobs;
        QCryptographicHash hash(QCryptographicHash::Sha256);
        const Status read = database.blobs().read(BlobHash {name}, [&](QByteArrayView bytes) -> Status {
            hash.addData(bytes);
            return {};
        });
        if (!read)
            add(report, {u"blob_missing"_s, u"blobs"_s, name});
        else if (QString::fromLatin1(hash.result().toHex()) != name)
            add(report, {u"blob_damaged"_s, u"blobs"_s, name});
    }
    return {};
}

Status checkTables(Connection &connection, DoctorReport &report, const std::stop_token &stop)
{
    if (auto done = count(connection, report); !done)
        return done;
    if (auto done = findGaps(connection, report); !done)
        return done;
    return compareTables(connection, report, stop);
}

/// In one transaction: all tables as of one moment, while the owner goes on writing.
Status checkAtOneMoment(Connection &connection, DoctorReport &report, const std::stop_token &stop)
{
    if (auto begun = connection.exec(u"BEGIN"_s); !begun)
        return begun;
    Status done = checkTables(connection, report, stop);
    const Status ended = connection.exec(u"COMMIT"_s);
    return done ? ended : done;
}

}  // namespace

Result<DoctorReport> Doctor::check(std::stop_token stop) const
{
    DoctorReport report;
    const auto integrity = m_database.integrityCheck();
    if (!integrity)
        return fail(integrity.error());
    for (const QString &text : *integrity)
        add(report, {u"integrity"_s, u"database"_s, text});
    // A connection of its own: it gets temporary tables, which nobody else may see.
    const auto connection = Connection::open(m_database.directory().database(), Connection::Mode::ReadOnly);
    const Status looked = connection
        ? checkAtOneMoment(**connection, report, stop)
        : m_database.reader().run([&](Connection &pooled) { return checkTables(pooled, report, stop); });
    if (!looked)
        return fail(looked.error());
    if (auto done = checkBlobs(m_database, report, stop); !done)
        return fail(done.error());
    return report;
}

Result<DoctorReport> Doctor::rebuild(std::stop_token stop) const
{
    if (const auto writer = m_database.writing(); !writer)
        return fail(writer.error());
    auto report = check(stop);
    if (!report)
        return report;
    const Status made = writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        writer.forgetCachedBuilds();
        return TableRebuild(connection).inPlace(stop);
    });
    if (!made)
        return fail(made.error());
    report->rebuilt = true;
    return report;
}

}  // namespace bw::store
