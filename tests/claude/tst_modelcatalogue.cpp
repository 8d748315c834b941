// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/modelcatalogue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::ErrorCode;
using bw::claude::parseModel;
using bw::claude::parseModelPage;

class TstModelCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnthropicsShape()
    {
        const auto page = parseModelPage(
            R"({"data":[{"type":"model","id":"claude-opus-5-5","display_name":"Claude Opus 5.5","max_input_tokens":1000000,"max_tokens":128000,)"
            R"("capabilities":{"thinking":{"supported":true,"types":{"adaptive":{"supported":true}}},"effort":{"supported":true,"low":{"supported":true},"high":{"supported":true},"max":{"supported":false}}}},)"
            R"({"type":"model","id":"claude-new-9","display_name":"New","capabilities":null}],"has_more":true,"first_id":"claude-opus-5-5","last_id":"claude-new-9"})");
        QVERIFY(page);
        QVERIFY(page->hasMore);
        QCOMPARE(page->lastId, u"claude-new-9"_s);
        QCOMPARE(page->entries.size(), 2);
        const auto &opus = page->entries[0];
        QCOMPARE(opus.info.displayName, u"Claude Opus 5.5"_s);
        QCOMPARE(opus.info.maxOutput, 128'000);
        QVERIFY(opus.described && opus.adaptiveThinking);
        QCOMPARE(opus.efforts, (QStringList {u"low"_s, u"high"_s}));
        const auto &unknown = page->entries[1];
        QVERIFY(!unknown.described && !unknown.adaptiveThinking && unknown.efforts.isEmpty());
        QCOMPARE(unknown.info.contextWindow, 200'000);
    }

    void readsOpenAisShape()
    {
        const auto page = parseModelPage(
            R"({"object":"list","data":[{"id":"qwen3-coder","object":"model"},{"no":"id"},7,{"id":"claude-haiku-4-5"}]})");
        QVERIFY(page);
        QVERIFY(!page->hasMore);
        QCOMPARE(page->entries.size(), 2);
        QCOMPARE(page->entries[0].info.displayName, u"qwen3-coder"_s);
        QVERIFY(!page->entries[0].described);
        QCOMPARE(page->entries[1].info.displayName, u"Claude Haiku 4.5"_s);  // what the table knows stays
    }

    void refusesWhatIsNoList_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"", "[]", "{}", R"({"data":7})", "<html>", R"({"data":[)"})
            QTest::newRow(body) << QByteArray(body);
    }
    void refusesWhatIsNoList()
    {
        QFETCH(QByteArray, body);
        const auto page = parseModelPage(body);
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::ProtocolError);
    }

    void readsOneModel()
    {
        QCOMPARE(parseModel(R"({"id":"x"})")->info.id, u"x"_s);
        QVERIFY(!parseModel(R"({"object":"model"})"));
        QVERIFY(!parseModel("7"));
        // Figures that cannot be are not taken over.
        const auto odd = parseModel(
            R"({"id":"x","max_tokens":-5,"max_input_tokens":"many","capabilities":{"thinking":7,"effort":{"supported":"yes"}}})");
        QVERIFY(odd);
        QCOMPARE(odd->info.maxOutput, 32'000);
        QCOMPARE(odd->info.contextWindow, 200'000);
        QVERIFY(!odd->adaptiveThinking);
    }
};

QTEST_GUILESS_MAIN(TstModelCatalogue)
#include "tst_modelcatalogue.moc"
