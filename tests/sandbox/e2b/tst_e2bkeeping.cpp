// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/e2b/e2bsandbox.h"
#include "support/e2b/cloudfixture.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using namespace bw::sandbox;

namespace
{

SandboxRequest requestFor(const QString &build)
{
    SandboxRequest request;
    request.build = BuildId {build};
    return request;
}

const QString note = u"/workspace/note.txt"_s;

}  // namespace

/// Sandboxes that wait with their builds, from process to process.
class TestE2bKeeping : public QObject
{
    Q_OBJECT

private:
    /// A process: `kept` is what its builds' records say.
    std::unique_ptr<E2bProvider> process(std::chrono::seconds pauseAfter = 300s)
    {
        E2bProviderConfig config = m_cloud->config();
        config.choices = [pauseAfter] { return E2bChoices {.pauseAfter = pauseAfter}; };
        config.isKept = [this](const SandboxId &id, const BuildId &) {
            const std::lock_guard lock(m_mutex);
            return m_kept.contains(id.value);
        };
        config.told = [this](const SandboxId &id, const BuildId &build, KeptChange change) {
            const std::lock_guard lock(m_mutex);
            m_told.append(id.value + u' ' + build.value + (change == KeptChange::Paused ? u" paused"_s : u" gone"_s));
        };
        return std::make_unique<E2bProvider>(config, m_cloud->transport, m_cloud->clock);
    }
    QString keepOne(E2bProvider &provider, const QString &build)
    {
        auto made = provider.create(requestFor(build), {});
        if (!made || !(*made)->write(note, "what was done", {}))
            return {};
        const QString id = (*made)->id().value;
        setKept(id, true);
        const Status kept = provider.keep(std::move(*made), *provider.keepsFor(), [this](KeptChange change) {
            const std::lock_guard lock(m_mutex);
            m_told.append(change == KeptChange::Paused ? u"paused"_s : u"gone"_s);
        });
        return kept ? id : QString();
    }
    void setKept(const QString &id, bool kept)
    {
        const std::lock_guard lock(m_mutex);
        if (kept)
            m_kept.insert(id);
        else
            m_kept.remove(id);
    }
    QStringList told()
    {
        const std::lock_guard lock(m_mutex);
        return m_told;
    }
    QString state(const QString &id) { return jsonString(m_cloud->steer("GET", u"/fake/states"_s), qPrintable(id)); }

    std::unique_ptr<test::CloudFixture> m_cloud;
    std::mutex m_mutex;
    QSet<QString> m_kept;
    QStringList m_told;

private Q_SLOTS:
    void initTestCase()
    {
        m_cloud = std::make_unique<test::CloudFixture>();
        if (const QString problem = m_cloud->problem(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }
    void init()
    {
        m_kept.clear();
        m_told.clear();
    }
    void cleanup()
    {
        m_cloud->steer("POST", u"/fake/options"_s, {{"most", 100}});
        m_kept.clear();
        (void)m_cloud->provider()->removeOrphans({});
        QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
    }
    void cleanupTestCase() { m_cloud.reset(); }

    void isPausedAfterItsTime()
    {
        const auto provider = process(0s);
        const QString id = keepOne(*provider, u"b"_s);
        QVERIFY(!id.isEmpty());
        QVERIFY(test::eventually([&] { return state(id) == "paused"_L1; }));
        QVERIFY(test::eventually([&] { return told() == QStringList {u"paused"_s}; }));
    }

    void isPausedByTheEndOfItsProcessAndTakenUpByTheNext()
    {
        auto first = process();
        const QString id = keepOne(*first, u"b"_s);
        QVERIFY(!id.isEmpty());
        QCOMPARE(state(id), u"running"_s);
        first.reset();
        QCOMPARE(state(id), u"paused"_s);
        QCOMPARE(told(), QStringList {u"paused"_s});
        const auto next = process();
        QCOMPARE(next->removeOrphans({}).value(), 0);
        SandboxRequest request = requestFor(u"b"_s);
        request.allowedHosts = {u"registry.npmjs.org"_s, u"new.example.org"_s};
        const auto again = next->takeUp(SandboxId {id}, request, {});
        QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail));
        setKept(id, false);
        QCOMPARE(state(id), u"running"_s);
        QCOMPARE((*again)->id().value, id);
        QCOMPARE((*again)->read(note, 100, {}).value(), "what was done");
        QCOMPARE((*again)->limits().at("memory").at("limit").get<qint64>(), 512LL << 20);
        // It carries the mark of an earlier process, and is no orphan.
        QCOMPARE(next->removeOrphans({}).value(), 0);
        Json rules;
        for (const Json &one : m_cloud->steer("GET", u"/fake/requests"_s)) {
            if (jsonString(one, "method") == "PUT"_L1)
                rules = one.at("body");
        }
        QCOMPARE(rules.at("allowOut"), Json({"registry.npmjs.org", "new.example.org"}));
        QVERIFY(test::eventually([&] { return m_cloud->asked(u"POST"_s, u"/sandboxes/%1/timeout"_s.arg(id)) > 1; }));
        QVERIFY((*again)->destroy().has_value());
        QVERIFY(m_cloud->living().isEmpty());
    }

