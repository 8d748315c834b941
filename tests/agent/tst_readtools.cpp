// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/filetools.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;

class tst_ReadTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWithLineNumbersAndAPart();
    void cutsLinesOf100kB();
    void refusesWhatIsNoTextAndWhatIsOutside();
    void listsWithoutNoise();
    void searchesLinesByExpression();
    void findsNothingAndSaysSo();
    void tellsABadExpression();
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

void tst_ReadTools::readsWithLineNumbersAndAPart()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("a.txt", "one\ntwo\nthree\nfour"));
    QCOMPARE(use(fixture, agent::ReadFileTool(), {{"path", "a.txt"}}).text,
             u"     1\tone\n     2\ttwo\n     3\tthree\n     4\tfour\n"_s);
    const auto part = use(fixture, agent::ReadFileTool(), {{"path", "/workspace/a.txt"}, {"offset", 2}, {"limit", 1}});
    QVERIFY(part.text.startsWith(u"     2\ttwo\n"_s));
    QVERIFY(part.text.contains(u"2 more lines; read on with offset 3"_s));
    QVERIFY(use(fixture, agent::ReadFileTool(), {{"path", "none"}}).isError);
    QVERIFY(fixture.put("empty", ""));
    QVERIFY(use(fixture, agent::ReadFileTool(), {{"path", "empty"}}).text.contains(u"empty"_s));
}

void tst_ReadTools::cutsLinesOf100kB()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("long.js", QByteArray(100'000, 'x') + "\nnext\n"));
    const auto read = use(fixture, agent::ReadFileTool(), {{"path", "long.js"}});
    QVERIFY(read.text.size() < 3000);
    QVERIFY(read.text.contains(u"\tnext\n"_s));
    const auto found = use(fixture, agent::SearchFilesTool(), {{"pattern", "x+"}});
    QVERIFY(!found.isError);
    QVERIFY(found.text.size() < 500);
}

void tst_ReadTools::refusesWhatIsNoTextAndWhatIsOutside()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("image", QByteArray("a\0b", 3)));
    QVERIFY(use(fixture, agent::ReadFileTool(), {{"path", "image"}}).isError);
    for (const char *path : {"/etc/passwd", "../secret", "/workspace/../etc/passwd", "a/../../x", "/workspacex"}) {
        QVERIFY(use(fixture, agent::ReadFileTool(), {{"path", path}}).isError);
        QVERIFY(use(fixture, agent::ListFilesTool(), {{"path", path}}).isError);
        QVERIFY(use(fixture, agent::SearchFilesTool(), {{"path", path}, {"pattern", "root"}}).isError);
    }
}

void tst_ReadTools::listsWithoutNoise()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("src/app.js", "12345") && fixture.put("node_modules/x/y.js", "1")
            && fixture.put(".git/HEAD", "1"));
    const auto listed = use(fixture, agent::ListFilesTool(), {{"path", "."}});
    QVERIFY(!listed.isError);
    QVERIFY(listed.text.contains(u"src/app.js  (5 bytes)"_s));
    QVERIFY(listed.text.contains(u"src/\n"_s));
    QVERIFY(!listed.text.contains(u"y.js"_s) && !listed.text.contains(u"HEAD"_s));
    QVERIFY(!use(fixture, agent::ListFilesTool(), {{"path", "."}, {"depth", 1}}).text.contains(u"app.js"_s));
    QVERIFY(use(fixture, agent::ListFilesTool(), {{"path", "none"}}).isError);
}

void tst_ReadTools::searchesLinesByExpression()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("src/a.js", "let x = 1;\nlet yy = 2;\n") && fixture.put("b.txt", "let z\n")
            && fixture.put("node_modules/c.js", "let q"));
    const auto found = use(fixture, agent::SearchFilesTool(), {{"pattern", "let [xy]+"}, {"glob", "*.js"}});
    QVERIFY(found.text.contains(u"src/a.js:1:let x = 1;"_s));
    QVERIFY(found.text.contains(u"src/a.js:2:let yy = 2;"_s));
    QCOMPARE(found.text.count(u'\n'), 1);
    QVERIFY(use(fixture, agent::SearchFilesTool(), {{"pattern", "-rf"}}).text.contains(u"Nothing"_s));
}

void tst_ReadTools::findsNothingAndSaysSo()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const auto found = use(fixture, agent::SearchFilesTool(), {{"pattern", "nothing"}});
    QVERIFY(!found.isError);
    QCOMPARE(found.text, u"Nothing matches."_s);
}

void tst_ReadTools::tellsABadExpression()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(use(fixture, agent::SearchFilesTool(), {{"pattern", "("}}).isError);
    QVERIFY(use(fixture, agent::SearchFilesTool(), {{"pattern", ""}}).isError);
}

QTEST_GUILESS_MAIN(tst_ReadTools)
#include "tst_readtools.moc"
