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
