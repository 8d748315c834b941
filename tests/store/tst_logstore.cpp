// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/logstore.h"
#include "store/searchquery.h"

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

class tst_LogStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chunksBecomeLines();
    void pagesAndTailsMeet();
    void filtersByLevelAndFeature();
    void searchPagesByPosition();
    void searchStaysInsideItsBuild();
    void nothingTypedIsAnOperator_data();
    void nothingTypedIsAnOperator();
    void longLinesAndNulBytesAreFound();
    void everyLineOfAFloodIsFoundOnce();
};

namespace
{

Status say(StoreFixture &store, const char *build, const std::string &text, const char *stream = "stdout")
{
    Json payload = Json::object();
    payload["stream"] = stream;
    payload["text"] = text;
    auto log = store.log();
    const auto done = log.appendAndWait(buildId(build), {EventType::CommandOutput, payload});
    return done ? Status() : fail(done.error());
}

QStringList texts(const Result<QList<store::LogLine>> &lines)
{
    QStringList result;
    if (!lines)
        return {u"error: "_s + lines.error().detail};
    for (const auto &line : *lines)
        result.append(line.text);
    return result;
}

}  // namespace

void tst_LogStore::chunksBecomeLines()
{
    StoreFixture store;
    QVERIFY(store.open());
    QVERIFY(say(store, "one", "first\r\nzweite Zeile ü\n\nlast without end"));
    QVERIFY(say(store, "one", "\xF0\x9F\x98\x80 next\n", "stderr"));
    const store::LogStore logs(*store.database);
    const auto lines = logs.page(buildId("one"), 0, 100);
    QCOMPARE(texts(lines), QStringList({u"first"_s, u"zweite Zeile ü"_s, u""_s, u"last without end"_s, u"😀 next"_s}));
    QCOMPARE(lines->last().source, u"stderr"_s);
    QCOMPARE(lines->last().n, 5);
    QCOMPARE(lines->last().eventSeq, 2);
    QCOMPARE(lines->last().build, buildId("one"));
    QVERIFY(lines->last().timeMs > 0);
    QCOMPARE(logs.count(buildId("one")).value_or(-1), 5);
    QCOMPARE(logs.count(buildId("nobody")).value_or(-1), 0);
}

void tst_LogStore::pagesAndTailsMeet()
{
    StoreFixture store;
    QVERIFY(store.open());
    std::string text;
    for (int i = 1; i <= 100; ++i)
        text += "line " + std::to_string(i) + '\n';
    QVERIFY(say(store, "one", text));
    const store::LogStore logs(*store.database);
    QCOMPARE(texts(logs.page(buildId("one"), 97, 10)), QStringList({u"line 98"_s, u"line 99"_s, u"line 100"_s}));
    QCOMPARE(texts(logs.tail(buildId("one"), 2)), QStringList({u"line 99"_s, u"line 100"_s}));
    QCOMPARE(texts(logs.tail(buildId("one"), 2, {}, 99)), QStringList({u"line 97"_s, u"line 98"_s}));
    QCOMPARE(texts(logs.tail(buildId("one"), 2, {}, 1)), QStringList());
}

void tst_LogStore::filtersByLevelAndFeature()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    QVERIFY(log.append(buildId("one"), fact(EventType::BuildNote, R"({"level":"debug","text":"d"})")));
    QVERIFY(log.append(buildId("one"), fact(EventType::FeatureStarted, R"({"feature":"login"})")));
    QVERIFY(log.append(buildId("one"), fact(EventType::BuildNote, R"({"level":"warn","text":"w"})")));
    QVERIFY(log.append(buildId("one"), fact(EventType::BuildNote, R"({"level":"info","text":"i"})")));
    QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::BuildError, R"({"error":"internal","detail":"e"})")));
    QVERIFY(store.database->writer().flushIndex());
    const store::LogStore logs(*store.database);
    using store::LogLevel;
    QCOMPARE(texts(logs.page(buildId("one"), 0, 9, {LogLevel::Info, {}})), QStringList({u"w"_s, u"i"_s, u"e"_s}));
    QCOMPARE(texts(logs.page(buildId("one"), 0, 9, {LogLevel::Warning, {}})), QStringList({u"w"_s, u"e"_s}));
    QCOMPARE(texts(logs.tail(buildId("one"), 9, {LogLevel::Error, {}})), QStringList({u"e"_s}));
    QCOMPARE(texts(logs.page(buildId("one"), 0, 9, {LogLevel::Debug, u"login"_s})),
             QStringList({u"w"_s, u"i"_s, u"e"_s}));
    QCOMPARE(texts(logs.search(buildId("one"), u"e"_s, 9, 0, {LogLevel::Error, {}})), QStringList({u"e"_s}));
}

