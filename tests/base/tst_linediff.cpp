// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linediff.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheShortestChanges_data();
    void findsTheShortestChanges();
    void givesOneChangeWhenTheyAreTooMany();
    void isReadByPatch();
    void knowsBinaryContent();
};

namespace
{

QList<QByteArrayView> letters(const QByteArray &text)
{
    QList<QByteArrayView> lines;
    for (qsizetype i = 0; i < text.size(); ++i)
        lines.append(QByteArrayView(text).sliced(i, 1));
    return lines;
}

QByteArray randomText(QRandomGenerator &random)
{
    QByteArray text;
    for (int i = random.bounded(30); i > 0; --i)
        text += QByteArray(1, static_cast<char>('a' + random.bounded(4))) + '\n';
    if (random.bounded(3) == 0 && !text.isEmpty())
        text.chop(1);
    return text;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace

void TestLineDiff::findsTheShortestChanges_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("lines");
    QTest::newRow("equal") << QByteArray("abc") << QByteArray("abc") << 0;
    QTest::newRow("from nothing") << QByteArray() << QByteArray("abc") << 3;
    QTest::newRow("to nothing") << QByteArray("abc") << QByteArray() << 3;
    QTest::newRow("the example of the paper") << QByteArray("abcabba") << QByteArray("cbabac") << 5;
    QTest::newRow("middle") << QByteArray("abcde") << QByteArray("abxde") << 2;
    QTest::newRow("two places") << QByteArray("abcdefgh") << QByteArray("xbcdefgy") << 4;
    QTest::newRow("nothing in common") << QByteArray("aaa") << QByteArray("bb") << 5;
}

void TestLineDiff::findsTheShortestChanges()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const int, lines);
    const QList<LineChange> changes = lineChanges(letters(before), letters(after));
    qsizetype found = 0, at = 0;
    QByteArray applied;
    for (const LineChange &change : changes) {
        found += change.removed + change.added;
        applied += before.sliced(at, change.before - at) + after.sliced(change.after, change.added);
        at = change.before + change.removed;
    }
    applied += before.sliced(at);
    QCOMPARE(applied, after);
    QCOMPARE(found, lines);
}

void TestLineDiff::givesOneChangeWhenTheyAreTooMany()
{
    const QByteArray before = "x" + QByteArray(50, 'a') + "y", after = "x" + QByteArray(40, 'b') + "y";
    QCOMPARE(lineChanges(letters(before), letters(after), 10), (QList<LineChange> {{1, 50, 1, 40}}));
}

void TestLineDiff::isReadByPatch()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"f"_s), patch = folder.filePath(u"p"_s);
    QRandomGenerator random(11);
    for (int round = 0; round < 60; ++round) {
        const QByteArray before = randomText(random), after = randomText(random);
        const QByteArray diff = unifiedDiff(before, after);
        QCOMPARE(diff.isEmpty(), before == after);
        if (before.isEmpty() || after.isEmpty() || diff.isEmpty())
            continue;
        write(file, before);
        write(patch, "--- f\n+++ f\n" + diff);
        QProcess program;
        program.start(u"patch"_s, {u"--silent"_s, u"--fuzz=0"_s, file, patch});
        QVERIFY2(program.waitForFinished(), "the program patch is missing");
        QVERIFY2(program.exitCode() == 0, (before + "\n=>\n" + after + "\n" + diff + program.readAll()).constData());
        QFile patched(file);
        QVERIFY(patched.open(QIODevice::ReadOnly));
        QCOMPARE(patched.readAll(), after);
    }
}

void TestLineDiff::knowsBinaryContent()
{
    QVERIFY(isBinary(QByteArrayView("a\0b", 3)));
    QVERIFY(!isBinary("text\n"));
    QVERIFY(!isBinary({}));
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
