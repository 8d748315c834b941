// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/e2b/cloudrequest.h"
#include "sandbox/e2b/e2bsandbox.h"
#include "support/e2b/cloudfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using namespace bw::sandbox;

namespace
{

Command sleeper()
{
    Command command;
    command.program = u"/bin/sleep"_s;
    command.args = {u"300"_s};
    return command;
}

SandboxRequest requestFor(const QString &build)
{
    SandboxRequest request;
    request.build = BuildId {build};
    return request;
}

}  // namespace

class TestE2bProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_cloud = std::make_unique<test::CloudFixture>();
        if (const QString problem = m_cloud->problem(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }
    void cleanup()
    {
        m_cloud->steer("POST", u"/fake/options"_s, {{"older", false}, {"most", 100}, {"workspace", true}});
        QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
    }
    void cleanupTestCase() { m_cloud.reset(); }

    void makesAPrivateSandboxWithItsMarks()
    {
        const auto provider = m_cloud->provider();
        QVERIFY(provider->check({}).has_value());
        SandboxRequest request = requestFor(u"build1"_s);
        request.env = {{u"COLOUR"_s, u"green"_s}};
        const auto made = provider->create(request, {});
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
        QCOMPARE((*made)->limits().at("memory").at("limit").get<qint64>(), 512LL << 20);
        QVERIFY(!static_cast<E2bSandbox &>(**made).trafficToken().isEmpty());
        QByteArray out;
        OutputSink sink;
        sink.onStdout = [&out](QByteArrayView bytes) { out.append(bytes); };
        QVERIFY((*made)->exec(Command::shell(u"pwd; echo $COLOUR"_s), sink, {}).has_value());
        QCOMPARE(out, "/workspace\ngreen\n");
        const auto listed = provider->living({});
        QVERIFY(listed.has_value());
        QCOMPARE(listed->size(), 1);
        QCOMPARE(listed->first().metadata.value(u"product"_s), u"buildwright"_s);
        QCOMPARE(listed->first().metadata.value(u"build"_s), u"build1"_s);
        QVERIFY(provider->isOurs(listed->first()));
        QVERIFY((*made)->destroy().has_value());
        QVERIFY(m_cloud->living().isEmpty());
    }

    void asksOlderServersInTheirWay()
    {
        m_cloud->steer("POST", u"/fake/options"_s, {{"older", true}});
        const auto provider = m_cloud->provider();
        const auto made = provider->create(requestFor(u"old"_s), {});
        QVERIFY(made.has_value());
        QVERIFY((*made)->stat(QString::fromLatin1(workspacePath), {}).has_value());
    }

    void refusesAWrongKeyBeforeAnythingIsMade()
    {
        auto config = m_cloud->config();
        config.settings.key = SecretString("e2b_ffffffffff");
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        QCOMPARE(provider.check({}).error().code, ErrorCode::Unauthorized);
        config.settings.key = {};
        E2bProvider keyless(config, m_cloud->transport, m_cloud->clock);
        QCOMPARE(keyless.check({}).error().code, ErrorCode::KeyMissing);
    }

    void tellsAMissingTemplate()
    {
        auto config = m_cloud->config();
        config.templateName = u"mine"_s;
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        QCOMPARE(provider.check({}).error().code, ErrorCode::SandboxUnavailable);
        QCOMPARE(provider.create({}, {}).error().code, ErrorCode::SandboxUnavailable);
    }

    void tellsThatTheAccountHasNoPlaceLeft()
    {
        m_cloud->steer("POST", u"/fake/options"_s, {{"most", 0}});
        const auto made = m_cloud->provider()->create({}, {});
        QCOMPARE(made.error().code, ErrorCode::LimitHit);
        QVERIFY(made.error().args.value(u"value"_s).contains(u"concurrent"_s));
    }

    void waitsForAPlaceThatAnotherBuildGivesBack()
    {
        auto config = m_cloud->config();
        config.room = {.first = std::chrono::milliseconds(20), .longest = std::chrono::milliseconds(20)};
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        auto first = provider.create(requestFor(u"build1"_s), {});
        QVERIFY(first.has_value());
        m_cloud->steer("POST", u"/fake/options"_s, {{"most", 1}});
        // For itself nobody else makes room: told at once.
        QCOMPARE(provider.create(requestFor(u"build1"_s), {}).error().code, ErrorCode::LimitHit);
        SandboxRequest request = requestFor(u"build2"_s);
        QStringList told;
        request.onLimitHit = [&](const QString &limit, const QString &text) {
            told.append(limit + u' ' + text);
            QVERIFY((*first)->destroy().has_value());
        };
        const auto second = provider.create(request, {});
        QVERIFY2(second.has_value(), second ? "" : qPrintable(second.error().detail));
        QCOMPARE(told.size(), 1);
        QVERIFY2(told.first().startsWith(u"sandboxes"_s) && told.first().contains(u"concurrent"_s),
                 qPrintable(told.first()));
    }

    void oneGivesUpWhereAllWaitForEachOther()
    {
        auto config = m_cloud->config();
        config.room = {.first = std::chrono::milliseconds(20), .longest = std::chrono::milliseconds(20)};
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        std::array<std::unique_ptr<Sandbox>, 3> works;
        for (size_t i = 0; i < works.size(); ++i)
            works.at(i) = provider.create(requestFor(u"build%1"_s.arg(i)), {}).value_or(nullptr);
        m_cloud->steer("POST", u"/fake/options"_s, {{"most", 3}});
        // Each of them wants a second one; whoever does not get it gives the first one back, as a build that fails
        // does.
        std::atomic<int> proved = 0;
        std::atomic<int> failed = 0;
        {
            std::vector<std::jthread> builds;
            for (size_t i = 0; i < works.size(); ++i)
                builds.emplace_back([&, i] {
                    auto proof = provider.create(requestFor(u"build%1"_s.arg(i)), {});
                    proof ? ++proved : ++failed;
                    if (proof)
                        (void)(*proof)->destroy();
                    else
                        (void)works.at(i)->destroy();
                });
        }
        QCOMPARE(failed.load(), 1);
        QCOMPARE(proved.load(), 2);
    }

    void givesAPlaceUpThatDoesNotCome()
    {
        auto config = m_cloud->config();
        config.room = {.first = std::chrono::milliseconds(10),
                       .longest = std::chrono::milliseconds(10),
                       .patience = std::chrono::milliseconds(50)};
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        const auto first = provider.create(requestFor(u"build1"_s), {});
        QVERIFY(first.has_value());
        m_cloud->steer("POST", u"/fake/options"_s, {{"most", 1}});
        QCOMPARE(provider.create(requestFor(u"build2"_s), {}).error().code, ErrorCode::LimitHit);
        std::stop_source stop;
        SandboxRequest request = requestFor(u"build2"_s);
        request.onLimitHit = [&stop](const QString &, const QString &) { stop.request_stop(); };
        QCOMPARE(provider.create(request, stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void saysWhenTheWorkspaceCannotBeMade()
    {
        // Our daemon has one user: "root" is refused, as by a template without root.
        m_cloud->steer("POST", u"/fake/options"_s, {{"workspace", false}});
        const auto made = m_cloud->provider()->create({}, {});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::SandboxFailed);
        QVERIFY(made.error().detail.contains(u"root"_s));
        QVERIFY(m_cloud->living().isEmpty());
    }

    void takesTheSandboxOfACallThatWasCut()
    {
        m_cloud->steer("POST", u"/fake/fault"_s, {{"method", "POST"}, {"path", "/v2/sandboxes"}, {"cut", "after"}});
        const auto provider = m_cloud->provider();
        const auto made = provider->create(requestFor(u"cut"_s), {});
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
        QCOMPARE(m_cloud->living(), QStringList {(*made)->id().value});
        QVERIFY(!static_cast<E2bSandbox &>(**made).trafficToken().isEmpty());
    }

    void makesAnotherWhenOneDiesBeforeItIsHandedOver()
    {
        m_cloud->steer("POST", u"/fake/fault"_s,
                       {{"method", "GET"}, {"path", "/sandboxes/i.*"}, {"status", 404}, {"times", 1}});
        const auto provider = m_cloud->provider();
        const auto made = provider->create({}, {});
        QVERIFY(made.has_value());
        QCOMPARE(m_cloud->living(), QStringList {(*made)->id().value});
    }

    void endsWhatItCouldNotBeToldToEnd()
    {
        const auto provider = m_cloud->provider();
        auto made = provider->create({}, {});
        QVERIFY(made.has_value());
        m_cloud->steer("POST", u"/fake/fault"_s,
                       {{"method", "DELETE"}, {"path", "/sandboxes/.*"}, {"times", 4}, {"status", 500}});
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!(*made)->destroy());
        QVERIFY(timer.elapsed() < 4000);
        QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
    }

    void isLostWhenItDiesInACommand()
    {
        const auto provider = m_cloud->provider();
        const auto made = provider->create({}, {});
        QVERIFY(made.has_value());
        std::atomic<bool> began = false;
        Command command = Command::shell(u"echo began; sleep 300"_s);
        OutputSink sink;
        sink.onStdout = [&began](QByteArrayView) { began = true; };
        Result<CommandResult> result = CommandResult {};
        std::jthread worker([&] { result = (*made)->exec(command, sink, {}); });
        QVERIFY(test::eventually([&began] { return began.load(); }));
        m_cloud->steer("POST", u"/fake/kill/"_s + (*made)->id().value);
        worker.join();
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::SandboxLost);
        QCOMPARE((*made)->stat(u"/workspace"_s, {}).error().code, ErrorCode::SandboxLost);
    }

    void aStoppedCommandGoesWithAllThatItStarted()
    {
        const auto provider = m_cloud->provider();
        const auto made = provider->create({}, {});
        QVERIFY(made.has_value());
        std::stop_source stop;
        std::atomic<bool> began = false;
        QByteArray out;
        OutputSink sink;
        sink.onStdout = [&](QByteArrayView bytes) {
            out.append(bytes);
            began = out.count('\n') == 2;
        };
        Result<CommandResult> result = CommandResult {};
        QElapsedTimer timer;
        std::jthread worker([&] {
            result = (*made)->exec(Command::shell(u"echo $$; (sleep 300 & echo $!; wait)"_s), sink, stop.get_token());
        });
        QVERIFY(test::eventually([&began] { return began.load(); }));
        timer.start();
        stop.request_stop();
        worker.join();
        QVERIFY(timer.elapsed() < 500);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        for (const QByteArray &pid : out.trimmed().split('\n')) {
            QVERIFY(test::eventually([&] {
                const QString look = u"grep -q '^State:[[:space:]]*[^ZX]' /proc/%1/status"_s;
                const auto looked = (*made)->exec(Command::shell(look.arg(QString::fromLatin1(pid))), {}, {});
                return looked && looked->exitCode != 0;
            }));
        }
    }

    void isLostWhenItDiesIdle()
    {
        const auto provider = m_cloud->provider();
        const auto made = provider->create({}, {});
        QVERIFY(made.has_value());
        const auto process = (*made)->start(sleeper(), false, {});
        QVERIFY(process.has_value());
        m_cloud->steer("POST", u"/fake/kill/"_s + (*made)->id().value);
        const auto result = (*process)->wait({}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::SandboxLost);
        // The keeper tells it without a call of ours.
        QVERIFY(test::eventually([&] { return !(*made)->exposePort(80, {}); }));
    }

    void livesLongerThanItsTimeWhileItIsUsed()
    {
        auto config = m_cloud->config();
        config.keeping.timeToLive = 2s;
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        const auto made = provider.create({}, {});
        QVERIFY(made.has_value());
        const QString path = u"/sandboxes/%1/timeout"_s.arg((*made)->id().value);
        QVERIFY(test::eventually([&] { return m_cloud->asked(u"POST"_s, path) >= 8; }));
        QVERIFY((*made)->stat(u"/workspace"_s, {}).has_value());
        QVERIFY((*made)->setTimeToLive(1s, {}).has_value());
        QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
    }

    void endsOrphansOfItsDirectoryAndNobodyElses()
    {
        QVERIFY(m_cloud->provider(u"fresh"_s)->removeOrphans({}).value() == 0);
        const auto other = m_cloud->provider(u"other"_s);
        const auto others = other->create({}, {});
        ControlPlane control(m_cloud->transport, m_cloud->clock, m_cloud->settings());
        const auto strangers = control.create({}, {});
        const auto earlier = m_cloud->provider(u"mine"_s);
        const auto orphan = earlier->create({}, {});
        QVERIFY(others.has_value() && strangers.has_value() && orphan.has_value());
        const auto now = m_cloud->provider(u"mine"_s);
        const auto mine = now->create({}, {});
        QVERIFY(mine.has_value());
        QVERIFY(now->isOfEarlierProcess(listedAs(*now, (*orphan)->id().value)));
        QVERIFY(!now->isOfEarlierProcess(listedAs(*now, (*mine)->id().value)));
        QCOMPARE(now->removeOrphans({}).value(), 1);
        QStringList left {(*others)->id().value, strangers->id, (*mine)->id().value};
        QStringList living = m_cloud->living();
        left.sort();
        living.sort();
        QCOMPARE(living, left);
        QCOMPARE(now->end(strangers->id, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(now->end((*others)->id().value, {}).error().code, ErrorCode::NotFound);
        QVERIFY(now->end((*mine)->id().value, {}).has_value());
        QVERIFY(control.end(strangers->id, {}).value());
    }

    void asksForTheNetworkOfThePolicy()
    {
        SandboxRequest request;
        NewCloudSandbox wanted;
        request.network = NetworkPolicy::None;
        CloudRequest::setNetwork(wanted, request);
        QVERIFY(!wanted.internet);
        QCOMPARE(wanted.network, (Json {{"allowPublicTraffic", false}, {"denyOut", {"0.0.0.0/0"}}}));
        request.network = NetworkPolicy::Registries;
        request.allowedHosts = {u"registry.npmjs.org"_s, u"*.example.org"_s};
        CloudRequest::setNetwork(wanted, request);
        QVERIFY(wanted.internet);
        QCOMPARE(wanted.network.at("allowOut"), Json({"registry.npmjs.org", "*.example.org"}));
        QCOMPARE(wanted.network.at("denyOut"), Json({"0.0.0.0/0"}));
        request.network = NetworkPolicy::Open;
        CloudRequest::setNetwork(wanted, request);
        QCOMPARE(wanted.network, (Json {{"allowPublicTraffic", false}}));
    }

    void pausesGoesOnAndReads()
    {
        ControlPlane control(m_cloud->transport, m_cloud->clock, m_cloud->settings());
        const auto made = control.create({}, {});
        QVERIFY(made.has_value());
        QCOMPARE(control.pause(made->id, true, {}).value(), true);
        QCOMPARE(control.pause(made->id, true, {}).value(), false);
        QCOMPARE(control.get(made->id, {}).value().state, u"paused"_s);
        QCOMPARE(control.connect(made->id, 60s, {}).value().accessToken, made->accessToken);
        QCOMPARE(control.get(made->id, {}).value().state, u"running"_s);
        QCOMPARE(control.metrics(made->id, {}).value().first().memoryTotal, 512LL << 20);
        QCOMPARE(control.logs(made->id, 10, {}).value().last().message, u"started"_s);
        QCOMPARE(control.templates({}).value().first().names, QStringList {u"base"_s});
        QVERIFY(control.end(made->id, {}).value());
    }

private:
    static ListedCloudSandbox listedAs(E2bProvider &provider, const QString &id)
    {
        const auto all = provider.living({});
        for (const ListedCloudSandbox &one : all.value_or(QList<ListedCloudSandbox>())) {
            if (one.id == id)
                return one;
        }
        return {};
    }
    std::unique_ptr<test::CloudFixture> m_cloud;
};

QTEST_GUILESS_MAIN(TestE2bProvider)
#include "tst_e2bprovider.moc"
