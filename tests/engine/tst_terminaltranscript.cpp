// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/terminaltranscript.h"

#include <QtTest>

using namespace bw::engine;
using namespace Qt::StringLiterals;

class TestTerminalTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAPersonSaw_data()
    {
        QTest::addColumn<QByteArray>("printed");
        QTest::addColumn<QString>("seen");
        QTest::newRow("lines") << QByteArray("one\r\ntwo\n") << u"one\ntwo\n"_s;
        QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m\r\n") << u"red\n"_s;
        QTest::newRow("a step back") << QByteArray("abx\b \bc\r\n") << u"abc\n"_s;
        QTest::newRow("a line begun again") << QByteArray("10%\r100%\r\n") << u"100%\n"_s;
        QTest::newRow("a longer line begun again") << QByteArray("working\rdone\x1b[K\r\n") << u"done\n"_s;
        QTest::newRow("moved on the line") << QByteArray("abcdef\x1b[4D\x1b[2PX\r\n") << u"abXf\n"_s;
        QTest::newRow("room made") << QByteArray("abef\x1b[2D\x1b[2@cd\r\n") << u"abcdef\n"_s;
        QTest::newRow("behind the end") << QByteArray("a\x1b[3Cb\r\n") << u"a   b\n"_s;
        QTest::newRow("to a column") << QByteArray("abc\x1b[2GX\r\n") << u"aXc\n"_s;
        QTest::newRow("the beginning erased") << QByteArray("abc\x1b[1K\r\n") << u"\n"_s;
        QTest::newRow("a title") << QByteArray("\x1b]0;title\x07text\r\n") << u"text\n"_s;
        QTest::newRow("the clipboard") << QByteArray("\x1b]52;c;aGk=\x1b\\text\r\n") << u"text\n"_s;
        QTest::newRow("a string in one character") << QByteArray("\xc2\x9d"
                                                                 "52;c;aGk=\xc2\x9ctext\r\n")
                                                   << u"text\n"_s;
        QTest::newRow("a device string") << QByteArray("\x1bPq#0\x1b\\text\r\n") << u"text\n"_s;
        QTest::newRow("character sets") << QByteArray("\x1b(Btext\x0f\r\n") << u"text\n"_s;
        QTest::newRow("bells and others") << QByteArray("a\a\x7f\x01"
                                                        "b\r\n")
                                          << u"ab\n"_s;
        QTest::newRow("direction") << QByteArray("a\u202e"
                                                 "b\r\n")
                                   << u"ab\n"_s;
        QTest::newRow("a full-screen program")
            << QByteArray("$ vi\r\n\x1b[?1049h\x1b[2J\x1b[Hlots\r\nof lines\x1b[?1049l$ \r\n")
            << u"$ vi\n[a full-screen program]\n$\n"_s;
        QTest::newRow("cleared") << QByteArray("old\x1b[H\x1b[2Jnew\r\n") << u"old\nnew\n"_s;
        QTest::newRow("letters") << QByteArray("gr\xc3\xbcn \xf0\x9f\x8c\xb1\r\n") << u"grün 🌱\n"_s;
        QTest::newRow("no letters") << QByteArray("a\xff\xfe"
                                                  "b\r\n")
                                    << u"a\ufffd\ufffdb\n"_s;
        QTest::newRow("endless parameters") << QByteArray("\x1b[" + QByteArray(5000, '1') + "mtext\r\n") << u"text\n"_s;
        QTest::newRow("far away") << QByteArray("\x1b[999999999Cx\r\n") << QString(3999, u' ') + u"x\n\n"_s;
    }

    void tellsWhatAPersonSaw()
    {
        QFETCH(QByteArray, printed);
        QFETCH(QString, seen);
        TerminalTranscript whole;
        QString all = whole.feed(printed);
        all += whole.rest();
        QCOMPARE(all, seen);
        // Wherever it is cut.
        for (qsizetype at = 1; at < std::min<qsizetype>(printed.size(), 200); ++at) {
            TerminalTranscript cut;
            QString text = cut.feed(printed.first(at));
            text += cut.feed(printed.sliced(at));
            text += cut.rest();
            QCOMPARE(text, seen);
        }
    }

    void anUnfinishedLineWaits()
    {
        TerminalTranscript transcript;
        QCOMPARE(transcript.feed("one\r\n$ ls"), u"one\n"_s);
        QCOMPARE(transcript.feed(" -l\r\n"), u"$ ls -l\n"_s);
        QCOMPARE(transcript.feed("$ "), QString());
        QCOMPARE(transcript.rest(), u"$\n"_s);
        QCOMPARE(transcript.rest(), QString());
    }

    void aLineWithoutEndIsCut()
    {
        TerminalTranscript transcript;
        QString text;
        for (int i = 0; i < 100; ++i)
            text += transcript.feed(QByteArray(1000, 'x'));
        text += transcript.rest();
        QCOMPARE(text.count(u'x'), 100'000);
        QCOMPARE(text.count(u'\n'), 25);
    }

    void noiseNeverComesOut()
    {
        TerminalTranscript transcript;
        QByteArray noise;
        for (int i = 0; i < 65536; ++i)
            noise.append(static_cast<char>((i * 167 + i / 251) & 0xff));
        QString text = transcript.feed(noise);
        text += transcript.rest();
        for (const QChar c : text)
            QVERIFY(c == u'\n' || c == u'\t' || (c.unicode() >= 0x20 && (c.unicode() < 0x7f || c.unicode() > 0x9f)));
    }
};

QTEST_GUILESS_MAIN(TestTerminalTranscript)
#include "tst_terminaltranscript.moc"
