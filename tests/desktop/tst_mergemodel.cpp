// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mergemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using Choice = MergeModel::Choice;

class tst_MergeModel : public QObject
{
    Q_OBJECT

private:
    static QByteArray spec(const QByteArray &first, const QByteArray &second, const QByteArray &third)
    {
        return "# Tasks\n\n## Overview\n\n" + first + "\n\n## Features\n\n- " + second + "\n- Sort tasks by date\n- "
            + third + "\n";
    }
    static PreparedMerge prepared()
    {
        return prepareMerge(spec("A list", "Add a task", "Export tasks"),
                            spec("A list of mine", "Add a task quickly", "Export tasks"),
                            spec("A list of theirs", "Add a task", "Export tasks as CSV"));
    }

private Q_SLOTS:
    void conflictsStandFirstAndWhatMergedByItselfBehind()
    {
        MergeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMerge(prepared());
        QCOMPARE(model.conflicts(), 1);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data(MergeModel::ConflictRole).toInt(), 0);
        QVERIFY(model.index(0).data(MergeModel::OpenRole).toBool());
        QCOMPARE(model.index(0).data(MergeModel::DetailRole).toString(), u"to be chosen"_s);
        QVERIFY(model.index(0).data().toString().contains("A list of mine"_L1));
        QCOMPARE(model.index(1).data(MergeModel::DetailRole).toString(), u"taken from mine"_s);
        QCOMPARE(model.index(2).data(MergeModel::DetailRole).toString(), u"taken from theirs"_s);
        QCOMPARE(model.index(2).data(MergeModel::ConflictRole).toInt(), -1);
        QVERIFY(model.taken(1) && !model.taken(0));
    }
    void thereIsAResultOnlyWhenEverythingIsChosen()
    {
        MergeModel model;
        model.setMerge(prepared());
        const QSignalSpy chosen(&model, &MergeModel::chosen);
        QVERIFY(!model.result());
        QCOMPARE(model.nextOpen(-1, true), 0);
        model.choose(0, Choice::Mine);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(model.nextOpen(-1, true), -1);
        QCOMPARE(*model.result(), spec("A list of mine", "Add a task quickly", "Export tasks as CSV"));
        model.choose(0, Choice::Theirs);
        QCOMPARE(*model.result(), spec("A list of theirs", "Add a task quickly", "Export tasks as CSV"));
        model.choose(7, Choice::Mine);
        QCOMPARE(chosen.size(), 2);
    }
    void thePreviewShowsTheConflictAtItsPlace()
    {
        MergeModel model;
        model.setMerge(prepared());
        MergeModel::Preview preview = model.preview(0);
        QVERIFY(preview.text.sliced(preview.from, preview.length).contains("to be chosen: 1"_L1));
        model.choose(0, Choice::Both);
        preview = model.preview(0);
        QCOMPARE(preview.text.sliced(preview.from, preview.length), u"A list of mine\nA list of theirs\n"_s);
        QCOMPARE(preview.text.toUtf8(), *model.result());
        const MergeModel::Preview part = model.preview(0, 40);
        QVERIFY(part.text.size() < 100);
        QVERIFY(part.text.startsWith(u'\u2026') || part.text.endsWith(u"\u2026\n"_s));
        QCOMPARE(part.text.sliced(part.from, part.length), u"A list of mine\nA list of theirs\n"_s);
    }
    void bothCannotStandWhereOneSideHasNothingOrAnIdWouldComeTwice()
    {
        const PreparedMerge twice = prepareMerge("# T\n\n## Features\n\n- Add a task {#add}\n",
                                                 "# T\n\n## Features\n\n- Add a task fast {#add}\n",
                                                 "# T\n\n## Features\n\n- Add a task with a key {#add}\n");
        QCOMPARE(twice.merge.conflicts.size(), 1);
        QCOMPARE(twice.both, QList {false});
        MergeModel model;
        model.setMerge(prepared());
        QVERIFY(model.canTakeBoth(0));
        PreparedMerge none = prepareMerge("a\nb\n", "a\n", "a\nB\n");
        QCOMPARE(none.merge.conflicts.size(), 1);
        QCOMPARE(none.both, QList {false});
        model.setMerge(none);
        model.choose(0, Choice::Both);
        QCOMPARE(model.open(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_MergeModel)
#include "tst_mergemodel.moc"
