// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/textdiff.h"
#include "specmaker.h"

#include <QElapsedTimer>
#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;
using Kind = TextDiffLine::Kind;

class tst_TextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalTextsHaveNoHunk();
    void applyingItGivesTheOtherText();
    void numbersAreThoseOfTheLines();
    void aLineThatWasRewrittenShowsItsWords();
    void whatIsFarApartStandsInHunksOfItsOwn();
    void aMissingLineFeedIsADifference();
    void tooManyLinesAreCounted();
    void aMegabyteWrittenAnewIsBounded();
};

namespace
{

QByteArray bytes(const TextDiffLine &line) { return line.text.toUtf8() + (line.endless ? "" : "\n"); }

/// What `patch` would make of the old text; empty optional = a line that should be there is not.
std::optional<QByteArray> applied(const QByteArray &before, const TextDiff &diff)
{
    QList<QByteArray> old;
    for (qsizetype at = 0; at < before.size();) {
        const qsizetype end = before.indexOf('\n', at);
        const qsizetype next = end < 0 ? before.size() : end + 1;
        old << before.sliced(at, next - at);
        at = next;
    }
    QByteArray result;
    qsizetype at = 0;
    for (const TextHunk &hunk : diff.hunks) {
        for (const TextDiffLine &line : hunk.lines) {
            if (line.kind == Kind::Added) {
                result += bytes(line);
                continue;
            }
            for (; at < line.before - 1; ++at)
                result += old.value(at);
            if (old.value(at) != bytes(line))
                return std::nullopt;
            ++at;
            if (line.kind == Kind::Same)
                result += bytes(line);
        }
    }
    for (; at < old.size(); ++at)
        result += old.at(at);
    return result;
}

QByteArray edited(const QByteArray &text, SpecMaker &maker)
{
    QList<QByteArray> lines = text.split('\n');
    for (int edits = maker.below(9); edits > 0; --edits) {
        const int at = maker.below(static_cast<int>(lines.size()));
        switch (maker.below(4)) {
        case 0:
            lines.removeAt(at);
            break;
        case 1:
            lines.insert(at, maker.words().toUtf8());
            break;
        default:
            lines[at] += ' ' + maker.words(2).toUtf8();
        }
        if (lines.isEmpty())
            lines << QByteArray();
    }
    return lines.join('\n');
}

}  // namespace

void tst_TextDiff::equalTextsHaveNoHunk()
{
    QCOMPARE(diffTexts("a\nb\n", "a\nb\n"), TextDiff {});
    QCOMPARE(diffTexts({}, {}), TextDiff {});
}

void tst_TextDiff::applyingItGivesTheOtherText()
{
    for (quint32 seed = 0; seed < 300; ++seed) {
        SpecMaker maker(seed);
        const QByteArray before = seed % 17 == 0 ? QByteArray() : maker.make();
        const QByteArray after = seed % 13 == 0 ? maker.make() : edited(before, maker);
        for (const int around : {1, 3}) {
            const TextDiff diff = diffTexts(before, after, around);
            QCOMPARE(diff.hunks.isEmpty(), before == after);
            const auto made = applied(before, diff);
            QVERIFY2(made && *made == after, qPrintable(u"seed %1"_s.arg(seed)));
            QCOMPARE(diff.left, 0);
            for (const TextHunk &hunk : diff.hunks)
                for (const TextDiffLine &line : hunk.lines) {
                    QString words;
                    for (const WordPiece &piece : line.words)
                        words += piece.text;
                    QVERIFY(line.words.isEmpty() || words == line.text);
                    QVERIFY(line.other < 0 || hunk.lines.at(line.other).kind != line.kind);
                }
        }
    }
}

