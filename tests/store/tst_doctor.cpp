// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/blobstore.h"
#include "store/connection.h"
#include "store/doctor.h"
#include "store/eventstore.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

class tst_Doctor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void randomStreamsRebuildToEqualTables_data();
    void randomStreamsRebuildToEqualTables();
    void aChangedProjectionIsFoundAndMended();
    void aGapAMissingAndADamagedBlobAreFound();
    void looksFromAReadOnlyProcess();
};

namespace
{

template <typename T>
const auto &pick(QRandomGenerator &random, const T &choices)
{
    return choices.at(static_cast<size_t>(random.bounded(static_cast<int>(choices.size()))));
}

NewEvent randomEvent(QRandomGenerator &random)
{
    const auto n = [&random](int below) { return std::to_string(random.bounded(below)); };
    const std::string feature = R"("f)" + n(4) + '"';
    const std::array states {"running", "paused", "failed", "completed", "awaiting_answer", "nonsense"};
    const std::array statuses {"verified", "unverified", "partly", "stale", "?"};
    const std::array texts {"one\ntwo\n", "no end", "\n\n", "wörter \xF0\x9F\x98\x80 emoji\r\nnext", "", "a\\u0000b"};
    std::string text = pick(random, texts);
    for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
        text.replace(at, 1, "\\n");
    for (size_t at = 0; (at = text.find('\r', at)) != std::string::npos; at += 2)
        text.replace(at, 1, "\\r");
    const std::array<std::pair<EventType, std::string>, 12> choices {{
        {EventType::BuildCreated, R"({"name":"n)" + n(9) + R"(","options":{"model":"m","later":1}})"},
        {EventType::BuildState, std::string(R"({"to":")") + pick(random, states) + R"("})"},
        {EventType::FeaturesPlanned, R"({"features":[{"id":"f1"},{"id":)" + feature + R"(},{"id":"f3"}]})"},
        {EventType::FeatureStatus, R"({"feature":)" + feature + R"(,"status":")" + pick(random, statuses) + R"("})"},
        {EventType::EvidenceRecorded, R"({"feature":)" + feature + R"(,"exit_code":)" + n(3) + "}"},
        {EventType::BudgetSettled,
         R"({"usd":"0.0)" + n(99) + R"(","purpose":"p)" + n(3) + R"(","usage":{"input":)" + n(500) + "}}"},
        {EventType::CommandOutput, R"({"stream":"stderr","text":")" + text + R"("})"},
        {EventType::BuildNote, R"({"level":"warn","text":")" + text + R"("})"},
        {EventType::FeatureStarted, R"({"feature":)" + feature + "}"},
        {EventType::ArtifactMade, R"({"artifact":"a)" + n(99) + R"(","bytes":)" + n(99) + "}"},
        {EventType::CheckpointMade, R"({"checkpoint":"c)" + n(99) + R"(","files":1})"},
        {EventType::ToolStarted, R"({"tool":"bash","input":{"command":"x"}})"},
    }};
    const auto &choice = pick(random, choices);
    return {choice.first, Json::parse(choice.second)};
}

void fill(StoreFixture &store, quint32 seed, int count)
{
    QRandomGenerator random(seed);
    auto log = store.log();
    for (int i = 0; i < count; ++i)
        QVERIFY(log.append(BuildId {u"build%1"_s.arg(random.bounded(3))}, randomEvent(random)));
    QVERIFY(log.flush());
    QVERIFY(store.database->writer().flushIndex());
}

Status sql(StoreFixture &store, const QString &text)
{
    return store.database->writer().write([&](store::Connection &connection) { return connection.exec(text); });
}

QString firstOf(const store::DoctorReport &report)
{
    return report.findings.isEmpty() ? QString()
                                     : report.findings.first().where + u": "_s + report.findings.first().detail;
}

}  // namespace

void tst_Doctor::randomStreamsRebuildToEqualTables_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void tst_Doctor::randomStreamsRebuildToEqualTables()
{
    QFETCH(quint32, seed);
    StoreFixture store;
    QVERIFY(store.open());
    fill(store, seed, 400);
    store::Doctor doctor(*store.database);
    const auto report = doctor.check();
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
    QVERIFY2(report->sound(), qPrintable(firstOf(*report)));
    QCOMPARE(report->events, 400);
    QVERIFY(report->lines > 0);
    const auto rebuilt = doctor.rebuild();
    QVERIFY2(rebuilt, qPrintable(rebuilt ? QString() : rebuilt.error().detail));
    fill(store, seed + 100, 100);  // what comes after a rebuild goes on from it
    const auto again = doctor.check();
    QVERIFY(again);
    QVERIFY2(again->sound(), qPrintable(firstOf(*again)));
    QCOMPARE(again->events, 500);
}

void tst_Doctor::aChangedProjectionIsFoundAndMended()
{
    StoreFixture store;
    QVERIFY(store.open());
    fill(store, 7, 300);
    QVERIFY(sql(store, u"UPDATE builds SET name = 'other', features_verified = 99"_s));
    QVERIFY(sql(store, u"DELETE FROM log_lines WHERE rowid IN (SELECT id FROM log_lines LIMIT 3)"_s));
    QVERIFY(sql(store, u"INSERT INTO log_index (rowid, text) VALUES (12345678, 'planted')"_s));
    store::Doctor doctor(*store.database);
    const auto report = doctor.rebuild();
    QVERIFY(report);
    QVERIFY(!report->sound());
    QSet<QString> where;
    for (const auto &finding : report->findings)
        where.insert(finding.where);
    QCOMPARE(where, QSet<QString>({u"builds"_s, u"log_lines"_s, u"log_index"_s}));
    const auto after = doctor.check();
    QVERIFY(after);
    QVERIFY2(after->sound(), qPrintable(firstOf(*after)));
}

void tst_Doctor::aGapAMissingAndADamagedBlobAreFound()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    const auto good = store.database->blobs().put("some bytes");
    QVERIFY(good);
    const BlobHash none {QString(64, u'a')};
    for (const BlobHash &hash : {*good, none}) {
        Json payload = Json::object();
        payload["content_blob"] = toStd(hash.value);
        QVERIFY(log.appendAndWait(buildId("one"), {EventType::TurnEnded, payload}));
    }
    QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::BuildNote, "{}")));
    QFile file(store.database->blobs().path(*good));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("other");
    file.close();
    QVERIFY(sql(store, u"DELETE FROM events WHERE seq = 2"_s));
    const auto report = store::Doctor(*store.database).check();
    QVERIFY(report);
    QStringList kinds;
    for (const auto &finding : report->findings)
        if (finding.kind != u"projection"_s)
            kinds.append(finding.kind);
    kinds.sort();
    QCOMPARE(kinds, QStringList({u"blob_damaged"_s, u"blob_missing"_s, u"gap"_s}));
}

void tst_Doctor::looksFromAReadOnlyProcess()
{
    StoreFixture store;
    QVERIFY(store.open());
    fill(store, 3, 100);
    auto beside = store::Database::open(store.path(), store::DataDirectory::Mode::ReadOnly, store.clock);
    QVERIFY(beside);
    const auto report = store::Doctor(**beside).check();
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
    QVERIFY2(report->sound(), qPrintable(firstOf(*report)));
    const auto refused = store::Doctor(**beside).rebuild();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::DataDirUnusable);
}

QTEST_GUILESS_MAIN(tst_Doctor)
#include "tst_doctor.moc"
