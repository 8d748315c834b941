// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_TranscriptView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsWhatGrowsUntilTheReaderScrollsAway();
    void whatIsReadStaysWhereItIs();
    void selectsAcrossMessagesAndCopies();
    void onlyWhatIsNearIsLaidOut();
    void whatComesUnseenIsTold();
    void anErrorCanBeSelectedAndCopiedWhole();
    void arrowsGoFromMessageToMessage();
    void tabReachesLinksAndTheCopyOfCode();
    void aPictureOfEverything();
};

namespace
{

TextLook look()
{
    TextLook look;
    look.body = QFont(u"DejaVu Sans"_s, 10);
    look.mono = QFont(u"DejaVu Sans Mono"_s, 10);
    look.text = u"#1f2328"_s;
    look.muted = u"#59636e"_s;
    look.link = u"#0969da"_s;
    look.line = u"#d1d9e0"_s;
    look.shade = u"#f2f4f7"_s;
    look.selection = u"#b6d7ff"_s;
    look.problem = u"#c0392b"_s;
    return look;
}

TranscriptItem item(qint64 key, const QString &text, TranscriptItem::Role role = TranscriptItem::Role::Model)
{
    TranscriptItem one;
    one.key = key;
    one.role = role;
    one.title = role == TranscriptItem::Role::Person ? u"You"_s : u"Claude"_s;
    one.details = u"2 minutes ago"_s;
    one.text = text;
    return one;
}

QString paragraphs(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text +=
            u"Paragraph %1 says something that is long enough to be wrapped once in a while, as texts are.\n\n"_s.arg(
                i);
    return text;
}

struct Shown {
    TranscriptModel model;
    TranscriptView view;
    Shown()
    {
        view.resize(700, 500);
        view.setLook(look());
        view.setModel(&model);
        view.show();
    }
    void settle() { view.viewport()->grab(); }
    /// As Tab would come to it.
    bool focus()
    {
        view.activateWindow();
        const bool active = QTest::qWaitForWindowActive(&view);
        view.setFocus(Qt::TabFocusReason);
        return active && view.hasFocus();
    }
};

}  // namespace

void tst_TranscriptView::followsWhatGrowsUntilTheReaderScrollsAway()
{
    Shown shown;
    shown.model.setItems({item(1, paragraphs(30))});
    shown.settle();
    QScrollBar *bar = shown.view.verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    shown.model.setItems({item(1, paragraphs(40))});
    shown.settle();
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(bar->maximum() / 2);
    QVERIFY(!shown.view.isFollowing());
    const int before = bar->value();
    shown.model.setItems({item(1, paragraphs(60))});
    shown.settle();
    QCOMPARE(bar->value(), before);
    QTest::keyClick(&shown.view, Qt::Key_End);
    QVERIFY(shown.view.isFollowing());
    QCOMPARE(bar->value(), bar->maximum());
}

/// Guessed heights of what lies above become real ones without moving what is seen.
void tst_TranscriptView::whatIsReadStaysWhereItIs()
{
    Shown shown;
    QList<TranscriptItem> items;
    for (int i = 0; i < 60; ++i)
        items.append(
            item(i + 1, u"# Title %1\n\n"_s.arg(i) + paragraphs(3) + u"```js\nlet a = 1;\nlet b = 2;\n```\n"_s));
    shown.model.setItems(items);
    shown.settle();
    for (int step = 0; step < 30; ++step) {
        const int row = shown.view.rowAt({10, 250});
        shown.view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        shown.settle();
        const int after = shown.view.rowAt({10, 250});
        QVERIFY2(after == row || after == row - 1, qPrintable(u"%1 after %2"_s.arg(after).arg(row)));
    }
}

void tst_TranscriptView::selectsAcrossMessagesAndCopies()
{
    Shown shown;
    shown.model.setItems({item(1, u"hello there"_s, TranscriptItem::Role::Person), item(2, u"- one\n- **two**"_s)});
    shown.settle();
    shown.view.selectAll();
    QCOMPARE(shown.view.selectedText(), u"hello there\n\n\u2022 one\n\n\u2022 two"_s);
    QSignalSpy copied(&shown.view, &TranscriptView::copied);
    QTest::keySequence(&shown.view, QKeySequence(QKeySequence::Copy));
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), shown.view.selectedText());
}

void tst_TranscriptView::onlyWhatIsNearIsLaidOut()
{
    Shown shown;
    QList<TranscriptItem> items;
    for (int i = 0; i < 2000; ++i)
        items.append(item(i + 1, paragraphs(4)));
    shown.model.setItems(items);
    shown.settle();
    shown.view.scrollToRow(1000);
    shown.settle();
    QCOMPARE(shown.view.rowAt({10, 60}), 1000);
    shown.view.scrollToEnd();
    shown.settle();
    QCOMPARE(shown.view.rowAt({10, 490}), 1999);
}

void tst_TranscriptView::whatComesUnseenIsTold()
{
    Shown shown;
    shown.model.setItems({item(1, paragraphs(30))});
    shown.settle();
    QSignalSpy unseen(&shown.view, &TranscriptView::grewUnseen);
    shown.model.setItems({item(1, paragraphs(31))});
    QCOMPARE(unseen.size(), 0);
    shown.settle();
    shown.view.verticalScrollBar()->setValue(0);
    shown.model.setItems({item(1, paragraphs(32))});
    QCOMPARE(unseen.size(), 1);
    shown.model.setItems({item(1, paragraphs(32)), item(2, u"more"_s)});
    QCOMPARE(unseen.size(), 2);
}