void tst_LogStore::searchPagesByPosition()
{
    StoreFixture store;
    QVERIFY(store.open());
    std::string text;
    for (int i = 1; i <= 300; ++i)
        text += (i % 3 == 0 ? "Error in module " : "fine in module ") + std::to_string(i) + '\n';
    QVERIFY(say(store, "one", text));
    QVERIFY(store.database->writer().flushIndex());
    const store::LogStore logs(*store.database);
    qint64 after = 0;
    int found = 0;
    while (true) {
        const auto page = logs.search(buildId("one"), u"error module"_s, 40, after);
        QVERIFY(page);
        if (page->isEmpty())
            break;
        for (const auto &line : *page) {
            ++found;
            QCOMPARE(line.n, found * 3);
        }
        after = page->last().n;
    }
    QCOMPARE(found, 100);
    QCOMPARE(texts(logs.search(buildId("one"), u"\"module 299\""_s, 9)), QStringList({u"fine in module 299"_s}));
    QCOMPARE(texts(logs.search(buildId("one"), u"fine mod 100"_s, 9)), QStringList());
    QCOMPARE(logs.search(buildId("one"), u"in modu"_s, 500)->size(), 300);
}

void tst_LogStore::searchStaysInsideItsBuild()
{
    StoreFixture store;
    QVERIFY(store.open());
    QVERIFY(say(store, "one", "needle one\n"));
    QVERIFY(say(store, "two", "needle two\n"));
    QVERIFY(store.database->writer().flushIndex());
    const store::LogStore logs(*store.database);
    QCOMPARE(texts(logs.search(buildId("two"), u"needle"_s, 9)), QStringList({u"needle two"_s}));
    const auto all = logs.search({}, u"needle"_s, 9);
    QCOMPARE(texts(all), QStringList({u"needle one"_s, u"needle two"_s}));
    QCOMPARE(all->last().build, buildId("two"));
    QCOMPARE(texts(logs.search(buildId("nobody"), u"needle"_s, 9)), QStringList());
}

void tst_LogStore::nothingTypedIsAnOperator_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("words") << u"foo bar"_s << u"\"foo\" AND \"bar\"*"_s;
    QTest::newRow("finished word") << u"foo "_s << u"\"foo\""_s;
    QTest::newRow("phrase") << u"\"foo bar\""_s << u"\"foo bar\""_s;
    QTest::newRow("open quote") << u"a \"foo bar"_s << u"\"a\" AND \"foo\" AND \"bar\"*"_s;
    QTest::newRow("operators") << u"NOT a OR (b* text:c) ^d"_s
                               << u"\"NOT\" AND \"a\" AND \"OR\" AND \"(b*\" AND \"text:c)\" AND \"^d\"*"_s;
    QTest::newRow("no word") << u"--- *"_s << u""_s;
    QTest::newRow("nothing") << u""_s << u""_s;
}

void tst_LogStore::nothingTypedIsAnOperator()
{
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    QCOMPARE(store::matchExpression(typed), expected);
    StoreFixture store;
    QVERIFY(store.open());
    QVERIFY(say(store, "one", "something\n"));
    QVERIFY(store::LogStore(*store.database).search(buildId("one"), typed, 9));
}

void tst_LogStore::longLinesAndNulBytesAreFound()
{
    StoreFixture store;
    QVERIFY(store.open());
    QVERIFY(say(store, "one", std::string(100'000, 'x') + " tail\n"));
    QVERIFY(say(store, "one", std::string("before\0after end\n", 17)));
    QVERIFY(say(store, "one", "bad \xff\xfe bytes\nfine\n"));
    QVERIFY(store.database->writer().flushIndex());
    const store::LogStore logs(*store.database);
    const auto longest = logs.search(buildId("one"), u"tail"_s, 9);
    QVERIFY(longest && longest->size() == 1);
    QCOMPARE(longest->first().text.size(), 100'005);
    const auto nul = logs.search(buildId("one"), u"end"_s, 9);
    QVERIFY(nul && nul->size() == 1);
    QCOMPARE(nul->first().text, QString::fromLatin1("before\0after end", 16));
    QCOMPARE(texts(logs.search(buildId("one"), u"fine"_s, 9)), QStringList({u"fine"_s}));
}

/// More than the storage thread holds for the index: the rest comes out of the tables.
void tst_LogStore::everyLineOfAFloodIsFoundOnce()
{
    StoreFixture store;
    QVERIFY(store.open());
    const std::string filling(3000, 'x');
    auto log = store.log();
    for (int i = 0; i < 2000; ++i) {
        Json payload = Json::object();
        payload["stream"] = "stdout";
        payload["text"] = "alpha" + std::to_string(i) + ' ' + filling + "\nomega\n";
        QVERIFY(log.append(buildId(i % 3 == 0 ? "one" : "two"), {EventType::CommandOutput, payload}));
    }
    QVERIFY(log.flush());
    QVERIFY(store.database->writer().flushIndex());
    const store::LogStore logs(*store.database);
    for (int i = 0; i < 2000; i += 37)
        QCOMPARE(logs.search(buildId(i % 3 == 0 ? "one" : "two"), u"\"alpha%1\""_s.arg(i), 9)->size(), 1);
    QCOMPARE(logs.search(buildId("one"), u"omega"_s, 5000)->size(), 667);
    QCOMPARE(logs.search(buildId("two"), u"omega"_s, 5000)->size(), 1333);
}

QTEST_GUILESS_MAIN(tst_LogStore)
#include "tst_logstore.moc"
