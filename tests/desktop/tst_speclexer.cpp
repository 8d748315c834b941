// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/speclexer.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using spec::SpecFormat;

namespace
{

const QStringList names {u"heading"_s, u"mark"_s,      u"strong"_s, u"code"_s,    u"identity"_s,
                         u"tag"_s,     u"attribute"_s, u"value"_s,  u"comment"_s, u"entity"_s};

/// "tag:<a attribute:b …", line after line.
QString lexed(SpecFormat format, const QString &text)
{
    QStringList all;
    int state = firstLexState;
    for (const QString &line : text.split(u'\n')) {
        QList<SpecTokenAt> tokens;
        state = lexSpecLine(format, line, state, tokens);
        for (const SpecTokenAt &token : std::as_const(tokens))
            all << names.at(static_cast<int>(token.token)) + u':' + line.mid(token.from, token.length);
    }
    return all.join(u'|');
}

}  // namespace

class tst_SpecLexer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsMarkdown()
    {
        QCOMPARE(
            lexed(SpecFormat::Markdown, u"# A **b**\n- [x] go `there` {#id depends=\"a\"}\n3. x __y__\n> q\n#no"_s),
            u"heading:# A **b**|strong:**b**|mark:- [x]|code:`there`|identity:{#id depends=\"a\"}|mark:3.|strong:__y__|"
            "mark:>"_s);
        QCOMPARE(lexed(SpecFormat::Markdown, u"```js\n# no heading\n```\n# one"_s),
                 u"code:```js|code:# no heading|code:```|heading:# one"_s);
        QCOMPARE(lexed(SpecFormat::Markdown, u"**open `open {#open"_s), QString());
    }
    void knowsTheXmlLikeForm()
    {
        QCOMPARE(lexed(SpecFormat::Xml, u"<f id=\"a\">x &amp; y < z</f>"_s),
                 u"tag:<f|attribute:id|value:\"a\"|tag:>|entity:&amp;|tag:</f|tag:>"_s);
        QCOMPARE(lexed(SpecFormat::Xml, u"<!-- one\ntwo --><g\n  name='x\ny'/>"_s),
                 u"comment:<!-- one|comment:two -->|tag:<g|attribute:name|value:'x|value:y'|tag:/|tag:>"_s);
    }
    void staysInsideOfTheLineWhateverItHolds()
    {
        QRandomGenerator random(7);
        const QString letters = u"<>!-\"'=&;#*_`{}[]x .1\t/"_s;
        for (int round = 0; round < 5000; ++round) {
            QString line;
            for (auto size = random.bounded(40); size > 0; --size)
                line += letters.at(random.bounded(letters.size()));
            for (const SpecFormat format : {SpecFormat::Xml, SpecFormat::Markdown}) {
                QList<SpecTokenAt> tokens;
                const int state = lexSpecLine(format, line, static_cast<int>(random.bounded(6)), tokens);
                QVERIFY(state >= firstLexState && state < 6);
                for (const SpecTokenAt &token : std::as_const(tokens))
                    QVERIFY2(token.from >= 0 && token.length > 0 && token.from + token.length <= line.size(),
                             qPrintable(line));
            }
        }
    }
    void aHostileLineTakesNoLongerThanItsLength()
    {
        // Each of these would be searched to its end again and again by an expression.
        for (const QString &part : {u"<"_s, u"`"_s, u"{#"_s, u"**a "_s, u"&a"_s, u"<a b='"_s, u"<!--"_s}) {
            const QString line = part.repeated(1'000'000 / part.size());
            QElapsedTimer timer;
            timer.start();
            QList<SpecTokenAt> tokens;
            (void)lexSpecLine(SpecFormat::Xml, line, firstLexState, tokens);
            (void)lexSpecLine(SpecFormat::Markdown, line, firstLexState, tokens);
            QVERIFY2(timer.elapsed() < 200, qPrintable(part));
        }
    }
};

QTEST_GUILESS_MAIN(tst_SpecLexer)
#include "tst_speclexer.moc"
