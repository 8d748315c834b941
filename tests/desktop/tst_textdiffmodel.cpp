// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/textdiffmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_TextDiffModel : public QObject
{
    Q_OBJECT

private:
    static QStringList texts(const TextDiffModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row).data().toString();
        return all;
    }

private Q_SLOTS:
    void aLineIsARowAndBesideEachOtherAPairIsOne()
    {
        TextDiffModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setDiff(spec::diffTexts("a\nb\nc\nd\n", "a\nB\nC\nx\nd\n"));
        QCOMPARE(texts(model),
                 (QStringList {u"Line 1"_s, u" a"_s, u"-b"_s, u"-c"_s, u"+B"_s, u"+C"_s, u"+x"_s, u" d"_s}));
        QCOMPARE(model.index(2).data(Qt::AccessibleTextRole).toString(), u"removed, line 2: b"_s);
        model.setSideBySide(true);
        QCOMPARE(texts(model), (QStringList {u"Line 1"_s, u" a"_s, u"-b\n+B"_s, u"-c\n+C"_s, u"+x"_s, u" d"_s}));
        QVERIFY(!model.left(4));
        QCOMPARE(model.right(4)->after, 4);
        // What went stands together, as in a patch.
        QCOMPARE(model.textOf({2, 3}), u"-b\n-c\n+B\n+C"_s);
    }
    void oneGoesFromChangeToChange()
    {
        QByteArray before, after;
        for (int i = 0; i < 60; ++i)
            before += QByteArray::number(i) + '\n';
        after = before;
        after.replace("\n5\n", "\nfive\n").replace("\n8\n", "\neight\n").replace("\n40\n", "\n");
        TextDiffModel model;
        model.setDiff(spec::diffTexts(before, after));
        QList<int> found;
        for (int row = model.nextChange(-1); row >= 0; row = model.nextChange(row))
            found << row;
        QCOMPARE(found.size(), 3);
        QCOMPARE(texts(model).at(found.at(2)), u"-40"_s);
        QList<int> back;
        for (int row = model.previousChange(model.rowCount()); row >= 0; row = model.previousChange(row))
            back.prepend(row);
        QCOMPARE(back, found);
    }
    void whatIsNotShownIsCounted()
    {
        TextDiffModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setDiff(spec::diffTexts(QByteArray("a\n").repeated(50), QByteArray("b\n").repeated(50), 3, 20));
        QVERIFY(texts(model).constLast().startsWith("80 more"_L1));
        QCOMPARE(model.nextChange(model.rowCount() - 2), -1);
        model.setDiff({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.nextChange(-1), -1);
    }
    void whatCannotBeSeenIsShown()
    {
        QCOMPARE(TextDiffModel::shown(u"a\tb\r"_s), u"a    b\u240D"_s);
        QCOMPARE(TextDiffModel::shown(u"a\u202Eb"_s), u"a\uFFFDb"_s);
        QCOMPARE(TextDiffModel::shown(QString(5000, u'x')).size(), TextDiffModel::longestLine + 1);
    }
};

QTEST_GUILESS_MAIN(tst_TextDiffModel)
#include "tst_textdiffmodel.moc"
