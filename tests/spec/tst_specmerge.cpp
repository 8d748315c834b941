// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specchange.h"
#include "spec/specmerge.h"
#include "spec/specparser.h"
#include "specmaker.h"

#include <QSet>
#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;
using Choice = MergeConflict::Choice;

class tst_SpecMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesWhatDoesNotMeet_data();
    void mergesWhatDoesNotMeet();
    void conflictsAreChosenOneByOne();
    void whatBothSaidIsNoConflict();
    void oneSideAloneIsTaken();
    void neverLosesAHandEdit();
    void sameEditsOnBothSidesMergeCleanly();
    void changesAreMadeInATextWrittenAnew();
    void whatBothChangedInATextWrittenAnewIsAsked();
    void neverLosesAChangeOfTheStructure();
    void hasNoResultWhileAConflictIsOpen();
};

namespace
{

/// Edits a text as a person does: some lines changed, added and taken out. Each new line is unique.
QByteArray edited(const QByteArray &text, SpecMaker &maker, const QByteArray &who)
{
    QList<QByteArray> lines = text.split('\n');
    for (int edits = 1 + maker.below(6); edits > 0; --edits) {
        const int at = maker.below(static_cast<int>(lines.size()));
        const QByteArray fresh = who + ' ' + maker.words().toUtf8();
        switch (maker.below(4)) {
        case 0:
            lines.removeAt(at);
            break;
        case 1:
            lines.insert(at, fresh);
            break;
        default:
            lines[at] = fresh;
        }
        if (lines.isEmpty())
            lines << fresh;
    }
    return lines.join('\n');
}

QByteArray chosen(SpecMerge merge, Choice choice)
{
    for (MergeConflict &conflict : merge.conflicts)
        conflict.choice = choice;
    return *merge.result();
}

}  // namespace

void tst_SpecMerge::mergesWhatDoesNotMeet_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("two places") << QByteArray("a\nb\nc\nd\n") << QByteArray("A\nb\nc\nd\n")
                                << QByteArray("a\nb\nc\nD\n") << QByteArray("A\nb\nc\nD\n");
    QTest::newRow("neighbours") << QByteArray("a\nb\n") << QByteArray("A\nb\n") << QByteArray("a\nB\n")
                                << QByteArray("A\nB\n");
    QTest::newRow("insert before a change")
        << QByteArray("a\nb\n") << QByteArray("a\nnew\nb\n") << QByteArray("a\nB\n") << QByteArray("a\nnew\nB\n");
    QTest::newRow("insert behind a change")
        << QByteArray("a\nb\n") << QByteArray("A\nb\n") << QByteArray("a\nnew\nb\n") << QByteArray("A\nnew\nb\n");
    QTest::newRow("removed and added") << QByteArray("a\nb\nc\n") << QByteArray("b\nc\n") << QByteArray("a\nb\nc\nd\n")
                                       << QByteArray("b\nc\nd\n");
    QTest::newRow("no end of line") << QByteArray("a\nb") << QByteArray("A\nb") << QByteArray("a\nb\nc")
                                    << QByteArray("A\nb\nc");
}

void tst_SpecMerge::mergesWhatDoesNotMeet()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, theirs);
    QFETCH(QByteArray, expected);
    const SpecMerge merge = mergeSpecs(base, mine, theirs);
    QCOMPARE(merge.open(), 0);
    QCOMPARE(*merge.result(), expected);
    const SpecMerge other = mergeSpecs(base, theirs, mine);
    QCOMPARE(other.open(), 0);
    QCOMPARE(*other.result(), expected);
}

void tst_SpecMerge::conflictsAreChosenOneByOne()
{
    SpecMerge merge = mergeSpecs("a\nb\nc\n", "A1\nb\nC1\n", "A2\nb\nC2\n");
    QCOMPARE(merge.open(), 2);
    QCOMPARE(merge.conflicts.at(0).mine, QByteArray("A1\n"));
    QCOMPARE(merge.conflicts.at(1).line, 3);
    merge.conflicts[0].choice = Choice::Theirs;
    QCOMPARE(merge.open(), 1);
    merge.conflicts[1].choice = Choice::Both;
    QCOMPARE(*merge.result(), QByteArray("A2\nb\nC1\nC2\n"));
    for (const Choice choice : {Choice::Mine, Choice::Theirs, Choice::Both})
        QVERIFY(mergeChoiceFromKey(toKey(choice)) == choice);
}