    void otherHostsReachTheOneThatLives()
    {
        const auto provider = process();
        const auto made = provider->create(requestFor(u"b"_s), {});
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
        const Status opened = (*made)->setAllowedHosts({u"registry.npmjs.org"_s, u"new.example.org"_s}, {});
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        const QString path = u"/sandboxes/%1/network"_s.arg((*made)->id().value);
        QCOMPARE(m_cloud->asked(u"PUT"_s, path), 1);
        Json rules;
        for (const Json &one : m_cloud->steer("GET", u"/fake/requests"_s))
            if (jsonString(one, "path") == path)
                rules = one.at("body");
        QCOMPARE(rules.at("allowOut"), Json({"registry.npmjs.org", "new.example.org"}));
        QCOMPARE(rules.at("denyOut"), Json({"0.0.0.0/0"}));
        QVERIFY((*made)->destroy().has_value());
        QCOMPARE((*made)->setAllowedHosts({}, {}).error().code, ErrorCode::SandboxLost);
    }

    void isPausedByTheNextStartAfterACrash()
    {
        auto first = process();
        const QString id = keepOne(*first, u"b"_s);
        const auto orphan = first->create(requestFor(u"b"_s), {});
        QVERIFY(orphan.has_value());
        const auto next = process();
        QCOMPARE(next->removeOrphans({}).value(), 1);
        QCOMPARE(m_cloud->living(), QStringList {id});
        QVERIFY(test::eventually([&] { return state(id) == "paused"_L1; }));
        QVERIFY(test::eventually([&] { return told().contains(id + u" b paused"_s); }));
    }

    void isAnOrphanOnceItsBuildDoesNotWaitAnyMore()
    {
        auto first = process();
        const QString id = keepOne(*first, u"b"_s);
        first.reset();
        setKept(id, false);
        QCOMPARE(process()->removeOrphans({}).value(), 1);
        QVERIFY(m_cloud->living().isEmpty());
    }

    void nothingOfTheSessionRunsInItAnyMore()
    {
        const auto provider = process();
        auto made = provider->create(requestFor(u"b"_s), {});
        QVERIFY(made.has_value());
        // One that left its session, and its parent.
        const Command left = Command::shell(u"setsid sh -c 'while :; do date >/workspace/busy; sleep 0.05; done' "
                                            "</dev/null >/dev/null 2>&1 & sleep 0.3"_s);
        QVERIFY((*made)->exec(left, {}, {}).has_value());
        const SandboxId id = (*made)->id();
        setKept(id.value, true);
        QVERIFY(provider->keep(std::move(*made), 300s, {}).has_value());
        const auto again = provider->takeUp(id, requestFor(u"b"_s), {});
        QVERIFY(again.has_value());
        QVERIFY((*again)->remove(u"/workspace/busy"_s, {}).has_value());
        QVERIFY((*again)->exec(Command::shell(u"sleep 0.4"_s), {}, {}).has_value());
        QCOMPARE((*again)->stat(u"/workspace/busy"_s, {}).error().code, ErrorCode::NotFound);
    }

