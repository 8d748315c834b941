// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures.h"
#include "speceditorfixture.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QRandomGenerator>
#include <QTextBlock>

using namespace bw;
using namespace bw::desktop;

namespace
{

QString expected(const QString &text, const spec::SpecChange &change)
{
    const spec::AppSpec spec = spec::readSpec(text.toUtf8()).spec;
    const auto edits = spec::editsFor(spec, change);
    if (!edits)
        return u"wrong"_s;
    // fromUtf8() leaves the mark out.
    const QString mark = text.startsWith(QChar::ByteOrderMark) ? text.left(1) : QString();
    return mark + QString::fromUtf8(spec::applyEdits(text.toUtf8(), *edits).value_or("wrong"));
}

}  // namespace

class tst_SpecEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsTypedIsSeenInTheOutline()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        QVERIFY(f.select(u"Pay"_s));
        const QPersistentModelIndex pay(f.tree().currentIndex());
        f.caretTo(u"- Pay"_s);
        QTest::keyClicks(&f.source(), u" by card"_s);
        BW_TRY_COMPARE(pay.data().toString(), u"Pay by card"_s);
        QCOMPARE(f.tree().currentIndex(), QModelIndex(pay));
        BW_TRY_COMPARE(f.named<QPlainTextEdit>(u"Text"_s)->toPlainText(), u"Pay by card"_s);
        QVERIFY(f.editor.isModified());
    }

    void theOutlineFollowsTheCaret()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        f.caretTo(u"- GET /users"_s);
        BW_TRY_COMPARE(f.tree().currentIndex().data().toString(), u"GET /users: all users"_s);
    }

    void aChangeInTheFormLeavesEveryOtherByte()
    {
        // A mark, CRLF, blanks that do not break, and a character that a document takes for a line end.
        const QString strange = QChar(QChar::ByteOrderMark)
            + QString(sampleXml)
                  .replace(u"\n"_s, u"\r\n"_s)
                  .replace(u"free text"_s, u"free\u00a0text\u2028\u2029 \ufdd0"_s);
        for (const QString &text : {sampleMarkdown, sampleXml, strange}) {
            SpecEditorFixture f;
            f.open(text);
            QCOMPARE(f.editor.text(), text);
            QVERIFY(!f.editor.isModified());
            QVERIFY(f.select(u"Pay"_s));
            f.named<QPlainTextEdit>(u"Text"_s)->setPlainText(u"Pay <by> card"_s);
            const QString changed = expected(
                text, {.kind = spec::SpecChange::Kind::SetFeature, .target = u"pay"_s, .value = u"Pay <by> card"_s});
            QCOMPARE(f.editor.text(), changed);
            QVERIFY(changed != text && f.editor.isModified());
            f.tree().setFocus();
            QTest::keySequence(&f.tree(), QKeySequence::Undo);
            QCOMPARE(f.editor.text(), text);
            QVERIFY(!f.editor.isModified());
        }
    }

    void textsThatEndInOddWaysComeBack()
    {
        SpecEditorFixture f;
        for (const QString &text : {u""_s, u"\n"_s, u"\r\n"_s, u"a\r\nb\nc\r"_s, u"a\rb"_s, u"\ue000\r\n\ue001\n"_s,
                                    u"\u2029"_s, u"a\n\n\n"_s}) {
            f.editor.open(text);
            QCOMPARE(f.editor.text(), text);
        }
    }

    void typingInTheFormIsOneStepToUndo()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        QVERIFY(f.select(u"Pay"_s));
        auto *text = f.named<QPlainTextEdit>(u"Text"_s);
        text->setFocus();
        text->moveCursor(QTextCursor::End);
        for (const QString &words : {u" by"_s, u" card "_s, u"only"_s}) {
            QTest::keyClicks(text, words);
            (void)f.editor.text();
        }
        QVERIFY(f.editor.text().contains(u"- Pay by card only {#pay}"_s));
        QTest::keySequence(text, QKeySequence::Undo);
        QCOMPARE(f.editor.text(), sampleMarkdown);
        QCOMPARE(text->toPlainText(), u"Pay"_s);
        QCOMPARE(f.source().caretLine(), 13);
        QTest::keySequence(text, QKeySequence::Redo);
        QVERIFY(f.editor.text().contains(u"- Pay by card only {#pay}"_s));
    }

    void featuresAreMovedAddedAndRemovedByKeys()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        QVERIFY(f.select(u"Pay"_s));
        f.tree().setFocus();
        QTest::keyClick(&f.tree(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(f.editor.text().contains(u"### Cart\n- Pay {#pay}\n- Add a thing"_s));
        QTest::keyClick(&f.tree(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(f.editor.text().contains(u"depends=\"login\"}\n- Pay {#pay}\n### Cart"_s));
        QCOMPARE(f.tree().currentIndex().data().toString(), u"Pay"_s);
        QTest::keyClick(&f.tree(), Qt::Key_Down, Qt::AltModifier);
        QVERIFY(f.editor.text().contains(u"### Cart\n- Pay {#pay}\n- Add a thing"_s));
        auto *group = f.named<QComboBox>(u"Group"_s);
        group->setCurrentIndex(group->findText(u"Accounts"_s));
        Q_EMIT group->activated(group->currentIndex());
        QVERIFY(f.editor.text().contains(u"depends=\"login\"}\n- Pay {#pay}\n### Cart"_s));
        f.tree().setFocus();
        QVERIFY(f.select(u"Add a thing"_s));
        QTest::keyClick(&f.tree(), Qt::Key_Delete);
        QVERIFY(!f.editor.text().contains(u"Add a thing"_s));
        QVERIFY(f.select(u"Log in"_s));
        f.tree().setFocus();
        QTest::keyClick(&f.tree(), Qt::Key_Insert);
        QVERIFY(f.editor.text().contains(u"- Log in {#login}\n- New feature\n- Log out"_s));
        f.tree().setFocus();
        for (int i = 0; i < 6; ++i)
            QTest::keySequence(&f.tree(), QKeySequence::Undo);
        QCOMPARE(f.editor.text(), sampleMarkdown);
    }

    void undoRunsAcrossBothSides()
    {
        for (const QString &text : {sampleMarkdown, sampleXml}) {
            SpecEditorFixture f;
            f.open(text);
            QRandomGenerator random(4711);
            for (int round = 0; round < 120; ++round)
                randomEdit(f, random);
            // Nothing to redo is left over from the way.
            f.source().insertPlainText(u"the end"_s);
            const QString last = f.editor.text();
            for (int i = 0; i < 2000 && f.source().document()->isUndoAvailable(); ++i)
                QTest::keySequence(&f.source(), QKeySequence::Undo);
            QCOMPARE(f.editor.text(), text);
            QVERIFY(!f.editor.isModified());
            for (int i = 0; i < 2000 && f.source().document()->isRedoAvailable(); ++i)
                QTest::keySequence(&f.source(), QKeySequence::Redo);
            QCOMPARE(f.editor.text(), last);
        }
    }

    void aTextThatCannotBeReadSaysSoAndKeepsTheOutline()
    {
        SpecEditorFixture f;
        f.open(sampleXml);
        f.caretTo(u"</feature_group"_s);
        QTest::keyClicks(&f.source(), u"x"_s);
        const auto notice = [&] {
            for (const auto *label : f.editor.findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(u"cannot be read"_s))
                    return label->text();
            return QString();
        };
        BW_TRY_VERIFY(notice().contains(u"Line 8"_s));
        QVERIFY(!f.tree().isEnabled());
        QVERIFY(!f.rows(u"Pay"_s).isEmpty());
        QTest::keyClick(&f.source(), Qt::Key_Backspace);
        BW_TRY_VERIFY(f.tree().isEnabled());
        QCOMPARE(notice(), QString());
    }

    void aRapidTypistLosesNothing()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        f.caretTo(u"- Pay"_s);
        const QString before = f.editor.text().left(f.source().textCursor().position());
        const QString after = f.editor.text().mid(f.source().textCursor().position());
        QString typed;
        QRandomGenerator random(3);
        const QSignalSpy told(&f.editor, &SpecEditor::errorsChanged);
        qsizetype seen = 0;
        for (int i = 0; i < 600; ++i) {
            const QChar c = u"abc <>&#\"{}"_s.at(random.bounded(11));
            typed += c;
            QTest::keyClick(&f.source(), c.toLatin1());
            if (i % 7 == 0)
                QCoreApplication::processEvents();
            // Readings come in between.
            if (i % 150 == 149) {
                BW_TRY_VERIFY(told.size() > seen);
                seen = told.size();
            }
        }
        QCOMPARE(f.editor.text(), before + typed + after);
        QCOMPARE(f.source().textCursor().position(), before.size() + typed.size());
    }

    void aMegabyteIsColouredAndReadBesideTheTypist()
    {
        QString text = u"# Large\n## Features\n"_s;
        while (text.size() < 1'000'000)
            text += u"- Feature number %1 does `something` that matters {#f%1}\n"_s.arg(text.size());
        SpecEditorFixture f;
        f.open(text);
        QVERIFY(f.editor.text() == text);
        QTextCursor end(f.source().document());
        end.movePosition(QTextCursor::End);
        BW_TRY_VERIFY(!end.block().previous().layout()->formats().isEmpty());
        // A fence that opens makes code of all that follows, in its own time.
        f.caretTo(u"## Features\n"_s);
        QTest::keyClicks(&f.source(), u"```"_s);
        QTest::keyClick(&f.source(), Qt::Key_Return);
        BW_TRY_COMPARE(end.block().previous().layout()->formats().size(), 1);
    }

    void looksWellInEveryLook()
    {
        SpecEditorFixture f;
        f.editor.resize(1100, 720);
        f.open(QString(sampleMarkdown)
                   .replace(u"{#pay}"_s, u"{#add}"_s)
                   .replace(u"Sells things."_s,
                            u"Sells **things** with `code`, and a long line that is wrapped where "
                            "the text has no more room, as prose mostly is in a specification."_s));
        QVERIFY(f.select(u"Log out"_s));
        f.editor.goToFinding(true);
        QVERIFY(takePictures(f.window.look, u"speceditor_markdown"_s, f.editor));
        f.open(QString(sampleXml).replace(u"</feature>\n    </feature_group>"_s, u"</feature>\n    </feature_grup>"_s));
        f.editor.replace();
        QVERIFY(takePictures(f.window.look, u"speceditor_broken"_s, f.editor));
        f.editor.resize(520, 600);
        f.open(sampleXml);
        QVERIFY(takePictures(f.window.look, u"speceditor_narrow"_s, f.editor));
    }

    void everythingHasAName()
    {
        SpecEditorFixture f;
        f.open(sampleMarkdown);
        f.editor.replace();
        for (auto *widget : f.editor.findChildren<QWidget *>()) {
            // Parts of other widgets belong to them.
            if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisible() || widget->focusProxy() != nullptr
                || widget->objectName().startsWith(u"qt_"_s))
                continue;
            QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
    }

private:
    static void randomEdit(SpecEditorFixture &f, QRandomGenerator &random)
    {
        const QStringList words {u"new"_s, u"<b>"_s, u"& so"_s, u"\n- line"_s, u"### g"_s, u"ü"_s};
        const QString word = words.at(random.bounded(words.size()));
        switch (random.bounded(6)) {
        case 0: {
            QTextCursor cursor(f.source().document());
            cursor.setPosition(random.bounded(f.source().document()->characterCount()));
            f.source().setTextCursor(cursor);
            f.source().insertPlainText(word);
            break;
        }
        case 1:
            QTest::keyClick(&f.source(), Qt::Key_Backspace);
            break;
        case 2:
            QTest::keySequence(&f.source(), random.bounded(2) == 0 ? QKeySequence::Undo : QKeySequence::Redo);
            break;
        default:
            randomFormEdit(f, random, word);
        }
    }
    static void randomFormEdit(SpecEditorFixture &f, QRandomGenerator &random, const QString &word)
    {
        const QModelIndexList all = f.rows(u"*"_s);
        if (all.isEmpty() || !f.tree().isEnabled())
            return;
        f.tree().setFocus();
        f.tree().setCurrentIndex(all.at(random.bounded(all.size())));
        const auto text = f.named<QPlainTextEdit>(u"Text"_s);
        const auto name = f.named<QLineEdit>(u"Name"_s);
        switch (random.bounded(6)) {
        case 0:
            if (text->isVisible())
                text->insertPlainText(word);
            break;
        case 1:
            if (name->isVisible())
                name->insert(QString(word).remove(u'\n'));
            break;
        case 2:
            QTest::keyClick(&f.tree(), Qt::Key_Up, Qt::AltModifier);
            break;
        case 3:
            QTest::keyClick(&f.tree(), Qt::Key_Down, Qt::AltModifier);
            break;
        case 4:
            if (random.bounded(4) == 0)
                QTest::keyClick(&f.tree(), Qt::Key_Delete);
            break;
        default:
            QTest::keySequence(&f.tree(), QKeySequence::Undo);
        }
        (void)f.editor.text();
    }
};

QTEST_MAIN(tst_SpecEditor)
#include "tst_speceditor.moc"