void tst_TextDiff::numbersAreThoseOfTheLines()
{
    const TextDiff diff = diffTexts("a\nb\nc\n", "a\nx\ny\nc\n", 1);
    QCOMPARE(diff.hunks.size(), 1);
    QStringList shown;
    for (const TextDiffLine &line : diff.hunks.first().lines)
        shown << u"%1 %2 %3"_s.arg(line.before).arg(line.after).arg(line.text);
    QCOMPARE(shown, (QStringList {u"1 1 a"_s, u"2 0 b"_s, u"0 2 x"_s, u"0 3 y"_s, u"3 4 c"_s}));
    QCOMPARE(diff.removed, 1);
    QCOMPARE(diff.added, 2);
}

void tst_TextDiff::aLineThatWasRewrittenShowsItsWords()
{
    const TextDiff diff = diffTexts("sort tasks by name\nold\n", "sort tasks by date\nnothing like it\n");
    const QList<TextDiffLine> &lines = diff.hunks.first().lines;
    QCOMPARE(lines.at(0).words.last().text, u"name"_s);
    QCOMPARE(lines.at(0).words.last().kind, WordPiece::Kind::Removed);
    QCOMPARE(lines.at(0).other, 2);
    QCOMPARE(lines.at(2).words.last().text, u"date"_s);
    QVERIFY(lines.at(1).words.isEmpty() && lines.at(3).words.isEmpty());
}

void tst_TextDiff::whatIsFarApartStandsInHunksOfItsOwn()
{
    QByteArray before, after;
    for (int i = 0; i < 40; ++i)
        before += QByteArray::number(i) + '\n';
    after = before;
    after.replace("\n5\n", "\nfive\n").replace("\n30\n", "\nthirty\n");
    QCOMPARE(diffTexts(before, after).hunks.size(), 2);
    QCOMPARE(diffTexts(before, after).hunks.first().lines.size(), 8);
    QCOMPARE(diffTexts(before, after, 20).hunks.size(), 1);
}

void tst_TextDiff::aMissingLineFeedIsADifference()
{
    const TextDiff diff = diffTexts("a\nb\n", "a\nb");
    QCOMPARE(diff.hunks.size(), 1);
    QVERIFY(diff.hunks.first().lines.last().endless);
    QVERIFY(!diff.hunks.first().lines.at(1).endless);
}

void tst_TextDiff::tooManyLinesAreCounted()
{
    const QByteArray before = QByteArray("a\n").repeated(300), after = QByteArray("b\n").repeated(200);
    const TextDiff diff = diffTexts(before, after, 3, 100);
    QCOMPARE(diff.hunks.size(), 1);
    QCOMPARE(diff.hunks.first().lines.size(), 100);
    QCOMPARE(diff.left, 400);
    QCOMPARE(diff.removed, 300);
    QCOMPARE(diff.added, 200);
    // What is far behind the end leads to no empty hunk.
    const TextDiff two =
        diffTexts(before + QByteArray("s\n").repeated(20) + "x\n", after + QByteArray("s\n").repeated(20), 3, 100);
    QCOMPARE(two.hunks.size(), 1);
    QCOMPARE(two.left, 401);
}

void tst_TextDiff::aMegabyteWrittenAnewIsBounded()
{
    QByteArray before, after;
    for (int i = 0; before.size() < 1'000'000; ++i) {
        before += "the feature number " + QByteArray::number(i) + " lists tasks\n";
        after += "what stands in " + QByteArray::number(i * 7) + " is another thing\n";
    }
    QElapsedTimer timer;
    timer.start();
    const TextDiff diff = diffTexts(before, after);
    qInfo() << "1 MB written anew:" << timer.elapsed() << "ms";
    qsizetype lines = 0;
    for (const TextHunk &hunk : diff.hunks)
        lines += hunk.lines.size();
    QVERIFY(lines <= 50'000);
    QCOMPARE(lines + diff.left, diff.added + diff.removed);
    QVERIFY2(timer.elapsed() < 20'000, "not a matter of one pass any more");
}

QTEST_GUILESS_MAIN(tst_TextDiff)
#include "tst_textdiff.moc"
