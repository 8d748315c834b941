// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/jsoncheck.h"

#include "base/json.h"
#include "claude/randomjson.h"

#include <QtTest>

using namespace bw;
using namespace bw::claude;

namespace
{

bool byParser(const QByteArray &text)
{
    const auto parsed = parseJson(text);
    return parsed && parsed->is_object();
}

}  // namespace

/// The parser is the measure: whatever it says of a text, the check has to say.
class TestJsonCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheParserOnWhatPeopleGetWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QList<QByteArray> values {"1",
                                        "-1",
                                        "0",
                                        "-0",
                                        "01",
                                        "-",
                                        "+1",
                                        "1.",
                                        ".5",
                                        "1.5",
                                        "1e5",
                                        "1E+5",
                                        "1e",
                                        "1e+",
                                        "1e999",
                                        "-1e999",
                                        QByteArray(400, '9'),
                                        "true",
                                        "tru",
                                        "True",
                                        "false",
                                        "null",
                                        "nul",
                                        "nan",
                                        "",
                                        "\"\"",
                                        "\"a",
                                        "\"\\x\"",
                                        "\"\\\"",
                                        "\"\\\\\"",
                                        "\"\\u12\"",
                                        "\"\\u12G4\"",
                                        "\"\\u00e4\"",
                                        "\"\\ud800\"",
                                        "\"\\udc00\"",
                                        "\"\\ud83c\\udf0d\"",
                                        "\"\\ud83c\\u0041\"",
                                        "\"\\ud83cx\"",
                                        "\"\t\"",
                                        "\"\x7f\"",
                                        "\"\xC3\xA4\"",
                                        "\"\xC0\xAF\"",
                                        "\"\xC3\"",
                                        "\"\xE0\x80\x80\"",
                                        "\"\xED\xA0\x80\"",
                                        "\"\xEF\xBF\xBF\"",
                                        "\"\xF0\x80\x80\x80\"",
                                        "\"\xF4\x8F\xBF\xBF\"",
                                        "\"\xF4\x90\x80\x80\"",
                                        "\"\xF5\x80\x80\x80\"",
                                        "\"\x80\"",
                                        "[]",
                                        "[",
                                        "]",
                                        "[1,]",
                                        "[,1]",
                                        "[1 2]",
                                        "[1,2]",
                                        "{}",
                                        "{",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{\"a\":1,}",
                                        "{a:1}",
                                        "{\"a\":1 \"b\":2}",
                                        "{\"a\":1}}",
                                        "1}",
                                        "// x",
                                        "'a'"};
        for (qsizetype i = 0; i < values.size(); ++i)
            QTest::addRow("%lld %s", static_cast<long long>(i), values.at(i).left(20).toHex().constData())
                << QByteArray("{\"k\":" + values.at(i) + '}');
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("space") << QByteArray("  ");
        QTest::newRow("an array") << QByteArray("[{}]");
        QTest::newRow("a string") << QByteArray("\"{}\"");
        QTest::newRow("space around") << QByteArray(" \r\n\t{ } \n");
        QTest::newRow("two objects") << QByteArray("{} {}");
        QTest::newRow("a NUL inside") << QByteArray("{\"a\":\"\0\"}", 9);
        QTest::newRow("a NUL behind") << QByteArray("{}\0", 3);
        QTest::newRow("200 deep") << "{\"a\":" + QByteArray(199, '[') + QByteArray(199, ']') + '}';
        QTest::newRow("201 deep") << "{\"a\":" + QByteArray(200, '[') + QByteArray(200, ']') + '}';
    }

    void agreesWithTheParserOnWhatPeopleGetWrong()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(isWholeJsonObject(text), byParser(text));
    }

    void knowsGoodFromBadOnItsOwn()
    {
        QVERIFY(isWholeJsonObject("{\"a\":[1,-2.5,\"\xC3\xA4\\n\",true,null,{}]}"));
        QVERIFY(!isWholeJsonObject("{\"a\":[1,-2.5,\"\xC3\",true,null,{}]}"));
        QVERIFY(!isWholeJsonObject("{\"a\":1"));
    }

    /// Strings are judged eight bytes at a time: no byte may hide in any of the eight places.
    void noByteHidesInALongString()
    {
        const QByteArray text = "{\"k\":\"" + QByteArray(40, 'a') + "\"}";
        for (qsizetype at = 6; at < 46; ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                QByteArray odd = text;
                odd[at] = static_cast<char>(byte);
                QVERIFY2(isWholeJsonObject(odd) == byParser(odd), odd.toHex().constData());
            }
        }
    }

    void agreesWithTheParserOnRandomTextAndItsRuins()
    {
        test::RandomJson random(6);
        int good = 0;
        int bad = 0;
        for (int i = 0; i < 4000; ++i) {
            QByteArray text = "{\"k\":" + random.value() + "}";
            for (int ruin = 0; ruin < 4; ++ruin) {
                const bool expected = byParser(text);
                QVERIFY2(isWholeJsonObject(text) == expected, text.toHex().constData());
                ++(expected ? good : bad);
                if (text.size() < 2)
                    break;
                // Never the first byte: a byte order mark there is the parser's own leniency.
                const auto at = 1 + static_cast<qsizetype>(random.below(static_cast<unsigned>(text.size() - 1)));
                if (random.below(2) == 0)
                    text.remove(at, 1);
                else
                    text[at] = static_cast<char>(random.below(256));
            }
        }
        QVERIFY(good > 2000);
        QVERIFY(bad > 2000);
    }
};

QTEST_GUILESS_MAIN(TestJsonCheck)
#include "tst_jsoncheck.moc"
