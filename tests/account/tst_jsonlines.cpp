// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/jsonlines.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw::account;

class tst_JsonLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEachMemberByItsPath();
    void textsAndArraysDoNotConfuseIt();
    void cutTextIsNotReadBeyondItsEnd();
};

void tst_JsonLines::findsEachMemberByItsPath()
{
    const auto lines = memberLines("{\n\"a\": {\"b\": 1,\n\"c\": {\n\"d\": 2}},\n\"e\"\n: 3}");
    QCOMPARE(lines, (QHash<QString, int> {{u"a"_s, 2}, {u"a.b"_s, 2}, {u"a.c"_s, 3}, {u"a.c.d"_s, 4}, {u"e"_s, 5}}));
}

void tst_JsonLines::textsAndArraysDoNotConfuseIt()
{
    const auto lines = memberLines(
        "{\"a\": \"{\\\"x\\\": [\",\n\"l\": [1, {\"y\": 2},\n[\"z\"]],\n\"q\\u0041\\n\": {},\n\"last\": null}");
    QCOMPARE(lines, (QHash<QString, int> {{u"a"_s, 1}, {u"l"_s, 2}, {u"qA\n"_s, 4}, {u"last"_s, 5}}));
}

void tst_JsonLines::cutTextIsNotReadBeyondItsEnd()
{
    const QByteArray whole = "{\"a\": {\"b\\\"\": [1, \"\\\\\"]}}";
    for (qsizetype i = 0; i <= whole.size(); ++i)
        QVERIFY(memberLines(QByteArray(whole.constData(), i)).size() <= 2);
}

QTEST_GUILESS_MAIN(tst_JsonLines)
#include "tst_jsonlines.moc"
