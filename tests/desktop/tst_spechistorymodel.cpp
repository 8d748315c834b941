// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spechistorymodel.h"

#include "specfixture.h"
#include "waiting.h"

#include <QAbstractItemModelTester>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using Load = SpecHistoryModel::Load;
using Pair = SpecHistoryModel::Pair;

class tst_SpecHistoryModel : public QObject
{
    Q_OBJECT

private:
    static QList<QByteArray> three()
    {
        return {SpecFixture::spec({"Add a task"}), SpecFixture::spec({"Add a task", "Sort tasks"}), "<broken"};
    }

private Q_SLOTS:
    void versionsStandNewestFirstWithWhoAndWhy()
    {
        DesktopFixture f;
        const SpecId id = SpecFixture::make(f, u"Tasks"_s, three(), u"chat"_s);
        const auto session = f.session();
        SpecHistoryModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model.load(), Load::Nothing);
        model.open(id);
        QCOMPARE(model.load(), Load::Loading);
        BW_TRY_COMPARE(model.load(), Load::Ready);
        QCOMPARE(model.name(), u"Tasks"_s);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.newest(), 3);
        QCOMPARE(model.rowOf(1), 2);
        QCOMPARE(model.index(2).data(SpecHistoryModel::WhenRole).toString(), u"just now"_s);
        const auto detail = [&model](int row) {
            return model.index(row).data(SpecHistoryModel::DetailRole).toString();
        };
        BW_TRY_VERIFY(detail(1).endsWith("2 feature(s)"_L1));
        QVERIFY2(detail(1).startsWith("chat \u00B7 change 1"_L1) || detail(1).startsWith(u"chat \u00B7 change 1"_s),
                 qPrintable(detail(1)));
        QVERIFY(detail(0).endsWith("cannot be read"_L1));
        QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains(QString::number(QDate::currentDate().year())));
    }
    void oneOrTwoAreCompared()
    {
        DesktopFixture f;
        const SpecId id = SpecFixture::make(f, u"Tasks"_s, three());
        const auto session = f.session();
        SpecHistoryModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.open(id);
        BW_TRY_COMPARE(model.load(), Load::Ready);
        QCOMPARE(model.compared(0), (Pair {2, 3}));
        QCOMPARE(model.compared(2), (Pair {0, 1}));
        QCOMPARE(model.compared(-1), Pair {});
        QVERIFY(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.compared(2), (Pair {1, 3}));
        QCOMPARE(model.compared(0), (Pair {2, 3}));
        model.toggleMark(2);
        QCOMPARE(model.compared(1), (Pair {1, 3}));
        model.toggleMark(1);
        QCOMPARE(model.marked(), (QList {1, 2}));
        model.toggleMark(1);
        QCOMPARE(model.marked(), QList {1});
        model.clearMarks();
        QCOMPARE(model.index(2).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    }
    void aNewVersionComesInFrontWithoutAReset()
    {
        DesktopFixture f;
        const SpecId id = SpecFixture::make(f, u"Tasks"_s, {SpecFixture::spec({"Add a task"})});
        const auto session = f.session();
        SpecHistoryModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.open(id);
        BW_TRY_COMPARE(model.load(), Load::Ready);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QVERIFY(SpecFixture::save(*session, id, 1, SpecFixture::spec({"Add two tasks"})));
        BW_TRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.versionAt(0), 2);
        QCOMPARE(resets.size(), 0);
    }
    void whatIsDeletedOrNeverWasIsTold()
    {
        DesktopFixture f;
        const SpecId id = SpecFixture::make(f, u"Tasks"_s, three());
        const auto session = f.session();
        SpecHistoryModel model(*session);
        model.open(id);
        BW_TRY_COMPARE(model.load(), Load::Ready);
        QVERIFY(SpecFixture::remove(*session, id));
        BW_TRY_COMPARE(model.load(), Load::Deleted);
        model.open(SpecId {u"nowhere"_s});
        BW_TRY_COMPARE(model.load(), Load::Gone);
        model.open({});
        QCOMPARE(model.load(), Load::Nothing);
        QCOMPARE(model.rowCount(), 0);
    }
    void aDirectoryThatCannotBeUsedIsAnError()
    {
        DesktopFixture f;
        QFile file(f.data());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be used"_s));
        const auto session = f.session();
        SpecHistoryModel model(*session);
        model.open(SpecId {u"some"_s});
        BW_TRY_COMPARE(model.load(), Load::Failed);
    }
};

QTEST_GUILESS_MAIN(tst_SpecHistoryModel)
#include "tst_spechistorymodel.moc"
