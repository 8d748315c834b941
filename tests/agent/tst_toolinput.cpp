// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolinput.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_ToolInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pathsStayBelowTheWorkspace_data();
    void pathsStayBelowTheWorkspace();
    void errorsThatEndTheSessionStayErrors();
    void schemasNameWhatIsRequired();
};

void tst_ToolInput::pathsStayBelowTheWorkspace_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("expected");
    QTest::newRow("relative") << u"a/b.txt"_s << u"/workspace/a/b.txt"_s;
    QTest::newRow("absolute") << u"/workspace/a"_s << u"/workspace/a"_s;
    QTest::newRow("root") << u"."_s << u"/workspace"_s;
    QTest::newRow("empty") << QString() << u"/workspace"_s;
    QTest::newRow("dots inside") << u"a/../b/./c"_s << u"/workspace/b/c"_s;
    QTest::newRow("slashes") << u"a//b"_s << u"/workspace/a/b"_s;
    QTest::newRow("parent") << u"../x"_s << QString();
    QTest::newRow("deep parent") << u"a/../../x"_s << QString();
    QTest::newRow("other root") << u"/etc/passwd"_s << QString();
    QTest::newRow("similar name") << u"/workspaces/x"_s << QString();
    QTest::newRow("NUL") << u"a"_s + QChar(0) << QString();
}

void tst_ToolInput::pathsStayBelowTheWorkspace()
{
    QFETCH(QString, given);
    QFETCH(QString, expected);
    const auto path = agent::workspacePath(given);
    QCOMPARE(path.has_value(), !expected.isEmpty());
    QCOMPARE(path.value_or(QString()), expected);
}

void tst_ToolInput::errorsThatEndTheSessionStayErrors()
{
    for (const ErrorCode code : {ErrorCode::Cancelled, ErrorCode::SandboxLost})
        QVERIFY(!agent::toolError(Error {code, {}, {}, {}}, u"x"_s));
    const auto missing = agent::toolError(Error {ErrorCode::NotFound, {}, {}, {}}, u"x"_s);
    QVERIFY(missing && missing->isError && missing->text.contains(u"no such"_s));
}

void tst_ToolInput::schemasNameWhatIsRequired()
{
    const Json schema = agent::objectSchema({{"path", "string", "a"}, {"limit?", "integer", "b"}});
    QVERIFY(schema["required"] == Json::array({"path"}));
    QVERIFY(schema["properties"].contains("limit"));
    QVERIFY(schema["properties"]["limit"]["type"] == "integer");
}

QTEST_GUILESS_MAIN(tst_ToolInput)
#include "tst_toolinput.moc"
