// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findingsmodel.h"

#include "models/specoutline.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QtTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

constexpr auto sample =
    "# A\n## Features\n### Empty\n### Full\n- one {#a}\n- two {#a}\n- three {#c depends=\"nothing\"}\n";

}  // namespace

class tst_FindingsModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsLineLevelAndText()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(checkSpecText(sample)->findings);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data(FindingsModel::LineRole).toInt(), 3);
        QCOMPARE(model.index(1).data().toString(), u"Line 6: the id \"a\" is taken by a feature above"_s);
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().startsWith(u"Warning. Line 6"_s));
    }
    void theRowOneIsAtStays()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(checkSpecText(sample)->findings);
        const QPersistentModelIndex last(model.index(2));
        QByteArray mended = sample;
        mended.replace("two {#a}", "two {#b}").prepend("\n\n");
        model.update(checkSpecText(mended)->findings);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(last.row(), 1);
        QCOMPARE(last.data(FindingsModel::LineRole).toInt(), 9);
        model.update({});
        QVERIFY(!last.isValid());
    }
    void goesRoundInBothWays()
    {
        FindingsModel model;
        QCOMPARE(model.nextAfter(1), -1);
        QCOMPARE(model.previousBefore(1), -1);
        model.update(checkSpecText(sample)->findings);
        QCOMPARE(model.nextAfter(1), 0);
        QCOMPARE(model.nextAfter(3), 1);
        QCOMPARE(model.nextAfter(7), 0);
        QCOMPARE(model.previousBefore(7), 1);
        QCOMPARE(model.previousBefore(3), 2);
    }
};

QTEST_GUILESS_MAIN(tst_FindingsModel)
#include "tst_findingsmodel.moc"
