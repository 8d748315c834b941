// SPDX-License-Identifier: GPL-3.0-or-later
#include "multipartparser.h"

#include "httprequest.h"

#include <QTest>

using namespace bw::sandboxd;

class TestMultipartParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPartsWhereverTheyAreCut();
    void refusesWhatIsNoForm_data();
    void refusesWhatIsNoForm();
    void readsHeaderParameters();
};

namespace
{

struct Seen {
    std::string text;
    bool valid = true;
    bool ended = false;
};

Seen parse(const std::string &body, size_t piece)
{
    Seen seen;
    MultipartParser parser(
        "XX", [&](const auto &part) { seen.text += '[' + part.name + '|' + part.fileName + ']'; },
        [&](std::string_view bytes) { seen.text += bytes; });
    for (size_t at = 0; at < body.size() && seen.valid; at += piece)
        seen.valid = parser.feed(std::string_view(body).substr(at, piece));
    seen.ended = parser.ended();
    return seen;
}

const std::string form =
    "before\r\n--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\";.txt\"\r\n"
    "Content-Type: text/plain\r\n\r\none\r\n--X\r\n-\r\n"
    "--XX\r\ncontent-disposition: form-data; name=other\r\n\r\n\r\n--XX--\r\nafter";

}  // namespace

void TestMultipartParser::readsPartsWhereverTheyAreCut()
{
    for (size_t piece = 1; piece <= form.size(); ++piece) {
        const Seen seen = parse(form, piece);
        QVERIFY(seen.valid && seen.ended);
        QCOMPARE(seen.text, "[file|a \"b\";.txt]one\r\n--X\r\n-[other|]");
    }
    QCOMPARE(parse("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX--", 7).text, "[a|]1");
}

void TestMultipartParser::refusesWhatIsNoForm_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray("hello");
    QTest::newRow("cut") << QByteArray::fromStdString(form.substr(0, form.find("--XX--")));
    QTest::newRow("no name of a part") << QByteArray("--XX\r\nA: b\r\n\r\n1\r\n--XX--");
    QTest::newRow("no head") << QByteArray("--XX\r\n\r\n1\r\n--XX--");
    QTest::newRow("text after a delimiter") << QByteArray("--XXYY\r\n\r\n1\r\n--XX--");
    QTest::newRow("endless head") << QByteArray("--XX\r\nA: ") + QByteArray(100'000, 'x');
}

void TestMultipartParser::refusesWhatIsNoForm()
{
    QFETCH(const QByteArray, body);
    const Seen seen = parse(body.toStdString(), 11);
    QVERIFY(!seen.valid || !seen.ended);
    QVERIFY(!seen.text.contains("1"));
}

void TestMultipartParser::readsHeaderParameters()
{
    QCOMPARE(headerParameter("multipart/form-data; Boundary=abc", "boundary"), "abc");
    QCOMPARE(headerParameter("a; x=\"1;boundary=no\"; boundary = yes; boundary=\"it;\"", "boundary"), "it;");
    QCOMPARE(headerParameter("a; x=\"1", "x"), "\"1");
    QCOMPARE(headerParameter("a", "x"), "");
    QCOMPARE(headerParameter("a;;;", "x"), "");
    QCOMPARE(percentDecoded("a%20b+c%zz%4", true), "a b c%zz%4");
    QCOMPARE(percentDecoded("a+b%00", false), std::string("a+b\0", 4));
}

QTEST_GUILESS_MAIN(TestMultipartParser)
#include "tst_multipartparser.moc"
