// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/pacedmodel.h"

#include "claude/recording.h"
#include "support/fakeclock.h"

#include <QTest>

#include <thread>

using namespace bw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

class Listener final : public claude::TurnObserver
{
public:
    void onText(const QString &text) override { pieces.append(text); }
    void onThinking(const QString &text) override { thoughts += text; }
    QStringList pieces;
    QString thoughts;
};

std::unique_ptr<claude::Recording> recorded()
{
    return *claude::Recording::parse(
        R"({"buildwright_recording":1,"name":"r","model":"m","replies":["begin"]})"
        "\n"
        R"({"for":{"purpose":"chat"},"content":[{"type":"thinking","thinking":"hm","signature":"s"},)"
        R"({"type":"text","text":"0123456789012345678901234567890123456789"}],"stop_reason":"end_turn","replies":["x","y"]})",
        u"r"_s);
}

claude::ModelRequest question()
{
    claude::ModelRequest request;
    request.purpose = u"chat"_s;
    request.messages = {R"({"role":"user","content":"x"})"};
    return request;
}

}  // namespace

class tst_PacedModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerComesInPiecesAtItsSpeed()
    {
        test::FakeClock clock;
        const auto recording = recorded();
        claude::PacedModel paced(*recording, clock, 250);
        Listener listener;
        const auto turn = paced.send(question(), listener, {});
        QVERIFY(turn);
        QCOMPARE(listener.pieces.size(), 4);  // ten characters each
        QCOMPARE(listener.pieces.join(QString()), turn->blocks.constLast().text);
        QCOMPARE(listener.thoughts, u"hm"_s);
        QVERIFY(clock.slept() >= 600ms + 5 * 40ms);
        QVERIFY(paced.isDemonstration());
        QVERIFY(paced.hasTurnsFor(u"chat"_s));
    }
    void withoutASpeedItComesAtOnce()
    {
        test::FakeClock clock;
        const auto recording = recorded();
        claude::PacedModel paced(*recording, clock, 0);
        Listener listener;
        QVERIFY(paced.send(question(), listener, {}));
        QCOMPARE(listener.pieces.size(), 1);
        QCOMPARE(clock.slept(), 0ms);
    }
    void aStopEndsItInTheMiddle()
    {
        test::FakeClock clock(test::FakeClock::Sleep::Waits);
        const auto recording = recorded();
        claude::PacedModel paced(*recording, clock, 250);
        Listener listener;
        std::stop_source stop;
        Result<claude::Turn> turn;
        std::thread thread([&] { turn = paced.send(question(), listener, stop.get_token()); });
        while (clock.sleepers() == 0)
            std::this_thread::yield();
        stop.request_stop();
        thread.join();
        QCOMPARE(turn.error().code, ErrorCode::Cancelled);
        QVERIFY(listener.pieces.isEmpty());
    }
    void aCharacterOfTwoHalvesStaysWhole()
    {
        test::FakeClock clock;
        const auto recording = *claude::Recording::parse(
            R"({"buildwright_recording":1,"name":"r","model":"m"})"
            "\n"
            R"({"for":{"purpose":"chat"},"content":[{"type":"text","text":"😀😀"}],"stop_reason":"end_turn"})",
            u"r"_s);
        claude::PacedModel paced(*recording, clock, 1);
        Listener listener;
        QVERIFY(paced.send(question(), listener, {}));
        QCOMPARE(listener.pieces, (QStringList {u"😀"_s, u"😀"_s}));
    }
    void aRecordingSaysWhatItCanBeTold()
    {
        const auto recording = recorded();
        QCOMPARE(recording->replies(0), QStringList {u"begin"_s});
        QCOMPARE(recording->replies(1), (QStringList {u"x"_s, u"y"_s}));
        QCOMPARE(recording->replies(2), QStringList());
        const auto broken =
            claude::Recording::parse(R"({"buildwright_recording":1,"name":"r","model":"m","replies":[1]})", u"r"_s);
        QCOMPARE(broken.error().code, ErrorCode::RecordingInvalid);
        const auto empty = claude::Recording::parse(
            R"({"buildwright_recording":1,"name":"r","model":"m"})"
            "\n"
            R"({"for":{"purpose":"chat"},"content":[{"type":"text","text":"a"}],"stop_reason":"end_turn","replies":[" "]})",
            u"r"_s);
        QCOMPARE(empty.error().args.value(u"line"_s), u"2"_s);
    }
};

QTEST_GUILESS_MAIN(tst_PacedModel)
#include "tst_pacedmodel.moc"
