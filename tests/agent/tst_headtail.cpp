// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/headtail.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using agent::HeadTail;

class tst_HeadTail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAShortTextWholeAndMakesNoBlob();
    void keepsTextOfExactlyTheLimit();
    void keepsBothEndsOfALongTextAndTheWholeInABlob();
    void doesNotCutACharacter();
    void staysSmallHoweverMuchComes();
};

namespace
{

QString folder(const QTemporaryDir &dir) { return dir.filePath(u"blobs"_s); }

}  // namespace

void tst_HeadTail::keepsAShortTextWholeAndMakesNoBlob()
{
    QTemporaryDir dir;
    store::BlobStore blobs(folder(dir));
    HeadTail kept(blobs);
    QVERIFY(kept.add("one\n"));
    QVERIFY(kept.add("two\n"));
    const auto done = kept.finish();
    QVERIFY(done);
    QCOMPARE(done->text, u"one\ntwo\n"_s);
    QVERIFY(done->blob.isEmpty());
}

void tst_HeadTail::keepsTextOfExactlyTheLimit()
{
    QTemporaryDir dir;
    store::BlobStore blobs(folder(dir));
    HeadTail kept(blobs);
    const QByteArray text(HeadTail::limit, 'x');
    QVERIFY(kept.add(text));
    const auto done = kept.finish();
    QVERIFY(done);
    QCOMPARE(done->text.toUtf8(), text);
    QVERIFY(done->blob.isEmpty());
}

void tst_HeadTail::keepsBothEndsOfALongTextAndTheWholeInABlob()
{
    QTemporaryDir dir;
    store::BlobStore blobs(folder(dir));
    HeadTail kept(blobs);
    QByteArray whole;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray line = "line " + QByteArray::number(i) + '\n';
        whole += line;
        QVERIFY(kept.add(line));
    }
    const auto done = kept.finish();
    QVERIFY(done);
    QVERIFY(done->text.startsWith(u"line 0\nline 1\n"_s));
    QVERIFY(done->text.endsWith(u"line 19999\n"_s));
    QVERIFY(done->text.contains(u"bytes left out"_s));
    QVERIFY(done->text.contains(QString::number(whole.size())));
    QVERIFY(done->text.size() < HeadTail::limit + 200);
    const auto stored = blobs.get({done->blob});
    QVERIFY(stored);
    QCOMPARE(*stored, whole);
}

void tst_HeadTail::doesNotCutACharacter()
{
    QTemporaryDir dir;
    store::BlobStore blobs(folder(dir));
    for (int shift = 0; shift < 4; ++shift) {
        HeadTail kept(blobs);
        QVERIFY(kept.add(QByteArray(shift, 'x') + u"€"_s.repeated(20'000).toUtf8()));
        const auto done = kept.finish();
        QVERIFY(done);
        QVERIFY2(!done->text.contains(QChar::ReplacementCharacter), qPrintable(QString::number(shift)));
    }
}

void tst_HeadTail::staysSmallHoweverMuchComes()
{
    QTemporaryDir dir;
    store::BlobStore blobs(folder(dir));
    HeadTail kept(blobs);
    const QByteArray piece(1 << 20, 'y');
    for (int i = 0; i < 8; ++i)
        QVERIFY(kept.add(piece));
    QCOMPARE(kept.total(), qint64(8) << 20);
    const auto done = kept.finish();
    QVERIFY(done);
    QVERIFY(done->text.size() < HeadTail::limit + 200);
}

QTEST_GUILESS_MAIN(tst_HeadTail)
#include "tst_headtail.moc"
