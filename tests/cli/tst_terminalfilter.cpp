// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminalfilter.h"

#include <QtTest>

using bw::cli::TerminalFilter;

class TestTerminalFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsThroughWhatDraws_data()
    {
        QTest::addColumn<QByteArray>("printed");
        QTest::addColumn<QByteArray>("passed");
        const auto same = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes << bytes; };
        same("text", "plain\r\n\ttext\a");
        same("colours", "\x1b[1;38;5;200mred\x1b[0m");
        same("letters", "gr\xc3\xbcn \xc2\xa7 \xf0\x9f\x8c\xb1");
        same("the other screen", "\x1b[?1049h\x1b[2J\x1b[10;20Hx\x1b[?1049l");
        same("character sets", "\x1b(0lqk\x1b(B");
        same("saved places",
             "\x1b"
             "7\x1b"
             "8\x1b=\x1b>");
        same("questions", "\x1b[6n\x1b[c");
        QTest::newRow("the clipboard") << QByteArray("a\x1b]52;c;aGk=\x07"
                                                     "b")
                                       << QByteArray("ab");
        QTest::newRow("the clipboard, other end") << QByteArray("a\x1b]52;c;aGk=\x1b\\b") << QByteArray("ab");
        QTest::newRow("a link") << QByteArray("\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\") << QByteArray("text");
        QTest::newRow("a title") << QByteArray("\x1b]0;title\x07text") << QByteArray("text");
        QTest::newRow("a device string") << QByteArray("\x1bP+q544e\x1b\\text") << QByteArray("text");
        QTest::newRow("an application's") << QByteArray("\x1b_Gi=1\x1b\\text") << QByteArray("text");
        QTest::newRow("the window") << QByteArray("\x1b[21t\x1b[8;1;1ttext") << QByteArray("text");
        QTest::newRow("in one character") << QByteArray("\xc2\x9d"
                                                        "52;c;aGk=\xc2\x9ctext")
                                          << QByteArray("text");
        QTest::newRow("a sequence in one character") << QByteArray("\xc2\x9b"
                                                                   "21ttext")
                                                     << QByteArray("21ttext");
        QTest::newRow("a string that an escape ends")
            << QByteArray("\x1b]0;title\x1b[31mred") << QByteArray("\x1b[31mred");
        QTest::newRow("an endless sequence")
            << QByteArray("\x1b[" + QByteArray(300, '1') + "text") << QByteArray(300 - 127, '1') + "text";
    }

    void letsThroughWhatDraws()
    {
        QFETCH(QByteArray, printed);
        QFETCH(QByteArray, passed);
        TerminalFilter whole;
        QCOMPARE(whole.feed(printed), passed);
        for (qsizetype at = 1; at < printed.size(); ++at) {
            TerminalFilter cut;
            QByteArray text = cut.feed(printed.first(at));
            text += cut.feed(printed.sliced(at));
            QCOMPARE(text, passed);
        }
    }
};

QTEST_GUILESS_MAIN(TestTerminalFilter)
#include "tst_terminalfilter.moc"
