// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/bodytracker.h"

#include <QTest>

using namespace bw::sandbox;

class TestBodyTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheEndAtAnySplit_data();
    void findsTheEndAtAnySplit();
    void refusesBrokenChunks_data();
    void refusesBrokenChunks();
    void readsHeadsStrictly_data();
    void readsHeadsStrictly();

private:
    static std::optional<BodyTracker> tracker(const QByteArray &fields)
    {
        const auto head = HttpHead::parse("POST / HTTP/1.1\r\n" + fields + "\r\n");
        return head ? BodyTracker::forRequest(*head) : std::nullopt;
    }
};

void TestBodyTracker::findsTheEndAtAnySplit_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("length 0") << QByteArray("Content-Length: 0\r\n") << QByteArray();
    QTest::newRow("length") << QByteArray("Content-Length: 5\r\n") << QByteArray("12345");
    QTest::newRow("no chunk") << QByteArray("Transfer-Encoding: chunked\r\n") << QByteArray("0\r\n\r\n");
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: Chunked\r\n")
                            << QByteArray("3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n");
}

void TestBodyTracker::findsTheEndAtAnySplit()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const QByteArray, body);
    const QByteArray bytes = body + "GET / HTTP/1.1\r\n\r\n";
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        auto read = tracker(fields);
        QVERIFY(read.has_value());
        const qsizetype first = read->take(bytes.first(split));
        const qsizetype second = read->take(bytes.sliced(split));
        QCOMPARE(first + second, body.size());
        QVERIFY(read->finished());
    }
}

void TestBodyTracker::refusesBrokenChunks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no number") << QByteArray("x\r\n");
    QTest::newRow("negative") << QByteArray("-1\r\n");
    QTest::newRow("0x") << QByteArray("0x3\r\nabc\r\n");
    QTest::newRow("bare LF") << QByteArray("3\nabc\n");
    QTest::newRow("longer than said") << QByteArray("3\r\nabcd\r\n");
    QTest::newRow("overflow") << QByteArray("fffffffffffffffff\r\n");
    QTest::newRow("endless line") << QByteArray(5000, '0');
}

void TestBodyTracker::refusesBrokenChunks()
{
    QFETCH(const QByteArray, bytes);
    QCOMPARE(tracker("Transfer-Encoding: chunked\r\n")->take(bytes), -1);
}

void TestBodyTracker::readsHeadsStrictly_data()
{
    QTest::addColumn<QByteArray>("fields");
    for (const char *fields : {"A : b\r\n", " A: b\r\n", "A: b\r\n c\r\n", "A\r\n", "A: b\nC: d\r\n", "A: b\rC\r\n",
                               ": b\r\n", "A: \x7f\r\n", "Content-Length: 1, 1\r\n", "Content-Length: -1\r\n",
                               "Content-Length:\r\n", "Content-Length: 99999999999999999999\r\n",
                               "Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding:\r\n"})
        QTest::newRow(QByteArray(fields).toPercentEncoding(" :,").constData()) << QByteArray(fields);
}

void TestBodyTracker::readsHeadsStrictly()
{
    QFETCH(const QByteArray, fields);
    QVERIFY(!tracker(fields));
}

QTEST_GUILESS_MAIN(TestBodyTracker)
#include "tst_bodytracker.moc"
