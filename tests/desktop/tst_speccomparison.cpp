// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/speccomparison.h"

#include <QElapsedTimer>
#include <QTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using Kind = spec::SpecDifference::Kind;

class tst_SpecComparison : public QObject
{
    Q_OBJECT

private:
    static QByteArray spec(const QByteArray &overview, const QByteArray &features)
    {
        return "# Tasks\n\n## Overview\n\n" + overview + "\n\n## Features\n\n" + features;
    }
    static QString words(const MeantDifference &difference)
    {
        QString all;
        for (const spec::WordPiece &piece : difference.words)
            all += (piece.kind == spec::WordPiece::Kind::Added         ? u"+"_s
                        : piece.kind == spec::WordPiece::Kind::Removed ? u"-"_s
                                                                       : u"="_s)
                + piece.text.trimmed() + u' ';
        return all.trimmed();
    }

private Q_SLOTS:
    void differencesAreGroupedAndNamed()
    {
        const SpecComparison made = compareSpecs(
            spec("One list", "### A\n\n- [x] first thing of all\n- second thing here\n\n### B\n\n- third\n"),
            spec("Two lists", "### A\n\n- second thing there\n\n### B\n\n- third\n- a fourth\n"));
        QVERIFY(!made.isEmpty());
        QList<Kind> kinds;
        for (const MeantDifference &difference : made.meant)
            kinds << difference.kind;
        QVERIFY(std::ranges::is_sorted(kinds));
        QCOMPARE(meantText(made), u"1 added, 1 removed, 2 changed"_s);
        const auto overview = std::ranges::find(made.meant, u"Overview"_s, &MeantDifference::title);
        QVERIFY(overview != made.meant.cend());
        QCOMPARE(words(*overview), u"-One list +Two lists"_s);
        QCOMPARE(made.meant.first().place, u"in B"_s);
        QVERIFY(made.meant.first().title.startsWith("Feature "_L1));
        QVERIFY(linesText(made.text).contains("line(s) added"_L1));
    }
    void equalTextsAreEmptyAndWhatIsNoDataIsToldSo()
    {
        const QByteArray text = spec("One list", "- first thing\n");
        QVERIFY(compareSpecs(text, text).isEmpty());
        const SpecComparison made = compareSpecs(text, text + "\n\n");
        QVERIFY(!made.isEmpty() && made.meant.isEmpty());
        QVERIFY(meantText(made).startsWith("Nothing that is built differs"_L1));
    }
    void whatCannotBeReadIsTold()
    {
        const SpecComparison made = compareSpecs(spec("One", "- first thing\n"), "<project_specification><broken");
        QVERIFY(!made.whyUnreadable.isEmpty());
        QVERIFY(!made.text.hunks.isEmpty());
        QVERIFY(compareSpecs({}, spec("One", "- first thing\n")).whyUnreadable.isEmpty());
    }
    void longTextsAreShortenedAroundWhatDiffers()
    {
        const QByteArray same = QByteArray("word ").repeated(400);
        const SpecComparison made = compareSpecs(spec(same + "old end " + same, "- first thing\n"),
                                                 spec(same + "new end " + same, "- first thing\n"));
        QCOMPARE(made.meant.size(), 1);
        const QString shown = words(made.meant.first());
        QVERIFY2(shown.size() < 400, qPrintable(shown));
        QVERIFY(shown.contains("-old"_L1) && shown.contains("+new"_L1) && shown.contains(u'\u2026'));
    }
    void aMegabyteOfFeaturesIsBounded()
    {
        QByteArray before, after;
        for (int i = 0; before.size() < 1'000'000; ++i) {
            before += "- feature number " + QByteArray::number(i) + " lists tasks of a person in a table\n";
            after += "- feature number " + QByteArray::number(i) + " lists tasks of a team in a table\n";
        }
        QElapsedTimer timer;
        timer.start();
        const SpecComparison made = compareSpecs(spec("One", before), spec("One", after));
        qInfo() << "1 MB, every line changed:" << timer.elapsed() << "ms";
        QVERIFY(made.meant.size() + made.meantLeft > 10'000);
        QVERIFY(made.meant.size() < 1000);
    }
};

QTEST_GUILESS_MAIN(tst_SpecComparison)
#include "tst_speccomparison.moc"
