// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/replyblocks.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw::spec;

class tst_ReplyBlocks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheBlockBetweenProse();
    void fencesInsideDoNotEndIt();
    void aCutReplyIsKeptAndSaysSo();
    void onlyTheExactNameOpensIt_data();
    void onlyTheExactNameOpensIt();
    void tooShortIsNone();
    void lineEndsOfOtherSystems();
};

namespace
{

const QString body = u"# A title\n\nEnough words to be more than fifty characters of a description."_s;

}  // namespace

void tst_ReplyBlocks::findsTheBlockBetweenProse()
{
    const auto block =
        findReplyBlock(u"Here it is:\n\n```app_spec\n"_s + body + u"\n```\nDo you like it?"_s, u"app_spec"_s);
    QVERIFY(block);
    QCOMPARE(block->text, body);
    QVERIFY(block->closed);
    QVERIFY(!findReplyBlock(u"no block at all"_s, u"app_spec"_s));
}

void tst_ReplyBlocks::fencesInsideDoNotEndIt()
{
    const QString inner = body + u"\n```sh\nnode server.js\n```\nafter\n```json\n{}\n```"_s;
    const auto block = findReplyBlock(u"```app_spec\n"_s + inner + u"\n```\nrest"_s, u"app_spec"_s);
    QVERIFY(block);
    QCOMPARE(block->text, inner);
    QVERIFY(block->closed);
}

void tst_ReplyBlocks::aCutReplyIsKeptAndSaysSo()
{
    for (const QString &end : {QString(), u"\n`"_s, u"\n``"_s}) {
        const auto block = findReplyBlock(u"```app_spec\n"_s + body + end, u"app_spec"_s);
        QVERIFY(block);
        QCOMPARE(block->text, body);
        QVERIFY(!block->closed);
    }
}

void tst_ReplyBlocks::onlyTheExactNameOpensIt_data()
{
    QTest::addColumn<QString>("fence");
    QTest::addColumn<bool>("opens");
    QTest::newRow("plain") << u"```app_spec"_s << true;
    QTest::newRow("space before") << u"``` app_spec"_s << true;
    QTest::newRow("words after") << u"```app_spec v2"_s << true;
    QTest::newRow("indented") << u"   ```app_spec"_s << true;
    QTest::newRow("longer name") << u"```app_specification"_s << false;
    QTest::newRow("other name") << u"```app_description"_s << false;
    QTest::newRow("bare") << u"```"_s << false;
    QTest::newRow("in prose") << u"the fence ```app_spec"_s << false;
}

void tst_ReplyBlocks::onlyTheExactNameOpensIt()
{
    QFETCH(QString, fence);
    QFETCH(bool, opens);
    QCOMPARE(findReplyBlock(fence + u'\n' + body + u"\n```"_s, u"app_spec"_s).has_value(), opens);
}

void tst_ReplyBlocks::tooShortIsNone()
{
    QVERIFY(!findReplyBlock(u"```app_spec\n"_s + QString(49, u'x') + u"\n```"_s, u"app_spec"_s));
    QVERIFY(findReplyBlock(u"```app_spec\n"_s + QString(50, u'x') + u"\n```"_s, u"app_spec"_s));
    QVERIFY(!findReplyBlock(u"```app_spec"_s, u"app_spec"_s));
}

void tst_ReplyBlocks::lineEndsOfOtherSystems()
{
    QString reply = u"```app_spec\n"_s + body + u"\n```\nrest"_s;
    reply.replace(u"\n"_s, u"\r\n"_s);
    const auto block = findReplyBlock(reply, u"app_spec"_s);
    QVERIFY(block && block->closed);
    QCOMPARE(QString(block->text).remove(u'\r'), body);
}

QTEST_GUILESS_MAIN(tst_ReplyBlocks)
#include "tst_replyblocks.moc"
