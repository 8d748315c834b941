// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/callpurpose.h"

#include <QTest>

using namespace bw;
using namespace bw::claude;
using namespace Qt::StringLiterals;

class TstCallPurpose : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesPhaseAndFeature_data()
    {
        QTest::addColumn<QString>("purpose");
        QTest::addColumn<Phase>("phase");
        QTest::addColumn<QString>("feature");
        QTest::newRow("plan") << u"plan"_s << Phase::Plan << QString();
        QTest::newRow("description") << u"description"_s << Phase::Plan << QString();
        QTest::newRow("a plan's own suffix is no feature") << u"plan:again"_s << Phase::Plan << QString();
        QTest::newRow("code") << u"code:login"_s << Phase::Implement << u"login"_s;
        QTest::newRow("an id with a colon") << u"code:a:b"_s << Phase::Implement << u"a:b"_s;
        QTest::newRow("search") << u"search:login"_s << Phase::Implement << u"login"_s;
        QTest::newRow("verify") << u"verify:login"_s << Phase::Verify << u"login"_s;
        QTest::newRow("review") << u"review:login"_s << Phase::Implement << u"login"_s;
        QTest::newRow("verify as a whole") << u"verify"_s << Phase::Verify << QString();
        QTest::newRow("nothing") << QString() << Phase::Plan << QString();
    }
    void namesPhaseAndFeature()
    {
        QFETCH(QString, purpose);
        QFETCH(Phase, phase);
        QFETCH(QString, feature);
        QCOMPARE(callPurpose(purpose), (CallPurpose {phase, feature}));
    }
};

QTEST_GUILESS_MAIN(TstCallPurpose)
#include "tst_callpurpose.moc"
