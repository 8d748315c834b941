// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/contextwindow.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::agent::ContextWindow;
using bw::claude::ModelInfo;
using bw::claude::ModelRequest;
using bw::claude::Turn;

namespace
{

ModelRequest requestOf(qsizetype bytes)
{
    ModelRequest request;
    request.messages = {QByteArray(bytes, 'x')};
    return request;
}

Turn turnOf(qint64 input, qint64 output)
{
    Turn turn;
    turn.usage.input = input / 2;
    turn.usage.cacheRead = input - input / 2;
    turn.usage.output = output;
    turn.contentJson = QByteArray(300, 'y');
    return turn;
}

}  // namespace

class tst_ContextWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsFromTheNewestAnswerAndEstimatesTheRest();
    void isFullAboveSeventyPercent();
    void estimatesEverythingWhenTheServiceCountsNothing();
    void aRecordingNeverFills();
    void clearsAtHalfTheWindowOrWhereItGetsDear();
};

void tst_ContextWindow::countsFromTheNewestAnswerAndEstimatesTheRest()
{
    ContextWindow window({}, false);
    window.answered(requestOf(9'000), turnOf(4'000, 100));
    QCOMPARE(window.estimate(requestOf(9'300)), 4'100);
    QCOMPARE(window.estimate(requestOf(9'300 + 3'000)), 5'100);
    window.restarted();
    QCOMPARE(window.estimate(requestOf(3'000)), 1'000);
}

void tst_ContextWindow::isFullAboveSeventyPercent()
{
    ModelInfo info;
    info.contextWindow = 10'000;
    ContextWindow window(info, false);
    window.answered(requestOf(900), turnOf(6'900, 100));
    QVERIFY(!window.isFull(requestOf(1'200)));
    QVERIFY(window.isFull(requestOf(1'203)));
    window.restarted();
    QVERIFY(!window.isFull(requestOf(900'000)));
}

void tst_ContextWindow::estimatesEverythingWhenTheServiceCountsNothing()
{
    ModelInfo info;
    info.contextWindow = 10'000;
    ContextWindow window(info, false);
    Turn turn = turnOf(0, 0);
    turn.usage.known = false;
    window.answered(requestOf(900), turn);
    QCOMPARE(window.estimate(requestOf(21'000)), 7'000);
    QVERIFY(!window.isFull(requestOf(21'000)));
    QVERIFY(window.isFull(requestOf(21'003)));
}

void tst_ContextWindow::aRecordingNeverFills()
{
    ModelInfo info;
    info.contextWindow = 10;
    info.clearsToolResults = info.summarizes = true;
    const ContextWindow window(info, true);
    QVERIFY(!window.isFull(requestOf(1'000'000)));
    QCOMPARE(window.clearAbove(), 0);
    QVERIFY(!window.summarizes());
}

void tst_ContextWindow::clearsAtHalfTheWindowOrWhereItGetsDear()
{
    ModelInfo info;
    info.contextWindow = 200'000;
    QCOMPARE(ContextWindow(info, false).clearAbove(), 0);
    info.clearsToolResults = true;
    QCOMPARE(ContextWindow(info, false).clearAbove(), 100'000);
    info.contextWindow = 1'000'000;
    QCOMPARE(ContextWindow(info, false).clearAbove(), 150'000);
}

QTEST_GUILESS_MAIN(tst_ContextWindow)
#include "tst_contextwindow.moc"
