// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Json : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptsWhatIsJson_data();
    void acceptsWhatIsJson();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void namesTheByteThatIsWrong();
    void refusesNestingBeyond200Levels();
    void hostileNestingCostsNothing();
    void bracketsInStringsAreNoNesting();
    void keepsTheOrderOfKeys();
    void writesTextThatIsNotUtf8WithoutThrowing();
    void readersFallBackWhereTheTypeIsWrong();
    void readsWholeNumbersInEveryForm();
};

namespace
{

void rows(std::initializer_list<QByteArray> texts)
{
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const QByteArray &text : texts)
        QTest::addRow("%d %s", ++number, text.left(30).toPercentEncoding(" {}[]\":,").constData()) << text;
}

}  // namespace

void tst_Json::acceptsWhatIsJson_data()
{
    rows({"null",
          "true",
          "false",
          "0",
          "-0",
          "-0.5",
          "1e5",
          "1E+5",
          "1e-5",
          "123456789012345678901234567890",
          "\"\"",
          "\"a\"",
          "[]",
          "{}",
          " [ 1 , 2 ] ",
          "\t\r\n{\n}\n",
          "[[[]]]",
          "{\"\":0}",
          "{\"a\":{\"b\":[null]}}",
          "\"\\u0041\\n\\t\\\"\\\\\\/\\b\\f\\r\"",
          "\"\\ud83d\\ude00\"",
          "\"\xf0\x9f\x98\x80\"",
          "\"\xc3\xa4\"",
          "\"\\u0000\"",
          "\"\x7f\"",
          "\"\xe2\x80\xa8\"",
          "[1,\n2]",
          "{\"a\":1,\"a\":2}",
          "[-1.5e-300]",
          "9007199254740993",
          "18446744073709551615",
          "-9223372036854775808"});
}

void tst_Json::acceptsWhatIsJson()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseJson(text);
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().detail));
}

void tst_Json::refusesWhatIsNoJson_data()
{
    rows({"",
          " ",
          "nul",
          "True",
          "NaN",
          "Infinity",
          "-",
          "+1",
          "01",
          "-01",
          "1.",
          ".5",
          "1e",
          "1e+",
          "0x10",
          "1_000",
          "'a'",
          "\"",
          "\"a",
          "\"\\\"",
          "\"\\x41\"",
          "\"\\u00g0\"",
          "\"\\u12\"",
          "\"\\",
          "\"\\ud800\"",
          "\"\\ud800\\u0041\"",
          "\"\\udc00\"",
          "\"a\nb\"",
          "\"a\tb\"",
          QByteArray("\"a\0b\"", 5),
          "[",
          "]",
          "[1",
          "[1,",
          "[1,]",
          "[,1]",
          "[1 2]",
          "[1}",
          "{",
          "}",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":1",
          "{\"a\":1,",
          "{\"a\":1,}",
          "{a:1}",
          "{'a':1}",
          "{1:2}",
          "{\"a\" 1}",
          "{\"a\"::1}",
          "{,}",
          "[1]x",
          "{}{}",
          "1 2",
          "// c\n1",
          "/* c */1",
          "[1] # c",
          "\"\xff\"",
          "\"\xc0\xaf\"",
          "\"\xed\xa0\x80\"",
          "\"\xf4\x90\x80\x80\"",
          "\"\xc3\"",
          "\xff\xfe[\x00]\x00",
          "\xe2\x80\xa8[]",
          QByteArray("[]\0", 3),
          QByteArray("{}\0{\"x\":", 8),
          QByteArray("\0", 1),
          "\v[]",
          "\f1",
          "[1e999999]",
          "\xef\xbb\xbf",
          "\xef\xbb[]"});
}

void tst_Json::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseJson(text);
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().code, ErrorCode::ProtocolError);
    QVERIFY2(parsed.error().detail.contains(u"byte"_s), qPrintable(parsed.error().detail));
    QVERIFY(!parsed.error().args.value(u"why"_s).isEmpty());
}