    void isLostWhenItIsGoneOrAnothers()
    {
        const auto provider = process();
        const QString id = keepOne(*provider, u"b"_s);
        QCOMPARE(provider->takeUp(SandboxId {id}, requestFor(u"another"_s), {}).error().code, ErrorCode::SandboxLost);
        QCOMPARE(m_cloud->living(), QStringList {id});
        m_cloud->steer("POST", u"/fake/kill/"_s + id);
        QCOMPARE(provider->takeUp(SandboxId {id}, requestFor(u"b"_s), {}).error().code, ErrorCode::SandboxLost);
        ControlPlane control(m_cloud->transport, m_cloud->clock, m_cloud->settings());
        const auto stranger = control.create({}, {});
        QVERIFY(stranger.has_value());
        QCOMPARE(provider->takeUp(SandboxId {stranger->id}, requestFor(u"b"_s), {}).error().code,
                 ErrorCode::SandboxLost);
        QVERIFY(provider->discard(SandboxId {stranger->id}).has_value());
        QCOMPARE(m_cloud->living(), QStringList {stranger->id});
        QVERIFY(control.end(stranger->id, {}).value());
    }

    void isEndedWhenItIsDiscarded()
    {
        auto first = process();
        const QString id = keepOne(*first, u"b"_s);
        QVERIFY(first->discard(SandboxId {id}).has_value());
        QVERIFY(m_cloud->living().isEmpty());
        QVERIFY(first->discard(SandboxId {id}).has_value());
        const QString other = keepOne(*first, u"b"_s);
        first.reset();
        QCOMPARE(m_cloud->living(), QStringList {other});
        QVERIFY(process()->discard(SandboxId {other}).has_value());
        QVERIFY(m_cloud->living().isEmpty());
    }

    void makesRoomForABuildAtWork()
    {
        const auto provider = process();
        const QString id = keepOne(*provider, u"b"_s);
        m_cloud->steer("POST", u"/fake/options"_s, {{"most", 1}});
        const auto made = provider->create(requestFor(u"c"_s), {});
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
        QCOMPARE(state(id), u"paused"_s);
    }

    void tellsALossToItsRequestWithoutACall()
    {
        const auto provider = process();
        SandboxRequest request = requestFor(u"b"_s);
        request.onLost = [this](const SandboxId &id, const QString &why) {
            const std::lock_guard lock(m_mutex);
            m_told.append(id.value + (why.isEmpty() ? u" without a word"_s : QString()));
        };
        const auto made = provider->create(request, {});
        QVERIFY(made.has_value());
        m_cloud->steer("POST", u"/fake/kill/"_s + (*made)->id().value);
        QVERIFY(test::eventually([&] { return told() == QStringList {(*made)->id().value}; }));
    }

    void tellsTheLimitsOfATierBeforeABuild()
    {
        E2bProviderConfig config = m_cloud->config();
        config.choices = [] { return E2bChoices {.tier = u"hobby"_s}; };
        E2bProvider provider(config, m_cloud->transport, m_cloud->clock);
        QCOMPARE(provider.checkFor({}, {})->size(), 1);
        SandboxRequest request;
        request.templateName = u"mine"_s;
        QCOMPARE(provider.checkFor(request, {}).error().code, ErrorCode::SandboxUnavailable);
        m_cloud->steer("POST", u"/fake/options"_s, {{"templates", {"base", "mine"}}});
        QVERIFY(provider.checkFor(request, {}).has_value());
        request.nodeVersion = u"latest"_s;
        QCOMPARE(provider.checkFor(request, {}).error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestE2bKeeping)
#include "tst_e2bkeeping.moc"
