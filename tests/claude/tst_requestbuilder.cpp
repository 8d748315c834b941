// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/requestbuilder.h"

#include "base/json.h"
#include "claude/rawjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::claude::countBody;
using bw::claude::Features;
using bw::claude::messagesBody;
using bw::claude::ModelRequest;

namespace
{

const Features all {true, true, true, {}};

ModelRequest conversation()
{
    ModelRequest request;
    request.model = u"claude-opus-5-5"_s;
    request.maxTokens = 1024;
    request.effort = u"high"_s;
    request.systemJson = R"([{"type":"text","text":"One."},{"type":"text","text":"Two."}])";
    request.toolsJson = R"([{"name":"bash","description":"x","input_schema":{"type":"object"}}])";
    request.messages = {
        R"({"role":"user","content":"first"})",
        R"({"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"bash","input":{"z": 1.50,"a":"\u00e4"}}]})",
        R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"out"}]})",
        R"({"role":"assistant","content":[{"type":"text","text":"ok"}]})",
        R"({"role":"user","content":[{"type":"text","text":"go on"},{"type":"text","text":"now"}]})"};
    return request;
}

}  // namespace

class TstRequestBuilder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void buildsTheWholeBody()
    {
        const QByteArray expected =
            R"({"model":"claude-opus-5-5","max_tokens":1024,"stream":true,"thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"high"},)"
            R"("system":[{"type":"text","text":"One."},{"type":"text","text":"Two.","cache_control":{"type":"ephemeral"}}],)"
            R"("tools":[{"name":"bash","description":"x","input_schema":{"type":"object"}}],)"
            R"("messages":[{"role":"user","content":"first"},)"
            R"({"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"bash","input":{"z": 1.50,"a":"\u00e4"}}]},)"
            R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"out","cache_control":{"type":"ephemeral"}}]},)"
            R"({"role":"assistant","content":[{"type":"text","text":"ok"}]},)"
            R"({"role":"user","content":[{"type":"text","text":"go on"},{"type":"text","text":"now","cache_control":{"type":"ephemeral"}}]}]})";
        QCOMPARE(messagesBody(conversation(), all), expected);
    }

    void buildsABareBodyForOtherServers()
    {
        ModelRequest request = conversation();
        const QByteArray body = messagesBody(request, {});
        QVERIFY(!body.contains("cache_control"));
        QVERIFY(!body.contains("thinking"));
        QVERIFY(!body.contains("output_config"));
        QVERIFY(body.endsWith("\"messages\":[" + request.messages.join(',') + "]}"));
        QVERIFY(bw::parseJson(body));
    }

    void buildsTheBodyForCountingWithoutWhatCountingRefuses()
    {
        const bw::Json counted = *bw::parseJson(countBody(conversation(), all));
        for (const char *name : {"max_tokens", "stream", "metadata", "stop_sequences"})
            QVERIFY(!counted.contains(name));
        bw::Json sent = *bw::parseJson(messagesBody(conversation(), all));
        sent.erase("max_tokens");
        sent.erase("stream");
        QCOMPARE(counted, sent);
    }

    void leavesOutWhatIsEmpty()
    {
        ModelRequest request;
        request.model = u"a \"b\" ü"_s;
        request.messages = {R"({"role":"user","content":"hi"})"};
        const QByteArray body = messagesBody(request, {false, false, true});
        QCOMPARE(body,
                 QByteArray("{\"model\":\"a \\\"b\\\" "
                            "\xC3\xBC\",\"max_tokens\":32000,\"stream\":true,\"messages\":[{\"role\":\"user\","
                            "\"content\":\"hi\"}]}"));
    }

    void neverSetsMoreThanFourBreakpoints()
    {
        ModelRequest request = conversation();
        for (int i = 0; i < 20; ++i) {
            request.messages.append(R"({"role":"assistant","content":[{"type":"text","text":"ok"}]})");
            request.messages.append(R"({"role":"user","content":"again"})");
        }
        QCOMPARE(messagesBody(request, all).count("cache_control"), 3);
    }

    void keepsABreakpointThatIsThereAndMarksNoEmptyText()
    {
        ModelRequest request = conversation();
        request.systemJson = R"([{"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"1h"}}])";
        request.messages = {R"({"role":"user","content":""})", R"({"role":"assistant","content":"a"})",
                            R"({"role":"user","content":[{"type":"text","text":""}]})"};
        const QByteArray body = messagesBody(request, all);
        QCOMPARE(body.count("cache_control"), 1);
        QVERIFY(body.contains(R"("ttl":"1h")"));
    }

    void asksForAnEffortThatTheModelTakes()
    {
        using bw::claude::fittingEffort;
        const QStringList three {u"low"_s, u"medium"_s, u"high"_s};
        QCOMPARE(fittingEffort(u"max"_s, three), u"high"_s);
        QCOMPARE(fittingEffort(u"medium"_s, three), u"medium"_s);
        QCOMPARE(fittingEffort(u"low"_s, {u"high"_s, u"max"_s}), u"high"_s);
        QCOMPARE(fittingEffort(u"xhigh"_s, {}), u"xhigh"_s);
        ModelRequest request = conversation();
        request.effort = u"max"_s;
        Features fewer = all;
        fewer.efforts = three;
        QVERIFY(messagesBody(request, fewer).contains(R"("output_config":{"effort":"high"})"));
    }

    void asksForClearingOnlyWhereTheServiceCan()
    {
        ModelRequest request = conversation();
        request.clearAbove = 100'000;
        QVERIFY(!messagesBody(request, all).contains("context_management"));
        QVERIFY(bw::claude::betasOf(request, all).isEmpty());
        Features betas = all;
        betas.contextEditing = true;
        const auto body = bw::parseJson(messagesBody(request, betas));
        QVERIFY(body);
        const auto expected = bw::parseJson(
            R"({"edits":[{"type":"clear_tool_uses_20250919","trigger":{"type":"input_tokens","value":100000},)"
            R"("keep":{"type":"tool_uses","value":6},"clear_at_least":{"type":"input_tokens","value":20000}}]})");
        QVERIFY((*body)["context_management"] == *expected);
        QCOMPARE(bw::claude::betasOf(request, betas), (QByteArrayList {"context-management-2025-06-27"}));
        request.clearAbove = 0;
        QVERIFY(!messagesBody(request, betas).contains("context_management"));
    }

    void asksForASummaryInPlaceOfClearing()
    {
        ModelRequest request = conversation();
        request.clearAbove = 100'000;
        request.summarize = u"Sum it up."_s;
        Features betas = all;
        betas.contextEditing = betas.compaction = true;
        const QByteArray body = messagesBody(request, betas);
        const QByteArray wanted = R"("compaction":{"type":"summarize","instructions":"Sum it up."})";
        QVERIFY(body.contains(wanted));
        QVERIFY(!body.contains("context_management"));
        QCOMPARE(bw::claude::betasOf(request, betas), (QByteArrayList {"compact-2026-09-04"}));
        QVERIFY(!messagesBody(request, all).contains("compaction"));
        QVERIFY(bw::claude::betasOf(request, all).isEmpty());
    }

    void theSharedBeginningOfTwoTurnsIsTheSame()
    {
        // What the cache looks at is the text without its markers: it must only ever grow at the end.
        const auto plain = [](QByteArray body) {
            body.replace(R"(,"cache_control":{"type":"ephemeral"})", "");
            return body;
        };
        ModelRequest request = conversation();
        const QByteArray first = plain(messagesBody(request, all));
        request.messages.append(R"({"role":"assistant","content":[{"type":"text","text":"more"}]})");
        request.messages.append(R"({"role":"user","content":[{"type":"text","text":"last"}]})");
        const QByteArray second = plain(messagesBody(request, all));
        QVERIFY(second.startsWith(first.chopped(2)));
    }
};

QTEST_GUILESS_MAIN(TstRequestBuilder)
#include "tst_requestbuilder.moc"
