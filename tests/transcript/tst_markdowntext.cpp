// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/markdowntext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

using Kind = MarkdownBlock::Kind;

class tst_MarkdownText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stylesBecomeRuns();
    void listsAreFlatAndKeepTheirDepth();
    void tasksHaveBoxes();
    void tablesKeepCellsAndAlignment();
    void codeKeepsItsLanguageAndItsFences();
    void quotationsAreCounted();
    void nothingDangerousBecomesALink_data();
    void nothingDangerousBecomesALink();
    void htmlIsShownAsItIsWritten();
    void anImageIsItsDescription();
    void growingEqualsReadingAtOnce();
    void onlyTheEndIsReadAgain();
    void anyBytesAreADocument();
};

namespace
{

QList<MarkdownBlock> read(const QString &text)
{
    MarkdownText markdown;
    markdown.setText(text);
    return markdown.blocks();
}

QString everything(const QList<MarkdownBlock> &blocks)
{
    QString all;
    for (const MarkdownBlock &block : blocks) {
        all += block.code;
        for (const MarkdownRun &run : block.text)
            all += run.text;
    }
    return all;
}

const QString sample = uR"md(# A title

Some *words* with `code` and a [link](https://example.org/a?b=c), ~~gone~~.

1. first
2. second

   ```js
   const a = [1, 2];
   ```
3. third
   - inner
   - [x] done

> quoted
> > deeper

| a | b |
|:--|--:|
| 1 | 2 |

---

<div onclick="evil()">raw</div>

See [later].

[later]: https://example.org/later
)md"_s;

}  // namespace

void tst_MarkdownText::stylesBecomeRuns()
{
    const auto blocks = read(u"a *b* **c** ~~d~~ `e` https://example.org"_s);
    QCOMPARE(blocks.size(), 1);
    const MarkdownRuns &runs = blocks.first().text;
    QCOMPARE(runs.at(1), (MarkdownRun {.text = u"b"_s, .emphasis = true}));
    QCOMPARE(runs.at(3), (MarkdownRun {.text = u"c"_s, .strong = true}));
    QCOMPARE(runs.at(5), (MarkdownRun {.text = u"d"_s, .struck = true}));
    QCOMPARE(runs.at(7), (MarkdownRun {.text = u"e"_s, .code = true}));
    QCOMPARE(runs.at(9), (MarkdownRun {.text = u"https://example.org"_s, .link = u"https://example.org"_s}));
}

void tst_MarkdownText::listsAreFlatAndKeepTheirDepth()
{
    const auto blocks = read(u"3. one\n4. two\n   - inner\n\nafter"_s);
    QCOMPARE(blocks.size(), 4);
    QCOMPARE(blocks.at(0).marker, u"3."_s);
    QCOMPARE(blocks.at(1).marker, u"4."_s);
    QVERIFY(blocks.at(1).tight);
    QCOMPARE(blocks.at(2).lists, 2);
    QCOMPARE(blocks.at(2).marker, u"\u2022"_s);
    QCOMPARE(blocks.at(3).lists, 0);
}

void tst_MarkdownText::tasksHaveBoxes()
{
    const auto blocks = read(u"- [x] done\n- [ ] open"_s);
    QCOMPARE(blocks.at(0).marker, u"\u2611"_s);
    QCOMPARE(blocks.at(1).marker, u"\u2610"_s);
    QCOMPARE(everything(blocks).simplified(), u"doneopen"_s);
}

void tst_MarkdownText::tablesKeepCellsAndAlignment()
{
    const auto blocks = read(u"| a | b | c |\n|---|:-:|--:|\n| 1 | **2** | |"_s);
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks.first().kind, Kind::Table);
    QCOMPARE(blocks.first().rows.size(), 2);
    QCOMPARE(blocks.first().rows.at(1).at(1).first(), (MarkdownRun {.text = u"2"_s, .strong = true}));
    QCOMPARE(blocks.first().columns,
             (QList {MarkdownBlock::Align::Left, MarkdownBlock::Align::Centre, MarkdownBlock::Align::Right}));
}

