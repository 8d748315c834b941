// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shellrequest.h"

#include <QtTest>

using namespace bw;
using namespace bw::engine;
using namespace Qt::StringLiterals;

class TestShellRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void travelsAsItIs()
    {
        ShellRequest request {u"echo \"grün\"\nls"_s, true, 132, 50, u"screen-256color"_s};
        const auto read = shellRequestFromJson(toJson(request));
        QVERIFY(read);
        QCOMPARE(*read, request);
    }

    void whatCannotBeIsPutRight()
    {
        const auto read = shellRequestFromJson(
            Json {{"terminal", true}, {"columns", -5}, {"rows", 1'000'000'000}, {"terminal_type", "x; rm -rf /"}});
        QVERIFY(read);
        QCOMPARE(read->columns, 1);
        QCOMPARE(read->rows, 10'000);
        QCOMPARE(read->terminalType, u"xterm-256color"_s);
    }

    void somethingHasToBeRun_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray("null");
        QTest::newRow("an array") << QByteArray("[1]");
        QTest::newRow("neither command nor terminal") << QByteArray("{}");
        QTest::newRow("a number") << QByteArray(R"({"command":5})");
        QTest::newRow("a zero byte") << QByteArray(R"({"command":"a\u0000b"})");
        QTest::newRow("too long") << QByteArray(R"({"command":")" + QByteArray(70'000, 'x') + R"("})");
    }

    void somethingHasToBeRun()
    {
        QFETCH(QByteArray, body);
        const auto json = parseJson(body);
        QVERIFY(json);
        const auto read = shellRequestFromJson(*json);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestShellRequest)
#include "tst_shellrequest.moc"
