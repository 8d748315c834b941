// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specdiff.h"
#include "spec/specparser.h"
#include "specmaker.h"
#include "specsource.h"

#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;

class tst_SpecDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryKindOfDifference_data();
    void namesEveryKindOfDifference();
    void wordsMakeBothTexts();
    void theFewestFeaturesMove();
    void equalDataDoesNotDiffer();
    void bothWaysTellTheSame();
    void aDifferenceIsAnObject();
};

namespace
{

AppSpec specOf(const QByteArray &text) { return readSpec(text).spec; }

QStringList told(const QByteArray &before, const QByteArray &after)
{
    QStringList lines;
    for (const SpecDifference &d : diffSpecs(specOf(before), specOf(after)))
        lines << u"%1 %2 %3: %4 > %5"_s.arg(toKey(d.kind), toKey(d.what), d.key,
                                            d.kind == SpecDifference::Kind::Moved ? d.groupBefore : d.before,
                                            d.kind == SpecDifference::Kind::Moved ? d.groupAfter : d.after);
    return lines;
}

}  // namespace

void tst_SpecDiff::namesEveryKindOfDifference_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    const QByteArray base = "# A\n## Features\n### G\n- add a task\n- drop the task list\n### H\n- log in\n";
    QTest::newRow("nothing") << base << base << QStringList {};
    QTest::newRow("name") << base << QByteArray(base).replace("# A\n", "# B\n")
                          << QStringList {u"changed name name: A > B"_s};
    QTest::newRow("tier") << base << QByteArray(base).replace("# A\n", "# A\nTier: simple\n")
                          << QStringList {u"added tier tier:  > simple"_s};
    QTest::newRow("added") << base << QByteArray(base + "- log out\n")
                           << QStringList {u"added feature log-out:  > log out"_s};
    QTest::newRow("removed") << base << QByteArray(base).replace("- add a task\n", "")
                             << QStringList {u"removed feature add-a-task: add a task > "_s};
    QTest::newRow("changed") << base << QByteArray(base).replace("drop the task list", "drop the whole task list")
                             << QStringList {u"changed feature drop-the-whole-task-list: drop the task list > drop the "
                                             "whole task list"_s};
    QTest::newRow("moved to a group")
        << base << QByteArray("# A\n## Features\n### G\n- drop the task list\n### H\n- log in\n- add a task\n")
        << QStringList {u"moved feature add-a-task: G > H"_s};
    QTest::newRow("moved within")
        << base << QByteArray("# A\n## Features\n### G\n- drop the task list\n- add a task\n### H\n- log in\n")
        << QStringList {u"moved feature drop-the-task-list: G > G"_s};
    QTest::newRow("group") << base << QByteArray(base).replace("### H", "### I")
                           << QStringList {u"moved feature log-in: H > I"_s, u"added group I:  > I"_s,
                                           u"removed group H: H > "_s};
    QTest::newRow("items") << QByteArray("# A\n## Features\n- a\n## Data Model\n### t\n- id: integer\n- x: text\n")
                           << QByteArray("# A\n## Features\n- a\n## Data Model\n### t\n- id: bigint\n- y: text\n")
                           << QStringList {u"changed item data_model/t/id: integer > bigint"_s,
                                           u"added item data_model/t/y:  > text"_s,
                                           u"removed item data_model/t/x: text > "_s};
    QTest::newRow("free section") << QByteArray("# A\n## Features\n- a\n## Notes\none\n## Gone\nx\n")
                                  << QByteArray("# A\n## Features\n- a\n## Notes\ntwo\n")
                                  << QStringList {u"changed section Notes: one > two"_s,
                                                  u"removed section Gone: x > "_s};
}

void tst_SpecDiff::namesEveryKindOfDifference()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, expected);
    QStringList sorted = told(before, after);
    sorted.sort();
    expected.sort();
    QCOMPARE(sorted, expected);
}

void tst_SpecDiff::wordsMakeBothTexts()
{
    SpecMaker maker(7);
    for (int i = 0; i < 300; ++i) {
        const QString before = maker.words(12);
        QStringList words = before.split(u' ');
        words.removeAt(maker.below(static_cast<int>(words.size())));
        words.insert(maker.below(static_cast<int>(words.size()) + 1), maker.words(2));
        const QString after = i % 7 == 0 ? maker.words() : words.join(u' ');
        QString old;
        QString now;
        for (const WordPiece &piece : wordDiff(before, after)) {
            QVERIFY(!piece.text.isEmpty());
            if (piece.kind != WordPiece::Kind::Added)
                old += piece.text;
            if (piece.kind != WordPiece::Kind::Removed)
                now += piece.text;
        }
        QCOMPARE(old, before);
        QCOMPARE(now, after);
    }
}

void tst_SpecDiff::theFewestFeaturesMove()
{
    // One feature from the end to the front: one moves, not all the others.
    QByteArray before = "# A\n## Features\n";
    for (int i = 0; i < 50; ++i)
        before += "- feature number " + QByteArray::number(i) + "\n";
    const QByteArray last = "- feature number 49\n";
    QByteArray after = before.chopped(last.size());
    after.insert(after.indexOf("- "), last);
    QCOMPARE(told(before, after), QStringList {u"moved feature feature-number-49:  > "_s});
}

void tst_SpecDiff::equalDataDoesNotDiffer()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        const QByteArray text = SpecMaker(seed).make();
        QVERIFY(diffSpecs(specOf(text), specOf(text)).isEmpty());
        QByteArray other = text;
        other.replace("\r\n", "\n");
        QVERIFY2(diffSpecs(specOf(text), specOf(other)).isEmpty(), text.constData());
    }
}

void tst_SpecDiff::bothWaysTellTheSame()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        const AppSpec a = specOf(SpecMaker(seed).make());
        const AppSpec b = specOf(SpecMaker(seed + 1000).make());
        const auto count = [](const QList<SpecDifference> &list, SpecDifference::Kind kind) {
            return std::ranges::count(list, kind, &SpecDifference::kind);
        };
        const auto there = diffSpecs(a, b);
        const auto back = diffSpecs(b, a);
        QCOMPARE(count(there, SpecDifference::Kind::Added), count(back, SpecDifference::Kind::Removed));
        QCOMPARE(count(there, SpecDifference::Kind::Removed), count(back, SpecDifference::Kind::Added));
        QCOMPARE(count(there, SpecDifference::Kind::Changed), count(back, SpecDifference::Kind::Changed));
    }
}

void tst_SpecDiff::aDifferenceIsAnObject()
{
    const auto differences =
        diffSpecs(specOf("# A\n## Features\n- one two\n"), specOf("# A\n## Features\n- one three two\n"));
    QCOMPARE(differences.size(), 1);
    QCOMPARE(
        QString::fromUtf8(toBytes(toJson(differences.constFirst()))),
        u"{\"kind\":\"changed\",\"what\":\"feature\",\"key\":\"one-three-two\",\"before\":\"one two\",\"after\":\"one "
        "three two\",\"lines\":[3,3],\"words\":[[\" \",\"one \"],[\"+\",\"three \"],[\" \",\"two\"]]}"_s);
}

QTEST_GUILESS_MAIN(tst_SpecDiff)
#include "tst_specdiff.moc"
