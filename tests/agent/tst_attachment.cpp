// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/attachment.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

class tst_Attachment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBytesDecideWhatItIs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("type");
        QTest::newRow("png") << u"a.txt"_s << QByteArray("\x89PNG\r\n\x1a\nrest") << u"image"_s << u"image/png"_s;
        QTest::newRow("jpeg") << u"a"_s << QByteArray("\xff\xd8\xff\xe0") << u"image"_s << u"image/jpeg"_s;
        QTest::newRow("webp") << u"a"_s << QByteArray("RIFF1234WEBPVP8 ") << u"image"_s << u"image/webp"_s;
        QTest::newRow("pdf") << u"a.pdf"_s << QByteArray("%PDF-1.7\n\0", 10) << u"pdf"_s << u"application/pdf"_s;
        QTest::newRow("csv") << u"dir/a.CSV"_s << QByteArray("a,b\n1,2\n") << u"text"_s << u"text/csv"_s;
        QTest::newRow("json") << u"a.json"_s << QByteArray("{}") << u"text"_s << u"application/json"_s;
        QTest::newRow("markdown") << u"README.md"_s << QByteArray("# Ä") << u"text"_s << u"text/markdown"_s;
        QTest::newRow("source") << u"a.cpp"_s << QByteArray("int a;") << u"text"_s << u"text/plain"_s;
    }
    void theBytesDecideWhatItIs()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const auto file = agent::readAttachment(name, bytes);
        QVERIFY(file);
        QTEST(file->kind, "kind");
        QTEST(file->mediaType, "type");
        QVERIFY(!file->name.contains(u'/'));
        QCOMPARE(file->bytes, bytes);
    }
    void whatCannotBeSentIsRefusedWithItsName()
    {
        const auto binary = agent::readAttachment(u"a.bin"_s, QByteArray("\0\1\2", 3));
        QCOMPARE(binary.error().code, ErrorCode::Unsupported);
        QVERIFY(binary.error().args.value(u"what"_s).contains(u"a.bin"_s));
        QCOMPARE(agent::readAttachment(u"latin.txt"_s, "\xe4").error().code, ErrorCode::Unsupported);
        QCOMPARE(agent::readAttachment(u"empty.md"_s, {}).error().code, ErrorCode::InvalidArgument);
        const auto text = agent::readAttachment(u"long.txt"_s, QByteArray(agent::largestTextAttachment + 1, 'a'));
        QCOMPARE(text.error().code, ErrorCode::TooLarge);
        QCOMPARE(text.error().args.value(u"limit"_s), u"1000000"_s);
        QCOMPARE(agent::readAttachment(u"a.pdf"_s, "%PDF-" + QByteArray(agent::largestAttachment, 'a')).error().code,
                 ErrorCode::TooLarge);
    }
    void secretsAreTakenOutOfText()
    {
        const QByteArray planted = QByteArray("sk-ant-api03-") + "PlantedPlantedPlanted0123456789";
        const auto file = agent::readAttachment(u".env"_s, "KEY=" + planted + "\n");
        QVERIFY(file);
        QVERIFY(!file->bytes.contains("PlantedPlanted"));
    }
};

QTEST_GUILESS_MAIN(tst_Attachment)
#include "tst_attachment.moc"