void tst_Json::namesTheByteThatIsWrong()
{
    const auto parsed = parseJson("{\"a\": oops}");
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().detail.contains(u"byte 7"_s), qPrintable(parsed.error().detail));
}

void tst_Json::refusesNestingBeyond200Levels()
{
    const QByteArray most = QByteArray(200, '[') + QByteArray(200, ']');
    QVERIFY(parseJson(most).has_value());
    const auto refused = parseJson('[' + most + ']');
    QVERIFY(!refused);
    QVERIFY(refused.error().detail.contains(u"byte 200"_s));
    QByteArray objects;
    for (int i = 0; i < 201; ++i)
        objects += "{\"a\":";
    QVERIFY(!parseJson(objects + "1" + QByteArray(201, '}')));
}

void tst_Json::hostileNestingCostsNothing()
{
    QVERIFY(!parseJson(QByteArray(20'000'000, '[')));
    QVERIFY(!parseJson("\"" + QByteArray(5'000'000, '\\')));
}

void tst_Json::bracketsInStringsAreNoNesting()
{
    const QByteArray text = "[\"" + QByteArray(1000, '[') + "\\\"" + QByteArray(1000, '{') + "\"]";
    const auto parsed = parseJson(text);
    QVERIFY(parsed);
    QCOMPARE(parsed->at(0).get<std::string>().size(), size_t(2001));
}

void tst_Json::keepsTheOrderOfKeys()
{
    const QByteArray text = R"({"z":1,"a":{"y":2,"b":3},"m":[]})";
    QCOMPARE(toBytes(*parseJson(text)), text);
}

void tst_Json::writesTextThatIsNotUtf8WithoutThrowing()
{
    const Json json {{"a", std::string("x\xff\xfey")}};
    const QByteArray bytes = toBytes(json);
    QVERIFY(parseJson(bytes).has_value());
    QVERIFY(bytes.contains("\xef\xbf\xbd"));
}

void tst_Json::readersFallBackWhereTheTypeIsWrong()
{
    const Json json = *parseJson(R"({"s":"text","n":5,"d":1.5,"b":true,"z":null,"l":[]})");
    QCOMPARE(jsonString(json, "s"), u"text"_s);
    QCOMPARE(jsonString(json, "n", u"none"_s), u"none"_s);
    QCOMPARE(jsonString(json, "missing", u"none"_s), u"none"_s);
    QCOMPARE(jsonInt(json, "s", 7), 7);
    QCOMPARE(jsonInt(json, "z", 7), 7);
    QCOMPARE(jsonDouble(json, "d"), 1.5);
    QCOMPARE(jsonDouble(json, "n"), 5.0);
    QCOMPARE(jsonDouble(json, "l", 2.0), 2.0);
    QVERIFY(jsonBool(json, "b"));
    QVERIFY(jsonBool(json, "n", true));
    const Json list = *parseJson("[1]");
    QCOMPARE(jsonString(list, "s", u"none"_s), u"none"_s);
    QCOMPARE(jsonInt(Json(), "s", 3), 3);
}

void tst_Json::readsWholeNumbersInEveryForm()
{
    const Json json = *parseJson(R"({"a":5.0,"b":5.5,"c":-3,"d":9223372036854775807,"e":9223372036854775808,
        "f":1e300,"g":-9223372036854775808,"h":1e15})");
    QCOMPARE(jsonInt(json, "a"), 5);
    QCOMPARE(jsonInt(json, "b", -1), -1);
    QCOMPARE(jsonInt(json, "c"), -3);
    QCOMPARE(jsonInt(json, "d"), std::numeric_limits<qint64>::max());
    QCOMPARE(jsonInt(json, "e", -1), -1);
    QCOMPARE(jsonInt(json, "f", -1), -1);
    QCOMPARE(jsonInt(json, "g"), std::numeric_limits<qint64>::min());
    QCOMPARE(jsonInt(json, "h"), 1'000'000'000'000'000);
}

QTEST_GUILESS_MAIN(tst_Json)
#include "tst_json.moc"