void tst_SpecMerge::whatBothSaidIsNoConflict()
{
    const SpecMerge merge = mergeSpecs("a\n", "x\nmine\ny\n", "x\ntheirs\ny\n");
    QCOMPARE(merge.conflicts.size(), 1);
    QCOMPARE(merge.conflicts.at(0).mine, QByteArray("mine\n"));
    QCOMPARE(merge.conflicts.at(0).line, 2);
    QCOMPARE(chosen(merge, Choice::Theirs), QByteArray("x\ntheirs\ny\n"));
}

void tst_SpecMerge::oneSideAloneIsTaken()
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        SpecMaker maker(seed);
        const QByteArray base = maker.make();
        const QByteArray other = edited(base, maker, "edit");
        QCOMPARE(*mergeSpecs(base, other, base).result(), other);
        QCOMPARE(*mergeSpecs(base, base, other).result(), other);
    }
}

void tst_SpecMerge::neverLosesAHandEdit()
{
    int conflicts = 0;
    int clean = 0;
    for (quint32 seed = 0; seed < 1000; ++seed) {
        SpecMaker maker(seed);
        const QByteArray base = maker.make();
        const QByteArray mine = edited(base, maker, "mine");
        // Sometimes a chat writes all of it anew.
        const QByteArray theirs = seed % 10 == 0 ? maker.make() : edited(base, maker, "theirs");
        const SpecMerge merge = mergeSpecs(base, mine, theirs);
        conflicts += static_cast<int>(merge.conflicts.size());
        clean += merge.conflicts.isEmpty() ? 1 : 0;
        const QByteArray why = "base:\n" + base + "\nmine:\n" + mine + "\ntheirs:\n" + theirs;
        QByteArray shown;
        QByteArray agreed;
        for (const MergePiece &piece : merge.pieces) {
            agreed += piece.text + '\n';
            shown += (piece.conflict < 0 ? piece.text : merge.conflicts.at(piece.conflict).mine) + '\n';
        }
        const QList<QByteArray> before = base.split('\n');
        const QList<QByteArray> kept = shown.split('\n');
        for (const QByteArray &line : mine.split('\n'))
            QVERIFY2(before.contains(line) || kept.contains(line), why.constData());
        // A line that I took out comes back only where a conflict asks.
        const QList<QByteArray> mineLines = mine.split('\n');
        const QList<QByteArray> theirLines = theirs.split('\n');
        for (const QByteArray &line : before) {
            if (line.trimmed().isEmpty() || before.count(line) > 1 || mineLines.contains(line) || seed % 10 == 0)
                continue;
            QVERIFY2(!agreed.split('\n').contains(line), why.constData());
        }
        // The same of the other side.
        QByteArray other;
        for (const MergePiece &piece : merge.pieces)
            other += (piece.conflict < 0 ? piece.text : merge.conflicts.at(piece.conflict).theirs) + '\n';
        for (const QByteArray &line : theirLines)
            QVERIFY2(before.contains(line) || other.split('\n').contains(line), why.constData());
        const QByteArray both = chosen(merge, Choice::Both);
        for (const QByteArray &line : mineLines)
            QVERIFY2(before.contains(line) || both.split('\n').contains(line), why.constData());
    }
    QVERIFY2(conflicts > 100 && clean > 100, qPrintable(u"%1 %2"_s.arg(conflicts).arg(clean)));
}

void tst_SpecMerge::sameEditsOnBothSidesMergeCleanly()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        SpecMaker maker(seed);
        const QByteArray base = maker.make();
        const QByteArray both = edited(base, maker, "both");
        const SpecMerge merge = mergeSpecs(base, both, both);
        QCOMPARE(merge.open(), 0);
        QCOMPARE(*merge.result(), both);
    }
}

