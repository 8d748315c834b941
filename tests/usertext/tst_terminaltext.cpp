// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/terminaltext.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using bw::usertext::plainTerminalText;

class tst_TerminalText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sequencesAreTakenOut_data();
    void sequencesAreTakenOut();
    void ordinaryTextStays_data();
    void ordinaryTextStays();
    void nothingHarmfulIsEverLeft();
};

void tst_TerminalText::sequencesAreTakenOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("plain");
    QTest::newRow("colour") << u"\x1b[1;31mred\x1b[0m"_s << u"red"_s;
    QTest::newRow("cursor") << u"a\x1b[2J\x1b[H\x1b[?25lb"_s << u"ab"_s;
    QTest::newRow("title, BEL") << u"a\x1b]0;owned\x07"
                                   "b"_s
                                << u"ab"_s;
    QTest::newRow("title, ST") << u"a\x1b]0;owned\x1b\\b"_s << u"ab"_s;
    QTest::newRow("clipboard") << u"a\x1b]52;c;ZXZpbA==\x07"
                                  "b"_s
                               << u"ab"_s;
    QTest::newRow("link") << u"\x1b]8;;http://evil.example\x1b\\text\x1b]8;;\x1b\\"_s << u"text"_s;
    QTest::newRow("DCS") << u"a\x1bP1$r0m\x1b\\b"_s << u"ab"_s;
    QTest::newRow("APC and PM") << u"a\x1b_x\x1b\\b\x1b^y\x1b\\c"_s << u"abc"_s;
    QTest::newRow("charset") << u"a\x1b(0b"_s << u"ab"_s;
    QTest::newRow("reset") << u"a\x1b"
                              "cb"_s
                           << u"ab"_s;
    QTest::newRow("eight-bit CSI") << u"a"_s + QChar(0x9b) + u"31mb"_s << u"ab"_s;
    QTest::newRow("eight-bit OSC") << u"a"_s + QChar(0x9d) + u"0;t"_s + QChar(0x9c) + u"b"_s << u"ab"_s;
    QTest::newRow("cut") << u"a\x1b[31"_s << u"a"_s;
    QTest::newRow("cut OSC") << u"a\x1b]0;title"_s << u"a"_s;
    QTest::newRow("escape in a CSI") << u"a\x1b[3\x1b[0mb"_s << u"ab"_s;
    QTest::newRow("bell, backspace, DEL, NUL") << u"a\x07"
                                                  "b\x08"
                                                  "c\x7f"_s
            + QChar(0) + u"d"_s << u"abcd"_s;
    QTest::newRow("right to left") << u"a\u202etxt.exe\u202c\u2066b\u200f"_s << u"atxt.exeb"_s;
    QTest::newRow("progress") << u"10%\r50%\r100%\n"_s << u"100%\n"_s;
    QTest::newRow("line end of Windows") << u"a\r\nb"_s << u"a\nb"_s;
}

void tst_TerminalText::sequencesAreTakenOut()
{
    QFETCH(QString, text);
    QFETCH(QString, plain);
    QCOMPARE(plainTerminalText(text), plain);
}

void tst_TerminalText::ordinaryTextStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("lines") << u"a\n\tb\n"_s;
    QTest::newRow("unicode") << u"ä 日本 \U0001f600\u200d\U0001f4bb שלום"_s;
    QTest::newRow("brackets") << u"[31m ]0; array[0]"_s;
}

void tst_TerminalText::ordinaryTextStays()
{
    QFETCH(QString, text);
    QCOMPARE(plainTerminalText(text), text);
}

void tst_TerminalText::nothingHarmfulIsEverLeft()
{
    // Every short text over the characters that mean something.
    const QString alphabet = u"\x1b[]P\\;0m\x07\r\n"_s + QChar(0x9b) + QChar(0x9c) + QChar(0x9d);
    const qsizetype n = alphabet.size();
    for (qsizetype i = 0; i < n * n * n * n; ++i) {
        const QString text =
            QString(alphabet[i % n]) + alphabet[i / n % n] + alphabet[i / n / n % n] + alphabet[i / n / n / n];
        const QString plain = plainTerminalText(text);
        for (const QChar c : plain)
            QVERIFY(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f));
        QCOMPARE(plainTerminalText(plain), plain);
    }
}

QTEST_GUILESS_MAIN(tst_TerminalText)
#include "tst_terminaltext.moc"
