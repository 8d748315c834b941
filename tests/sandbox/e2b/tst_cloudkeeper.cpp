// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/e2b/cloudkeeper.h"
#include "support/fakeclock.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using namespace bw::sandbox;

namespace
{

/// A control plane with one clock for itself and the keeper: what is not lengthened ends.
class Plane final : public net::HttpTransport
{
public:
    explicit Plane(test::FakeClock &clock)
        : m_clock(clock)
    {
    }
    struct Box {
        std::chrono::milliseconds end {0};
        bool paused = false;
    };

    Result<net::HttpResponse> send(const net::HttpRequest &request, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        const QStringList path = request.url.path().split(u'/', Qt::SkipEmptyParts);
        asked.append(QString::fromLatin1(request.method) + u' ' + path.last());
        expire();
        if (silent)
            return fail(ErrorCode::NetworkUnreachable, u"no way"_s);
        if (request.method == "GET" && path.last() == "sandboxes"_L1)
            return answer(200, list());
        const QString id = path.value(1);
        const auto box = boxes.find(id);
        if (box == boxes.end())
            return answer(404, {{"code", 404}, {"message", "no such sandbox"}});
        if (path.last() == "timeout"_L1) {
            const Json body = parseJson(request.body).value();
            box->end = m_clock.steady() + std::chrono::seconds(jsonInt(body, "timeout"));
            return answer(204, {});
        }
        if (path.last() == "pause"_L1) {
            if (box->paused)
                return answer(409, {{"code", 409}, {"message", "already paused"}});
            box->paused = true;
            return answer(204, {});
        }
        if (request.method == "DELETE") {
            boxes.erase(box);
            return answer(204, {});
        }
        return answer(200, described(id, *box));
    }
    Result<net::HttpResponse> stream(const net::HttpRequest &, net::StreamHandler &, std::stop_token) override
    {
        return fail(ErrorCode::Unsupported);
    }

    void make(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        boxes.insert(id, Box {.end = m_clock.steady() + 300s});
    }
    void kill(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        boxes.remove(id);
    }
    void setSilent(bool now)
    {
        const std::lock_guard lock(m_mutex);
        silent = now;
    }
    /// How long it would live on; negative when it is gone.
    std::chrono::milliseconds left(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        expire();
        const auto box = boxes.constFind(id);
        return box == boxes.cend() ? -1ms : box->end - m_clock.steady();
    }
    bool isPaused(const QString &id)
    {
        const std::lock_guard lock(m_mutex);
        return boxes.value(id).paused;
    }
    qsizetype calls()
    {
        const std::lock_guard lock(m_mutex);
        return asked.size();
    }

private:
    void expire()
    {
        boxes.removeIf([now = m_clock.steady()](const auto &box) { return !box->paused && box->end <= now; });
    }
    static net::HttpResponse answer(int status, const Json &body)
    {
        return {.status = status, .headers = {}, .body = body.is_null() ? QByteArray() : toBytes(body)};
    }
    static Json described(const QString &id, const Box &box)
    {
        return {
            {"sandboxID", toStd(id)}, {"state", box.paused ? "paused" : "running"}, {"metadata", {{"owner", "me"}}}};
    }
    Json list() const
    {
        Json all = Json::array();
        for (const auto &[id, box] : boxes.asKeyValueRange())
            all.push_back(described(id, box));
        return all;
    }

    test::FakeClock &m_clock;
    std::mutex m_mutex;
    QMap<QString, Box> boxes;
    QStringList asked;
    bool silent = false;
};

struct Stage {
    Stage()
    {
        E2bSettings settings;
        settings.key = SecretString("e2b_0123456789abcdef");
        settings.apiUrl = QUrl(u"http://control.invalid"_s);
        control = std::make_shared<ControlPlane>(
            plane, clock, settings, ControlPlane::Options {.retry = {.retries = 0}, .chance = [] { return 0.0; }});
        keeper = std::make_unique<CloudKeeper>(control, clock, CloudKeeper::Options {.mark = {{u"owner"_s, u"me"_s}}});
    }
    void hold(const QString &id)
    {
        plane.make(id);
        keeper->hold({}, id, [this] { ++lost; });
        QVERIFY(test::eventually([this] { return clock.sleepers() == 1; }));
    }
    /// Moves time on in the keeper's own steps, each one done before the next.
    void pass(std::chrono::milliseconds time, const std::function<void()> &each = {})
    {
        for (const auto end = clock.steady() + time; clock.steady() < end;) {
            const auto slept = clock.slept();
            clock.advance(keeper->options().look);
            QVERIFY(test::eventually([&] { return clock.slept() > slept && clock.sleepers() == 1; }));
            if (each)
                each();
        }
    }

    test::FakeClock clock {test::FakeClock::Sleep::Waits};
    Plane plane {clock};
    std::shared_ptr<ControlPlane> control;
    std::unique_ptr<CloudKeeper> keeper;
    std::atomic<int> lost = 0;
};

}  // namespace

class TestCloudKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthensWithAMarginForAsLongAsItIsUsed()
    {
        Stage stage;
        stage.hold(u"a"_s);
        auto least = std::chrono::milliseconds::max();
        stage.pass(2h, [&] { least = std::min(least, stage.plane.left(u"a"_s)); });
        QVERIFY2(least >= 200s, QByteArray::number(qint64(least.count())).constData());
        QCOMPARE(stage.lost.load(), 0);
    }

    void outlivesAControlPlaneThatIsAwayForMinutes()
    {
        Stage stage;
        stage.hold(u"a"_s);
        stage.pass(10min);
        stage.plane.setSilent(true);
        stage.pass(3min);
        stage.plane.setSilent(false);
        stage.pass(20s);
        QVERIFY(stage.plane.left(u"a"_s) > 4min);
        QCOMPARE(stage.lost.load(), 0);
    }

    void noticesALossWithinAMinuteThoughNobodyUsesIt()
    {
        Stage stage;
        stage.hold(u"a"_s);
        stage.pass(10min);
        stage.plane.kill(u"a"_s);
        stage.pass(1min);
        QCOMPARE(stage.lost.load(), 1);
        stage.pass(10min);
        QCOMPARE(stage.lost.load(), 1);
    }

    void doesNotTakeAnEndOfOursForALoss()
    {
        Stage stage;
        stage.hold(u"a"_s);
        stage.keeper->expectEnd(u"a"_s);
        stage.plane.kill(u"a"_s);
        stage.pass(1min);
        QCOMPARE(stage.lost.load(), 0);
    }

    void pausesWhatWaitsAfterItsTimeAndLeavesItAlone()
    {
        Stage stage;
        stage.hold(u"a"_s);
        std::atomic<int> paused = 0;
        stage.keeper->keep(u"a"_s, 15min, [&](KeptChange change) { paused += change == KeptChange::Paused ? 1 : 100; });
        stage.pass(14min);
        QVERIFY(!stage.plane.isPaused(u"a"_s));
        QVERIFY(stage.plane.left(u"a"_s) > 200s);
        QCOMPARE(stage.keeper->keptRunning(), 1);
        stage.pass(80s);
        QVERIFY(stage.plane.isPaused(u"a"_s));
        QCOMPARE(paused.load(), 1);
        QCOMPARE(stage.keeper->keptRunning(), 0);
        const qsizetype calls = stage.plane.calls();
        stage.pass(1h);
        QCOMPARE(stage.plane.calls(), calls);
        QCOMPARE(paused.load(), 1);
        QCOMPARE(stage.lost.load(), 0);
    }

    void doesNotPauseWhatWasClaimed()
    {
        Stage stage;
        stage.hold(u"a"_s);
        stage.keeper->keep(u"a"_s, 5min, {});
        stage.pass(4min);
        QVERIFY(stage.keeper->claim(u"a"_s, {}).has_value());
        // Its user may take a moment.
        stage.pass(40s);
        QVERIFY(stage.plane.left(u"a"_s) > 0s);
        stage.keeper->hold({}, u"a"_s, {});
        stage.pass(30min);
        QVERIFY(!stage.plane.isPaused(u"a"_s));
        QVERIFY(stage.plane.left(u"a"_s) > 200s);
    }

    void triesAgainWhatCouldNotBePaused()
    {
        Stage stage;
        stage.hold(u"a"_s);
        stage.keeper->keep(u"a"_s, 0ms, {});
        stage.plane.setSilent(true);
        stage.pass(1min);
        QVERIFY(!stage.plane.isPaused(u"a"_s));
        stage.plane.setSilent(false);
        stage.pass(20s);
        QVERIFY(stage.plane.isPaused(u"a"_s));
    }

    void tellsWhatIsGoneWhileItWaits()
    {
        Stage stage;
        stage.hold(u"a"_s);
        std::atomic<int> gone = 0;
        stage.keeper->keep(u"a"_s, 1h, [&](KeptChange change) { gone += change == KeptChange::Gone ? 1 : 100; });
        stage.plane.kill(u"a"_s);
        stage.pass(1min);
        QCOMPARE(gone.load(), 1);
        QCOMPARE(stage.keeper->keptRunning(), 0);
    }

    void pausesAtItsEndWhatIsKeptAndRuns()
    {
        Stage stage;
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s}) {
            stage.hold(id);
            stage.keeper->keep(id, 1h, {});
        }
        stage.hold(u"used"_s);
        stage.keeper.reset();
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(stage.plane.isPaused(id));
        QVERIFY(!stage.plane.isPaused(u"used"_s));
    }

    void makesRoomWhenItIsAsked()
    {
        Stage stage;
        stage.hold(u"a"_s);
        stage.keeper->keep(u"a"_s, 1h, {});
        QCOMPARE(stage.keeper->pauseKept({}), 1);
        QVERIFY(stage.plane.isPaused(u"a"_s));
        QCOMPARE(stage.keeper->pauseKept({}), 0);
    }
};

QTEST_GUILESS_MAIN(TestCloudKeeper)
#include "tst_cloudkeeper.moc"
