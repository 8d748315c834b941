// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/tokenbound.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::claude::boundTokens;
using bw::claude::ModelRequest;

class TstTokenBound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsEveryByteThatIsSent()
    {
        ModelRequest request;
        QCOMPARE(boundTokens(request), 1500);
        request.systemJson = QByteArray(10, 'x');
        request.toolsJson = QByteArray(200, 'x');
        request.messages = {QByteArray(3000, 'x'), QByteArray(40'000, 'x')};
        QCOMPARE(boundTokens(request), 1500 + 43'210);
    }

    void isNeverBelowOneTokenAByteOfText()
    {
        // The dearest text there is: every character a token of its own, escaped or not.
        ModelRequest request;
        const QString text = u"\u0000\u4e2d🌍\"\\"_s;
        request.messages = {"{\"role\":\"user\",\"content\":\"\\u0000\xE4\xB8\xAD\xF0\x9F\x8C\x8D\\\"\\\\\"}"};
        QVERIFY(boundTokens(request) >= text.toUtf8().size());
    }
};

QTEST_GUILESS_MAIN(TstTokenBound)
#include "tst_tokenbound.moc"
