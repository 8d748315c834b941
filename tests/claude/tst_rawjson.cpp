// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/rawjson.h"

#include "base/json.h"
#include "claude/randomjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
namespace raw = bw::claude::rawjson;
using bw::Json;
using bw::parseJson;

namespace
{
constexpr int rounds = 3000;
}

class TstRawJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEveryMemberOfRandomObjects()
    {
        bw::test::RandomJson random(1);
        for (int i = 0; i < rounds; ++i) {
            const QByteArray text = random.space() + random.object(4) + random.space();
            const Json json = *parseJson(text);
            raw::Walker walker(text);
            qsizetype count = 0;
            auto expected = json.begin();
            while (auto member = walker.next()) {
                QVERIFY(expected != json.end());
                QCOMPARE(raw::unescaped(member->key), QByteArray::fromStdString(expected.key()));
                QCOMPARE(*parseJson(member->value), expected.value());
                QCOMPARE(member->value, member->value.trimmed());
                QCOMPARE(raw::member(text, member->key).data(), member->value.data());
                ++expected;
                ++count;
            }
            QVERIFY(walker.complete());
            QCOMPARE(count, static_cast<qsizetype>(json.size()));
        }
    }

    void findsEveryElementOfRandomArrays()
    {
        bw::test::RandomJson random(2);
        for (int i = 0; i < rounds; ++i) {
            const QByteArray text = random.array(4);
            const Json json = *parseJson(text);
            const auto found = raw::elements(text);
            QCOMPARE(found.size(), static_cast<qsizetype>(json.size()));
            for (qsizetype k = 0; k < found.size(); ++k)
                QCOMPARE(*parseJson(found[k]), json[static_cast<size_t>(k)]);
        }
    }

    void setsAMemberAndLeavesEveryOtherByte()
    {
        bw::test::RandomJson random(3);
        for (int i = 0; i < rounds; ++i) {
            const QByteArray text = random.object(3);
            const QByteArray value = random.value();
            const QByteArray added = raw::withMember(text, "added", value);
            Json expected = *parseJson(text);
            expected["added"] = *parseJson(value);
            QCOMPARE(*parseJson(added), expected);
            QCOMPARE(raw::member(added, "added").toByteArray(), value);
            const QByteArray again = raw::withMember(added, "added", "7");
            QCOMPARE(raw::withMember(again, "added", value), added);
        }
    }

    void unescapesAsTheParserDoes()
    {
        bw::test::RandomJson random(4);
        for (int i = 0; i < rounds; ++i) {
            const QByteArray text = random.string();
            const QByteArray expected = QByteArray::fromStdString(parseJson(text)->get<std::string>());
            QCOMPARE(raw::unescaped(raw::inner(text)), expected);
            QCOMPARE(raw::text(raw::inner(text)), QString::fromUtf8(expected));
            // Quoted again it means the same.
            QCOMPARE(QByteArray::fromStdString(parseJson(raw::quoted(expected))->get<std::string>()), expected);
        }
    }

    void endsQuietlyOnTextCutAnywhere()
    {
        bw::test::RandomJson random(5);
        for (int i = 0; i < 200; ++i) {
            const QByteArray text = random.object(4);
            for (qsizetype size = 0; size < text.size(); ++size) {
                // Memory of its own, so that a read behind the end shows under a sanitizer.
                const QByteArray cut(text.constData(), size);
                raw::Walker walker(cut);
                while (walker.next()) { }
                QVERIFY(!walker.complete());
                raw::withMember(cut, "x", "1");
                raw::unescaped(cut);
                raw::elements(cut);
            }
        }
    }

    void quotesWhatIsNoUtf8()
    {
        QCOMPARE(raw::quoted("a\xFF"
                             "b"),
                 QByteArray("\"a\xEF\xBF\xBD"
                            "b\""));
        QCOMPARE(raw::quoted(QByteArrayView("\0\x1f\n", 3)), QByteArray("\"\\u0000\\u001f\\n\""));
    }

    void replacesLoneSurrogates()
    {
        QCOMPARE(raw::text(R"(\ud83cx)"), u"\uFFFDx"_s);
        QCOMPARE(raw::text(R"(\udf0d)"), u"\uFFFD"_s);
        QCOMPARE(raw::text(R"(\u12)"), u"\uFFFD12"_s);
        QCOMPARE(raw::text("a\\"), u"a"_s);
    }

    void tellsKindsApart()
    {
        QVERIFY(raw::isString("\"\""));
        QVERIFY(!raw::isString("\""));
        QVERIFY(raw::isObject(" {"));
        QVERIFY(!raw::isObject("[]"));
        QVERIFY(raw::isNull("null"));
        QVERIFY(raw::member("[1]", "a").isNull());
        QVERIFY(raw::elements("{\"a\":1}").isEmpty());
        QVERIFY(raw::inner("7").isEmpty());
    }

    void aQuoteAfterManyBackslashesEndsTheStringOnlyWhenTheyPair()
    {
        QCOMPARE(raw::member(R"({"a":"\\\\","b":1})", "b").toByteArray(), QByteArray("1"));
        QCOMPARE(raw::member("{\"a\":\"\\\\\\\"\",\"b\":1}", "b").toByteArray(), QByteArray("1"));
        QVERIFY(raw::member(R"({"a":"\\\","b":1})", "b").isNull());
    }
};

QTEST_GUILESS_MAIN(TstRawJson)
#include "tst_rawjson.moc"
