// SPDX-License-Identifier: GPL-3.0-or-later
#include "speceditorfixture.h"

#include <QCheckBox>
#include <QLabel>

using namespace bw;
using namespace bw::desktop;

class tst_SpecEditorTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyQuickFixMends_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("remedy");
        const QString head = u"# A\n\nTier: simple\n\n## Features\n"_s;
        const QString twice = head + u"- one {#a}\n- two {#a}\n"_s;
        QTest::newRow("rename id") << twice << u"is taken"_s << u"Give it"_s;
        QTest::newRow("remove feature") << twice << u"is taken"_s << u"Remove the feature"_s;
        QTest::newRow("same text") << head + u"- one\n- one\n"_s << u"the same feature"_s << u"Remove the feature"_s;
        QTest::newRow("dependency") << head + u"- one {#a depends=\"b\"}\n"_s << u"is no feature"_s
                                    << u"Remove the dep"_s;
        QTest::newRow("itself") << head + u"- one {#a depends=\"a\"}\n"_s << u"on itself"_s << u"Remove the dep"_s;
        QTest::newRow("empty group") << head + u"### X\n### Y\n- one\n"_s << u"nothing in the group"_s
                                     << u"Remove the gr"_s;
        QTest::newRow("table") << head
                + u"- one\n## Data Model\n### users\n- id: integer\n## API Endpoints\n- GET /orders: x\n"_s
                               << u"no table"_s << u"Add the table"_s;
        QString many = head;
        for (int i = 0; i < 60; ++i)
            many += u"- thing %1\n"_s.arg(i);
        QTest::newRow("tier") << many << u"do not fit"_s << u"Set the tier"_s;
        const QString aimed =
            u"# A\n\nTarget features: 5\n\n## Features\n- one\n- two\n- three\n- four\n- five\n- six\n- 7\n"_s;
        QTest::newRow("target") << aimed << u"aimed at"_s << u"Aim at"_s;
    }
    void everyQuickFixMends()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, problem);
        QFETCH(const QString, remedy);
        SpecEditorFixture f;
        f.open(text);
        const int before = f.findings().model()->rowCount();
        QVERIFY(f.mend(problem, remedy));
        BW_TRY_COMPARE(f.findings().model()->rowCount(), before - 1);
        QVERIFY(f.editor.text() != text);
        QTest::keySequence(&f.source(), QKeySequence::Undo);
        QCOMPARE(f.editor.text(), text);
    }

    void aFixOfAnOldReadingMeetsTheNewText()
    {
        SpecEditorFixture f;
        f.open(u"# A\n## Features\n- one {#a}\n- two {#a}\n"_s);
        f.findings().setCurrentIndex(f.findings().model()->index(0, 0));
        f.caretTo(u"# A"_s);
        f.source().insertPlainText(u"pp\n\nWords.\n"_s);
        QVERIFY(f.mend(u"is taken"_s, u"Give it"_s));
        QCOMPARE(f.editor.text(), u"# App\n\nWords.\n\n## Features\n- one {#a}\n- two {#a-2}\n"_s);
    }

    void findsAndReplaces()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        QVERIFY(f.editor.find());
        auto *words = f.named<QLineEdit>(u"Find"_s);
        QVERIFY(words->isVisible());
        words->setText(u"log"_s);
        QVERIFY(f.labelled<QLabel>(u"1 of 5"_s));
        QTest::keyClick(words, Qt::Key_Return);
        QVERIFY(f.labelled<QLabel>(u"2 of 5"_s));
        QTest::keyClick(words, Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(f.labelled<QLabel>(u"1 of 5"_s));
        f.labelled<QCheckBox>(u"&Whole words"_s)->setChecked(true);
        QVERIFY(f.labelled<QLabel>(u"1 of 2"_s));
        f.labelled<QCheckBox>(u"Match &case"_s)->setChecked(true);
        QVERIFY(f.labelled<QLabel>(u"Not found"_s));
        words->setText(u"Log"_s);
        f.editor.replace();
        words->setText(u"Log"_s);
        f.named<QLineEdit>(u"Replace with"_s)->setText(u"Sign"_s);
        f.labelled<QPushButton>(u"Replace &All"_s)->click();
        QCOMPARE(f.editor.text(), QString(sampleMarkdown).replace(u"- Log"_s, u"- Sign"_s));
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(!words->isVisible());
        QVERIFY(f.source().hasFocus());
        QTest::keySequence(&f.source(), QKeySequence::Undo);
        QCOMPARE(f.editor.text(), sampleMarkdown);
    }

    void goesFromProblemToProblem()
    {
        SpecEditorFixture f;
        f.open(u"# A\n## Features\n### Empty\n### Full\n- one {#a}\n- two {#a}\n- three {#c depends=\"d\"}\n"_s);
        QList<int> lines;
        for (int i = 0; i < 4; ++i) {
            f.editor.goToFinding(true);
            lines << f.source().caretLine();
        }
        QCOMPARE(lines, (QList<int> {3, 6, 7, 3}));
        f.editor.goToFinding(false);
        QCOMPARE(f.source().caretLine(), 7);
    }
};

QTEST_MAIN(tst_SpecEditorTools)
#include "tst_speceditortools.moc"