void tst_MarkdownText::codeKeepsItsLanguageAndItsFences()
{
    const auto blocks = read(u"````markdown title\n```js\nx\n```\n````"_s);
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks.first().language, u"markdown"_s);
    QCOMPARE(blocks.first().code, u"```js\nx\n```"_s);
    QCOMPARE(read(u"```\nstill open"_s).first().code, u"still open"_s);
}

void tst_MarkdownText::quotationsAreCounted()
{
    const auto blocks = read(u"> a\n>\n> > b"_s);
    QCOMPARE(blocks.at(0).quotes, 1);
    QCOMPARE(blocks.at(1).quotes, 2);
}

void tst_MarkdownText::nothingDangerousBecomesALink_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))",
                             "[x](data:text/html,x)", "[x](file:///etc/passwd)", "[x](vbscript:x)", "[x](//host/x)",
                             "[x](buildwright:run)", "[x](\x01javascript:x)", "<javascript:alert(1)>",
                             "<a href=\"javascript:alert(1)\">x</a>", "![x](javascript:alert(1))", "[x](https://)",
                             "[x](smb://host/share)", "[x](ftp://host)"})
        QTest::addRow("%s", text) << QString::fromLatin1(text);
}

void tst_MarkdownText::nothingDangerousBecomesALink()
{
    QFETCH(QString, text);
    for (const MarkdownBlock &block : read(text))
        for (const MarkdownRun &run : block.text)
            QCOMPARE(run.link, QString());
}

void tst_MarkdownText::htmlIsShownAsItIsWritten()
{
    const QString block = u"<script>\nalert(1)\n</script>"_s;
    QCOMPARE(read(block).first().code, block);
    QCOMPARE(everything(read(u"a <img src=x onerror=alert(1)> b"_s)), u"a <img src=x onerror=alert(1)> b"_s);
}

void tst_MarkdownText::anImageIsItsDescription()
{
    const auto blocks = read(u"![a *cat*](https://example.org/cat.png)"_s);
    QCOMPARE(everything(blocks), u"a cat"_s);
    QCOMPARE(blocks.first().text.first().link, u"https://example.org/cat.png"_s);
}

void tst_MarkdownText::growingEqualsReadingAtOnce()
{
    QRandomGenerator random(20261125);
    const auto whole = read(sample + sample);
    for (int run = 0; run < 200; ++run) {
        MarkdownText growing;
        const QString text = sample + sample;
        for (qsizetype at = 0; at < text.size();) {
            at = qMin(at + 1 + static_cast<qsizetype>(random.bounded(40)), text.size());
            const QList<MarkdownBlock> before = growing.blocks();
            const qsizetype changed = growing.setText(text.first(at));
            QVERIFY(changed <= before.size());
            QCOMPARE(growing.blocks().first(changed), before.first(changed));
        }
        QCOMPARE(growing.blocks(), whole);
    }
}

void tst_MarkdownText::onlyTheEndIsReadAgain()
{
    MarkdownText growing;
    growing.setText(u"one\n\ntwo\n\nthree"_s);
    QCOMPARE(growing.setText(u"one\n\ntwo\n\nthree and"_s), 2);
    QCOMPARE(growing.setText(u"one\n\ntwo\n\nthree and\n\nfour"_s), 3);
    QCOMPARE(growing.setText(u"other"_s), 0);
    QCOMPARE(growing.blocks().size(), 1);
}

void tst_MarkdownText::anyBytesAreADocument()
{
    QRandomGenerator random(7);
    const QString parts = u"*_`~[]()<>!#|-+>\n \t\\&;:\u0000\uFFFDa\u00E9\u4E2D"_s;
    for (int run = 0; run < 2000; ++run) {
        QString text;
        for (int i = 0; i < 60; ++i)
            text += parts.at(random.bounded(parts.size()));
        (void)read(text);
    }
    (void)read(QString(20'000, u'['));
    (void)read(QString(20'000, u'>'));
}

QTEST_GUILESS_MAIN(tst_MarkdownText)
#include "tst_markdowntext.moc"
