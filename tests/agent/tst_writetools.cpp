// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/filetools.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;

class tst_WriteTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void createsFoldersAndRecordsWhatChanged();
    void keepsEveryByteOfTheText();
    void neverWritesTheFeatureListNorOutside();
    void replacesOnePlaceOnly();
    void replacesAllWhenAsked();
    void tellsWhyAnEditIsNotPossible();
};

namespace
{

agent::ToolResult use(test::AgentFixture &fixture, agent::Tool &&tool, const Json &input)
{
    auto context = fixture.context();
    auto result = tool.run({context, u"toolu_1"_s, input}, {});
    return result ? *result : agent::ToolResult {u"ERROR "_s + toKey(result.error().code), true};
}

}  // namespace

void tst_WriteTools::createsFoldersAndRecordsWhatChanged()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(!use(fixture, agent::WriteFileTool(), {{"path", "a/b/c.txt"}, {"content", "x"}}).isError);
    QVERIFY(!use(fixture, agent::WriteFileTool(), {{"path", "/workspace/a/b/c.txt"}, {"content", "yy"}}).isError);
    QCOMPARE(fixture.file("a/b/c.txt"), "yy");
    const auto events = fixture.events({EventType::FileChanged});
    QCOMPARE(events.size(), 2);
    QCOMPARE(jsonString(events.first().payload, "kind"), u"created"_s);
    QCOMPARE(jsonString(events.last().payload, "kind"), u"changed"_s);
    QCOMPARE(jsonString(events.last().payload, "path"), u"a/b/c.txt"_s);
    QCOMPARE(jsonInt(events.last().payload, "bytes"), qint64(2));
    QVERIFY(use(fixture, agent::WriteFileTool(), {{"path", "a/b"}, {"content", "x"}}).isError);
}

void tst_WriteTools::keepsEveryByteOfTheText()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const QByteArray text = u"ä€🌍\r\n\ttab \0nul\x1b end"_s.toUtf8() + QByteArray("\0", 1) + QByteArray(100'000, 'x');
    QVERIFY(!use(fixture, agent::WriteFileTool(), {{"path", "f"}, {"content", text.toStdString()}}).isError);
    QCOMPARE(fixture.file("f"), text);
}

void tst_WriteTools::neverWritesTheFeatureListNorOutside()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("feature_list.json", "[]\n"));
    for (const char *path :
         {"feature_list.json", "/workspace/feature_list.json", "./a/../feature_list.json", "/tmp/x", "../x", ".", ""}) {
        QVERIFY2(use(fixture, agent::WriteFileTool(), {{"path", path}, {"content", "x"}}).isError, path);
        QVERIFY2(use(fixture, agent::EditFileTool(), {{"path", path}, {"old_text", "["}, {"new_text", "x"}}).isError,
                 path);
    }
    QCOMPARE(fixture.file("feature_list.json"), "[]\n");
    QVERIFY(use(fixture, agent::WriteFileTool(), {{"path", "x"}}).isError);
    QVERIFY(use(fixture, agent::WriteFileTool(), {{"path", "x"}, {"content", 7}}).isError);
}

void tst_WriteTools::replacesOnePlaceOnly()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("f", "one\ntwo\nthree\n"));
    QVERIFY(!use(fixture, agent::EditFileTool(), {{"path", "f"}, {"old_text", "two\n"}, {"new_text", "2\n"}}).isError);
    QCOMPARE(fixture.file("f"), "one\n2\nthree\n");
}

void tst_WriteTools::replacesAllWhenAsked()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("f", "a a a"));
    const Json input {{"path", "f"}, {"old_text", "a"}, {"new_text", "b"}};
    QVERIFY(use(fixture, agent::EditFileTool(), input).isError);
    QCOMPARE(fixture.file("f"), "a a a");
    Json all = input;
    all["replace_all"] = true;
    QVERIFY(!use(fixture, agent::EditFileTool(), all).isError);
    QCOMPARE(fixture.file("f"), "b b b");
}

void tst_WriteTools::tellsWhyAnEditIsNotPossible()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("f", "text"));
    QVERIFY(use(fixture, agent::EditFileTool(), {{"path", "f"}, {"old_text", "other"}, {"new_text", "x"}})
                .text.contains(u"does not occur"_s));
    QVERIFY(use(fixture, agent::EditFileTool(), {{"path", "f"}, {"old_text", ""}, {"new_text", "x"}}).isError);
    QVERIFY(use(fixture, agent::EditFileTool(), {{"path", "none"}, {"old_text", "a"}, {"new_text", "x"}})
                .text.contains(u"no such file"_s));
    QVERIFY(fixture.events({EventType::FileChanged}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_WriteTools)
#include "tst_writetools.moc"
