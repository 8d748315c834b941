// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/gunzip.h"
#include "sandbox/envd/gzip.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::sandbox;

class TestGunzip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheSameBytesWhereverTheStreamIsCut();
    void holdsOnePieceHoweverFarItIsPacked();
    void namesWhatIsNoGzip();
    void namesAStreamThatBreaksOffAndOneThatGoesOn();
    void handsTheSinksErrorOn();
};

namespace
{

QByteArray sample()
{
    QByteArray bytes;
    for (int i = 0; i < 20'000; ++i)
        bytes += QByteArray::number(i * 7919) + '\n';
    return bytes;
}

}  // namespace

void TestGunzip::givesTheSameBytesWhereverTheStreamIsCut()
{
    const QByteArray bytes = sample().first(3'000);
    const QByteArray packed = gzip(bytes);
    for (qsizetype cut = 0; cut <= packed.size(); ++cut) {
        Gunzip gunzip;
        QByteArray came;
        const ByteSink sink = [&came](QByteArrayView piece) {
            came.append(piece);
            return Status {};
        };
        QVERIFY(gunzip.feed(QByteArrayView(packed).first(cut), sink));
        QVERIFY(gunzip.feed(QByteArrayView(packed).sliced(cut), sink));
        QVERIFY(gunzip.finish());
        QCOMPARE(came, bytes);
    }
}

void TestGunzip::holdsOnePieceHoweverFarItIsPacked()
{
    const QByteArray packed = gzip(QByteArray(50 << 20, 'x'));
    QVERIFY(packed.size() < 1 << 20);
    Gunzip gunzip;
    qint64 all = 0;
    qsizetype largest = 0;
    QVERIFY(gunzip.feed(packed, [&](QByteArrayView piece) {
        all += piece.size();
        largest = std::max(largest, piece.size());
        return Status {};
    }));
    QCOMPARE(all, 50 << 20);
    QVERIFY(largest <= 64 << 10);
}

void TestGunzip::namesWhatIsNoGzip()
{
    Gunzip gunzip;
    const Status fed = gunzip.feed("./a/b, as tar writes it", [](QByteArrayView) { return Status {}; });
    QVERIFY(!fed);
    QCOMPARE(fed.error().code, ErrorCode::ArchiveInvalid);
}

void TestGunzip::namesAStreamThatBreaksOffAndOneThatGoesOn()
{
    const QByteArray packed = gzip(sample());
    const ByteSink sink = [](QByteArrayView) { return Status {}; };
    Gunzip half;
    QVERIFY(half.feed(QByteArrayView(packed).chopped(1), sink));
    QCOMPARE(half.finish().error().code, ErrorCode::ArchiveInvalid);
    Gunzip more;
    QCOMPARE(more.feed(packed + "x", sink).error().code, ErrorCode::ArchiveInvalid);
}

void TestGunzip::handsTheSinksErrorOn()
{
    Gunzip gunzip;
    const Status fed = gunzip.feed(gzip(sample()), [](QByteArrayView) { return fail(ErrorCode::DiskFull); });
    QCOMPARE(fed.error().code, ErrorCode::DiskFull);
}

QTEST_GUILESS_MAIN(TestGunzip)
#include "tst_gunzip.moc"
