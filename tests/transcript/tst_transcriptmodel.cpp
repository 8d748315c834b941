// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_TranscriptModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGrowingAnswerChangesOneRow();
    void anotherBranchReplacesWhatDiffers();
};

namespace
{

TranscriptItem item(qint64 key, const QString &text)
{
    TranscriptItem one;
    one.key = key;
    one.title = u"You"_s;
    one.text = text;
    return one;
}

}  // namespace

void tst_TranscriptModel::aGrowingAnswerChangesOneRow()
{
    TranscriptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({item(1, u"a"_s), item(2, u"b"_s)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setItems({item(1, u"a"_s), item(2, u"bc"_s)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    model.setItems({item(1, u"a"_s), item(2, u"bc"_s), item(3, u"d"_s)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.data(model.index(2), Qt::AccessibleTextRole).toString(), u"You: d"_s);
}

void tst_TranscriptModel::anotherBranchReplacesWhatDiffers()
{
    TranscriptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({item(1, u"a"_s), item(2, u"b"_s), item(3, u"c"_s)});
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setItems({item(1, u"a"_s), item(5, u"x"_s)});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.item(1).text, u"x"_s);
    model.setItems({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_TranscriptModel)
#include "tst_transcriptmodel.moc"