void tst_TranscriptView::anErrorCanBeSelectedAndCopiedWhole()
{
    Shown shown;
    TranscriptItem failed = item(1, u"half an ans"_s);
    failed.problem = u"The connection was lost.\nWhat came was kept."_s;
    shown.model.setItems({failed});
    shown.settle();
    shown.view.selectAll();
    QCOMPARE(shown.view.selectedText(), u"half an ans\n\nThe connection was lost.\nWhat came was kept."_s);
    // By the pointer, inside the error alone.
    const QRect error = shown.view.rectOf(0, static_cast<int>(shown.view.elements(0).size()) - 1);
    QWidget *port = shown.view.viewport();
    QTest::mouseDClick(port, Qt::LeftButton, Qt::NoModifier, port->mapFromGlobal(error.topLeft()) + QPoint(30, 8));
    QCOMPARE(shown.view.selectedText(), u"The"_s);
}

void tst_TranscriptView::arrowsGoFromMessageToMessage()
{
    Shown shown;
    QList<TranscriptItem> items;
    for (int i = 0; i < 30; ++i)
        items.append(item(i + 1, i == 28 ? paragraphs(40) : u"message %1"_s.arg(i)));
    shown.model.setItems(items);
    shown.settle();
    QVERIFY(shown.focus());
    QCOMPARE(shown.view.currentRow(), 29);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.view.currentRow(), 28);
    // It is longer than the view: read to its other end first.
    int presses = 0;
    for (; shown.view.currentRow() == 28 && presses < 200; ++presses) {
        QTest::keyClick(&shown.view, Qt::Key_Up);
        shown.settle();
    }
    QCOMPARE(shown.view.currentRow(), 27);
    QVERIFY2(presses > 3, qPrintable(QString::number(presses)));
    QTest::keySequence(&shown.view, QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"message 27"_s);
    shown.view.showMessage(3);
    shown.settle();
    QCOMPARE(shown.view.currentRow(), 3);
    QCOMPARE(shown.view.rowAt({10, 60}), 3);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.view.currentRow(), 4);
}

void tst_TranscriptView::tabReachesLinksAndTheCopyOfCode()
{
    Shown shown;
    TranscriptItem answer = item(
        1,
        u"See [the guide](https://example.org/guide).\n\n| a |\n|---|\n| [b](https://example.org/b) |\n\n```js\nlet a = 1;\n```\n"_s);
    answer.thinking = u"hm"_s;
    shown.model.setItems({answer});
    shown.settle();
    QVERIFY(shown.focus());
    QSignalSpy links(&shown.view, &TranscriptView::linkActivated);
    QSignalSpy copied(&shown.view, &TranscriptView::copied);
    const auto next = [&shown] {
        QTest::keyClick(&shown.view, Qt::Key_Tab);
        return shown.view.elements(0).value(shown.view.currentElement()).kind;
    };
    QCOMPARE(next(), MessageElement::Kind::Thoughts);
    QCOMPARE(next(), MessageElement::Kind::Link);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QCOMPARE(links.value(0).value(0).toString(), u"https://example.org/guide"_s);
    QCOMPARE(next(), MessageElement::Kind::Link);
    QTest::keyClick(&shown.view, Qt::Key_Space);
    QCOMPARE(links.value(1).value(0).toString(), u"https://example.org/b"_s);
    QCOMPARE(next(), MessageElement::Kind::Copy);
    QVERIFY(shown.view.viewport()->grab().save(QStringLiteral(BW_BINARY_DIR "/transcript_focus.png")));
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QCOMPARE(copied.value(0).value(0).toString(), u"let a = 1;\n"_s.trimmed());
    QCOMPARE(QGuiApplication::clipboard()->text().trimmed(), u"let a = 1;"_s);
    QTest::keyClick(&shown.view, Qt::Key_Backtab);
    QTest::keyClick(&shown.view, Qt::Key_Backtab);
    QTest::keyClick(&shown.view, Qt::Key_Backtab);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QCOMPARE(shown.view.elements(0).at(1).text, u"hm"_s);  // unfolded
}

/// Kept in the build tree, to be looked at.
void tst_TranscriptView::aPictureOfEverything()
{
    Shown shown;
    shown.view.resize(900, 1000);
    TranscriptItem answer = item(2, QString());
    answer.details = u"1,204 tokens \u00B7 $0.02"_s;
    answer.thinking = u"They want a list."_s;
    answer.problem = u"The connection was lost. What came was kept.\nRetry to ask again."_s;
    answer.text = uR"(## What I would build

A list with *due dates*, **filters** and `localStorage`, see [the guide](https://example.org).

1. A server on Node's own modules
2. Two pages
   - the list
   - one entry
3. Tests

- [x] agreed
- [ ] open

> Keep it small.
> It grows by itself.

| Page | Address | Notes |
|---|:-:|--:|
| List | `/` | the start |
| Entry | `/entry/:id` | with history and a long remark that has to be wrapped somewhere |

```js
// a server
import { createServer } from "node:http";
const port = Number(process.env.PORT ?? 3000);
createServer((request, response) => response.end(`hello ${request.url}`)).listen(port);
```

---
Shall I go on?)"_s;
    shown.model.setItems({item(1, u"I need a to-do list\nfor my team."_s, TranscriptItem::Role::Person), answer});
    shown.settle();
    const QPixmap picture = shown.view.grab();
    QVERIFY(picture.save(QStringLiteral(BW_BINARY_DIR "/transcript.png")));
}

QTEST_MAIN(tst_TranscriptView)
#include "tst_transcriptview.moc"
