// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/artifactrows.h"
#include "store/blobstore.h"
#include "store/connection.h"
#include "store/doctor.h"
#include "store/eventstore.h"
#include "store/logstore.h"

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

class tst_BuildStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsNewestFirstInPages();
    void resolvesIdsPrefixesAndLast();
    void findsWhatACrashLeft();
    void removalTakesEverythingThatIsNotShared();
    void removalGoesOnAfterACrashAtAnyStep_data();
    void removalGoesOnAfterACrashAtAnyStep();
    void aFileOutsideTheDataDirectoryIsNeverRemoved();
};

namespace
{

Status make(StoreFixture &store, const char *id, const char *state = "completed")
{
    auto log = store.log();
    const std::string to = std::string(R"({"to":")") + state + R"("})";
    const auto done = log.appendAndWait(
        buildId(id), {fact(EventType::BuildCreated, R"({"name":"n"})"), fact(EventType::BuildState, to.c_str())});
    return done ? Status() : fail(done.error());
}

QStringList ids(const Result<QList<Build>> &builds)
{
    QStringList result;
    if (builds)
        for (const Build &build : *builds)
            result.append(build.id.value);
    return result;
}

/// Two builds that share one blob through their manifests; each has one of its own, and an artifact.
struct Shared {
    StoreFixture store;
    BlobHash shared, mine, other, manifest;
    QString artifact;

    bool fill()
    {
        if (!store.open() || !make(store, "one") || !make(store, "two"))
            return false;
        auto &blobs = store.database->blobs();
        shared = blobs.put("shared").value_or(BlobHash());
        mine = blobs.put("mine").value_or(BlobHash());
        other = blobs.put("other").value_or(BlobHash());
        manifest = addCheckpoint("one", {shared, mine});
        addCheckpoint("two", {shared, other});
        artifact = store.database->directory().artifacts() + u"/one.zip"_s;
        QFile file(artifact);
        if (!file.open(QIODevice::WriteOnly) || file.write("zip") != 3)
            return false;
        Json payload = Json::object();
        payload["artifact"] = "a1";
        payload["path"] = toStd(artifact);
        auto log = store.log();
        return log.append(buildId("one"), {EventType::ArtifactMade, payload})
            && log.append(buildId("one"), fact(EventType::CommandOutput, R"({"text":"needle\nmore\n"})")) && log.flush()
            && store.database->writer().flushIndex();
    }
    BlobHash addCheckpoint(const char *build, const QList<BlobHash> &files)
    {
        QByteArray text = "[";
        for (const BlobHash &hash : files)
            text += "{\"sha256\":\"" + hash.value.toLatin1() + "\"}";
        const BlobHash hash = store.database->blobs().put(text + build).value_or(BlobHash());
        Json payload = Json::object();
        payload["checkpoint"] = "c1";
        payload["manifest_blob"] = toStd(hash.value);
        (void)store.log().appendAndWait(buildId(build), {EventType::CheckpointMade, payload});
        return hash;
    }
    void verifyGone() const
    {
        const auto &blobs = store.database->blobs();
        QVERIFY(blobs.contains(shared));
        QVERIFY(blobs.contains(other));
        QVERIFY(!blobs.contains(mine));
        QVERIFY(!blobs.contains(manifest));
        QVERIFY(!QFile::exists(artifact));
        QVERIFY(!store::BuildStore(*store.database).get(buildId("one")));
        QCOMPARE(store::EventStore(*store.database).lastSeq(buildId("one")).value_or(-1), 0);
        QCOMPARE(store::LogStore(*store.database).search({}, u"needle"_s, 9)->size(), 0);
        const auto report = store::Doctor(*store.database).check();
        QVERIFY(report);
        QVERIFY2(report->sound(), qPrintable(report->sound() ? QString() : report->findings.first().detail));
        QCOMPARE(report->builds, 1);
    }
};

}  // namespace

void tst_BuildStore::listsNewestFirstInPages()
{
    StoreFixture store;
    QVERIFY(store.open());
    for (const char *id : {"aa1", "ab2", "ac3"})
        QVERIFY(make(store, id));
    QVERIFY(make(store, "ad4", "running"));
    const store::BuildStore builds(*store.database);
    store::BuildQuery query;
    query.limit = 2;
    QCOMPARE(ids(builds.list(query)), QStringList({u"ad4"_s, u"ac3"_s}));
    query.olderThan = buildId("ac3");
    QCOMPARE(ids(builds.list(query)), QStringList({u"ab2"_s, u"aa1"_s}));
    query = {};
    query.state = BuildState::Running;
    QCOMPARE(ids(builds.list(query)), QStringList({u"ad4"_s}));
    QCOMPARE(builds.count().value_or(0), 4);
}

void tst_BuildStore::resolvesIdsPrefixesAndLast()
{
    StoreFixture store;
    QVERIFY(store.open());
    const store::BuildStore builds(*store.database);
    QCOMPARE(builds.resolve(u"last"_s).error().code, ErrorCode::NotFound);
    for (const char *id : {"abc1", "abd2", "abc12"})
        QVERIFY(make(store, id));
    QCOMPARE(builds.resolve(u"last"_s).value().value, u"abc12"_s);
    QCOMPARE(builds.resolve(u"ABD"_s).value().value, u"abd2"_s);
    QCOMPARE(builds.resolve(u"abc1"_s).value().value, u"abc1"_s);  // whole, though also a prefix
    const auto several = builds.resolve(u"abc"_s);
    QCOMPARE(several.error().code, ErrorCode::Ambiguous);
    QCOMPARE(several.error().args.value(u"matches"_s), u"abc1, abc12"_s);
    for (const QString &none : {u"x"_s, u"%"_s, u""_s, u"ab_"_s})
        QCOMPARE(builds.resolve(none).error().code, ErrorCode::NotFound);
}

void tst_BuildStore::findsWhatACrashLeft()
{
    StoreFixture store;
    QVERIFY(store.open());
    for (const char *state : {"running", "awaiting_answer", "completed", "paused", "initializing"})
        QVERIFY(make(store, state, state));
    QCOMPARE(ids(store::BuildStore(*store.database).unfinished()), QStringList({u"running"_s, u"initializing"_s}));
}

void tst_BuildStore::removalTakesEverythingThatIsNotShared()
{
    Shared two;
    QVERIFY(two.fill());
    store::BuildStore builds(*two.store.database);
    QCOMPARE(builds.remove(buildId("nobody")).error().code, ErrorCode::NotFound);
    const Status removed = builds.remove(buildId("one"));
    QVERIFY2(removed, qPrintable(removed ? QString() : removed.error().detail));
    two.verifyGone();
    QVERIFY(make(two.store, "one"));  // the same name starts afresh
    QCOMPARE(store::EventStore(*two.store.database).lastSeq(buildId("one")).value_or(-1), 2);
}

void tst_BuildStore::removalGoesOnAfterACrashAtAnyStep_data()
{
    QTest::addColumn<QStringList>("before");
    const QString no = u"(SELECT no FROM event_logs WHERE build = 'one')"_s;
    const QString intent = u"INSERT INTO removals (no, build) VALUES (%1, 'one')"_s.arg(no);
    QTest::newRow("intended") << QStringList {intent};
    const QStringList collected {intent,
                                 u"INSERT INTO garbage SELECT 'blob', hash FROM blob_refs WHERE build_no = "_s + no,
                                 u"INSERT INTO garbage SELECT 'file', path FROM artifacts"_s};
    QTest::newRow("half collected") << collected;
}

void tst_BuildStore::removalGoesOnAfterACrashAtAnyStep()
{
    QFETCH(QStringList, before);
    Shared two;
    QVERIFY(two.fill());
    for (const QString &sql : before) {
        const Status done =
            two.store.database->writer().write([&](store::Connection &connection) { return connection.exec(sql); });
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    }
    // A build on its way out is seen by nobody.
    QVERIFY(!store::BuildStore(*two.store.database).get(buildId("one")));
    two.store.database.reset();
    QVERIFY(two.store.open());
    two.verifyGone();
}

void tst_BuildStore::aFileOutsideTheDataDirectoryIsNeverRemoved()
{
    Shared two;
    QVERIFY(two.fill());
    const QString mine = two.store.folder.filePath(u"mine.zip"_s);
    QVERIFY(QFile::copy(two.artifact, mine));
    for (const QString &path : {mine, two.store.database->directory().artifacts() + u"/../../mine.zip"_s}) {
        Json payload = Json::object();
        payload["path"] = toStd(path);
        QVERIFY(two.store.log().appendAndWait(buildId("one"), {EventType::ArtifactMade, payload}));
    }
    QVERIFY(store::BuildStore(*two.store.database).remove(buildId("one")));
    QVERIFY(QFile::exists(mine));
}

QTEST_GUILESS_MAIN(tst_BuildStore)
#include "tst_buildstore.moc"
