// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/removal.h"

#include "store/blobstore.h"
#include "store/storedevent.h"
#include "store/storesupport.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int rowsAtOnce = 5000;
/// While builds run, a blob may have been put whose event is not there yet; a young one is left for the next time.
constexpr qint64 youngSeconds = 15 * 60;

struct Item {
    QString kind, name;
};

/// Hashes that a manifest names: every word of 64 hex digits. One too many only keeps a file longer.
void addHashes(QByteArrayView text, QSet<QString> &hashes)
{
    qsizetype run = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text.at(i) : ' ';
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) {
            ++run;
            continue;
        }
        if (run == 64)
            hashes.insert(QString::fromLatin1(text.sliced(i - 64, 64)));
        run = 0;
    }
}

Result<QStringList> strings(Database &database, const QString &sql, const QVariantList &values)
{
    return readPage<QString>(database, sql, values, [](const Statement &row) { return row.text(0); });
}

}  // namespace

Status Removal::remove(const BuildId &build)
{
    const auto no = m_database.reader().read(
        [&](Connection &connection) -> Result<qint64> { return buildNumber(connection, build); });
    if (!no)
        return fail(no.error());
    if (*no == 0)
        return notFound(u"build"_s, build.value);
    const Status intended = writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        writer.forgetCachedBuilds();
        writer.announce(u"build"_s, build.value, -1);
        return connection.run(u"INSERT OR IGNORE INTO removals (no, build) VALUES (?, ?)"_s, {*no, build.value});
    });
    if (!intended)
        return intended;
    if (auto done = finish(*no); !done)
        return done;
    return removeFiles();
}

Status Removal::finishAll()
{
    const auto open = strings(m_database, u"SELECT no FROM removals"_s, {});
    if (!open)
        return fail(open.error());
    for (const QString &no : *open)
        if (auto done = finish(no.toLongLong()); !done)
            return done;
    return removeFiles();
}

Status Removal::finish(qint64 no)
{
    const auto collected = strings(m_database, u"SELECT no FROM removals WHERE no = ? AND collected = 1"_s, {no});
    if (!collected)
        return fail(collected.error());
    if (collected->isEmpty())
        if (auto done = collect(no); !done)
            return done;
    return removeRows(no);
}

Result<QSet<QString>> Removal::referencedBlobs(qint64 buildNo) const
{
    const QString which = u" WHERE (? = 0 OR build_no = ?) AND (? <> 0 OR build_no NOT IN (SELECT no FROM removals))"_s;
    const QVariantList values {buildNo, buildNo, buildNo};
    const auto named = strings(m_database, u"SELECT DISTINCT hash FROM blob_refs"_s + which, values);
    if (!named)
        return fail(named.error());
    const auto manifests = strings(m_database, u"SELECT DISTINCT manifest FROM checkpoints"_s + which, values);
    if (!manifests)
        return fail(manifests.error());
    QSet<QString> hashes(named->begin(), named->end());
    for (const QString &manifest : *manifests) {
        const auto bytes = m_database.blobs().get(BlobHash {manifest});
        if (bytes)
            addHashes(*bytes, hashes);
        else if (bytes.error().code != ErrorCode::NotFound)
            return fail(bytes.error());
    }
    if (buildNo != 0)
        return hashes;
    const auto attached = strings(m_database, u"SELECT DISTINCT hash FROM chat_attachments"_s, {});
    if (!attached)
        return fail(attached.error());
    return hashes.unite(QSet<QString>(attached->begin(), attached->end()));
}

Status Removal::collect(qint64 no)
{
    const auto blobs = referencedBlobs(no);
    if (!blobs)
        return fail(blobs.error());
    return writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
        for (const QString &hash : *blobs)
            if (auto done = connection.run(u"INSERT OR IGNORE INTO garbage (kind, name) VALUES ('blob', ?)"_s, {hash});
                !done)
                return done;
        if (auto done = connection.run(u"INSERT OR IGNORE INTO garbage (kind, name) SELECT 'file', path FROM artifacts"
                                       " WHERE build_no = ?"_s,
                                       {no});
            !done)
            return done;
        return connection.run(u"UPDATE removals SET collected = 1 WHERE no = ?"_s, {no});
    });
}

Status Removal::offer(const QList<BlobHash> &manifests)
{
    QSet<QString> hashes;
    for (const BlobHash &manifest : manifests) {
        hashes.insert(manifest.value);
        const auto bytes = m_database.blobs().get(manifest);
        if (bytes)
            addHashes(*bytes, hashes);
        else if (bytes.error().code != ErrorCode::NotFound)
            return fail(bytes.error());
    }
    return writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
        for (const QString &hash : std::as_const(hashes))
            if (auto done = connection.run(u"INSERT OR IGNORE INTO garbage (kind, name) VALUES ('blob', ?)"_s, {hash});
                !done)
                return done;
        return {};
    });
}

