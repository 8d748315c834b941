// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/utf8cut.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw::agent;

class tst_Utf8Cut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesOutOnlyAnUnfinishedCharacter();
    void findsTheRestOfACharacter();
    void keepsBytesThatAreNoText();
};

void tst_Utf8Cut::leavesOutOnlyAnUnfinishedCharacter()
{
    for (const QString &character : {u"a"_s, u"ä"_s, u"€"_s, u"🌍"_s}) {
        const QByteArray bytes = "x" + character.toUtf8();
        QCOMPARE(withoutCutEnd(bytes), bytes.size());
        for (qsizetype cut = 2; cut < bytes.size(); ++cut)
            QCOMPARE(withoutCutEnd(bytes.first(cut)), qsizetype(1));
    }
    QCOMPARE(withoutCutEnd({}), qsizetype(0));
}

void tst_Utf8Cut::findsTheRestOfACharacter()
{
    const QByteArray bytes = u"🌍x"_s.toUtf8();
    for (qsizetype from = 0; from < 5; ++from)
        QCOMPARE(cutBeginning(QByteArrayView(bytes).sliced(from)), from == 0 || from == 4 ? qsizetype(0) : 4 - from);
}

void tst_Utf8Cut::keepsBytesThatAreNoText()
{
    const QByteArray noise(10, '\x80');
    QCOMPARE(withoutCutEnd(noise), noise.size());
    QCOMPARE(cutBeginning(noise), qsizetype(3));
}

QTEST_GUILESS_MAIN(tst_Utf8Cut)
#include "tst_utf8cut.moc"