void tst_SpecMerge::changesAreMadeInATextWrittenAnew()
{
    const QByteArray base = "# A\n## Features\n### G\n- add a task\n- drop a task\n- sort tasks\n";
    const QByteArray mine = "# B\n## Features\n### G\n- add a big task\n- drop a task\n- share tasks with friends\n";
    // The same list in another order, with a new feature: by lines nearly all of it meets.
    const QByteArray theirs =
        "# A\n\nAll of it anew.\n\n## Features\n\n### G\n\n* sort tasks\n* print tasks\n* drop a task\n* "
        "add a task\n";
    const SpecMerge merge = mergeSpecs(base, mine, theirs);
    QVERIFY(merge.structural);
    QCOMPARE(merge.open(), 0);
    const AppSpec made = readSpec(*merge.result()).spec;
    QCOMPARE(made.name, u"B"_s);
    QStringList texts;
    for (const SpecFeature &feature : made.features)
        texts << feature.text;
    texts.sort();
    QCOMPARE(texts,
             QStringList({u"add a big task"_s, u"drop a task"_s, u"print tasks"_s, u"share tasks with friends"_s}));
}

void tst_SpecMerge::whatBothChangedInATextWrittenAnewIsAsked()
{
    const QByteArray base = "# A\n## Features\n- add a task {#add}\n- drop a task\n- sort tasks\n";
    const QByteArray mine = "# A\n## Features\n- add a big task {#add}\n- drop a task\n- sort tasks\n";
    const QByteArray theirs = "# A\n## Features\n* sort tasks\n* drop a task\n* add a small task {#add}\n";
    SpecMerge merge = mergeSpecs(base, mine, theirs);
    QCOMPARE(merge.conflicts.size(), 1);
    QCOMPARE(merge.conflicts.at(0).mine, QByteArray("* add a big task {#add}\n"));
    QCOMPARE(merge.conflicts.at(0).theirs, QByteArray("* add a small task {#add}\n"));
    QCOMPARE(chosen(merge, Choice::Theirs), theirs);
}

void tst_SpecMerge::neverLosesAChangeOfTheStructure()
{
    int fewer = 0;
    for (quint32 seed = 0; seed < 300; ++seed) {
        SpecMaker maker(seed);
        const AppSpec base = readSpec(maker.make()).spec;
        AppSpec mine = base;
        QStringList wanted;
        for (int edits = 1 + maker.below(3); edits > 0; --edits) {
            const SpecFeature &feature = mine.features.at(maker.below(static_cast<int>(mine.features.size())));
            const QString text = u"mine "_s + maker.words();
            const bool adds = maker.below(2) == 0;
            auto changed = changedSpec(mine,
                                       {.kind = adds ? SpecChange::Kind::AddFeature : SpecChange::Kind::SetFeature,
                                        .target = adds ? QString() : feature.id,
                                        .group = feature.group,
                                        .value = text});
            QVERIFY(changed);
            // A later edit may have changed an earlier one.
            wanted.removeAll(feature.text);
            wanted << text;
            mine = *changed;
            wanted.removeIf([&mine](const QString &each) {
                return !std::ranges::contains(mine.features, each, &SpecFeature::text);
            });
        }
        // Written anew: other blanks everywhere, another order, some features gone.
        QList<QByteArray> lines;
        for (const QByteArray &line : base.source.split('\n'))
            lines << (line.trimmed().isEmpty() || seed % 3 == 0 ? line : line + ' ');
        if (seed % 2 == 0 && lines.size() > 12)
            lines.removeAt(6 + maker.below(static_cast<int>(lines.size()) - 8));
        const QByteArray theirs = lines.join('\n');
        const SpecMerge merge = mergeSpecs(base.source, mine.source, theirs);
        QByteArray shown;
        for (const MergePiece &piece : merge.pieces)
            shown += piece.conflict < 0 ? piece.text : merge.conflicts.at(piece.conflict).mine;
        for (const QString &text : wanted)
            QVERIFY2(shown.contains(text.toUtf8()),
                     ("lost: " + text.toUtf8() + "\nbase:\n" + base.source + "\nmine:\n" + mine.source + "\ntheirs:\n"
                      + theirs)
                         .constData());
        fewer += merge.conflicts.isEmpty() ? 1 : 0;
    }
    QVERIFY2(fewer > 100, qPrintable(QString::number(fewer)));
}

void tst_SpecMerge::hasNoResultWhileAConflictIsOpen()
{
    const SpecMerge merge = mergeSpecs("a\n", "b\n", "c\n");
    const auto result = merge.result();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::WrongState);
}

QTEST_GUILESS_MAIN(tst_SpecMerge)
#include "tst_specmerge.moc"