Status Removal::removeRows(qint64 no)
{
    // The index and lines first, events last: lines are cut out of events.
    for (const QString &sql :
         {u"DELETE FROM log_index WHERE rowid IN (SELECT id FROM log_lines WHERE id >= ? AND id <= ?"
          " ORDER BY id LIMIT ?)"_s,
          u"DELETE FROM log_lines WHERE id IN (SELECT id FROM log_lines WHERE id >= ? AND id <= ?"
          " ORDER BY id LIMIT ?)"_s,
          u"DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id >= ? AND id <= ?"
          " ORDER BY id LIMIT ?)"_s}) {
        const bool index = sql.contains(u"log_index"_s);
        qint64 from = firstKey(no);
        while (true) {
            qint64 left = 0;
            const Status done = writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
                if (auto run = connection.run(sql, {from, lastKey(no), rowsAtOnce}); !run)
                    return run;
                // The lines stay while their index rows go, so there the walk has to move on by itself.
                const auto next = connection.value(
                    index ? u"SELECT id FROM log_lines WHERE id >= ? AND id <= ? ORDER BY id LIMIT 1 OFFSET ?"_s
                        : sql.contains(u"log_lines"_s)
                        ? u"SELECT id FROM log_lines WHERE id >= ? AND id <= ? AND ? > 0 LIMIT 1"_s
                        : u"SELECT id FROM events WHERE id >= ? AND id <= ? AND ? > 0 LIMIT 1"_s,
                    {from, lastKey(no), rowsAtOnce});
                left = next ? next->toLongLong() : 0;
                return next ? Status() : fail(next.error());
            });
            if (!done)
                return done;
            if (left == 0)
                break;
            from = left;
        }
    }
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        // Its money is spent all the same: limits of a day or month must not forget it.
        if (auto kept = connection.run(
                u"INSERT INTO usage_of_removed (quarter, tokens, cost_nano) SELECT t.quarter, t.tokens, t.cost_nano"
                " FROM usage_times t JOIN builds b ON b.no = t.build_no WHERE t.build_no = ? AND b.demonstration = 0"
                " ON CONFLICT (quarter) DO UPDATE SET tokens = tokens + excluded.tokens,"
                " cost_nano = cost_nano + excluded.cost_nano"_s,
                {no});
            !kept)
            return kept;
        for (const QString &table : {u"features"_s, u"evidence"_s, u"usage"_s, u"usage_times"_s, u"artifacts"_s,
                                     u"checkpoints"_s, u"blob_refs"_s, u"index_cursors"_s})
            if (auto done = connection.run(u"DELETE FROM "_s + table + u" WHERE build_no = ?"_s, {no}); !done)
                return done;
        for (const QString &table : {u"builds"_s, u"event_logs"_s, u"removals"_s})
            if (auto done = connection.run(u"DELETE FROM "_s + table + u" WHERE no = ?"_s, {no}); !done)
                return done;
        writer.forgetCachedBuilds();
        return {};
    });
}

Status Removal::removeFiles()
{
    const auto items = readPage<Item>(m_database, u"SELECT kind, name FROM garbage"_s, {},
                                      [](const Statement &row) { return Item {row.text(0), row.text(1)}; });
    if (!items)
        return fail(items.error());
    if (items->isEmpty())
        return {};
    const auto kept = referencedBlobs();
    const auto running = strings(m_database,
                                 u"SELECT id FROM builds WHERE state NOT IN ('completed', 'failed',"
                                 " 'cancelled', 'interrupted', 'pending') LIMIT 1"_s,
                                 {});
    if (!kept || !running)
        return fail(kept ? running.error() : kept.error());
    QList<Item> done;
    const QString artifacts = m_database.directory().artifacts() + u'/';
    for (const Item &item : *items) {
        if (item.kind == u"file"_s) {
            // Only what lies in the data directory is ours to remove, whatever an event says.
            const QFileInfo info(item.name);
            if (info.absoluteFilePath().startsWith(artifacts) && info.canonicalFilePath().startsWith(artifacts))
                QFile::remove(item.name);
            done.append(item);
            continue;
        }
        const BlobHash hash {item.name};
        const QDateTime time = QFileInfo(m_database.blobs().path(hash)).lastModified();
        if (!running->isEmpty() && time.isValid() && time.secsTo(QDateTime::currentDateTimeUtc()) < youngSeconds)
            continue;
        if (!kept->contains(item.name))
            if (auto removed = m_database.blobs().remove(hash); !removed && removed.error().code != ErrorCode::NotFound)
                return removed;
        done.append(item);
    }
    return writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
        for (const Item &item : std::as_const(done))
            if (auto run = connection.run(u"DELETE FROM garbage WHERE kind = ? AND name = ?"_s, {item.kind, item.name});
                !run)
                return run;
        return {};
    });
}

}  // namespace bw::store
