// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/livesandboxes.h"

#include <QtTest>

#include <thread>

using namespace bw;
using namespace bw::engine;
using namespace Qt::StringLiterals;

namespace
{

/// Only its address counts here.
sandbox::Sandbox *someSandbox()
{
    static int place = 0;
    return reinterpret_cast<sandbox::Sandbox *>(&place);
}

const BuildId build {u"one"_s};

}  // namespace

class TestLiveSandboxes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isVisitedWhileItStands()
    {
        LiveSandboxes living;
        QVERIFY(!living.visit(build));
        living.set(build, someSandbox());
        {
            const auto visit = living.visit(build);
            QVERIFY(visit);
            QCOMPARE(&visit->sandbox(), someSandbox());
            QVERIFY(!visit->stop().stop_requested());
            QVERIFY(!living.visit(BuildId {u"two"_s}));
        }
        living.set(build, nullptr);
        QVERIFY(!living.visit(build));
        living.set(build, nullptr);  // nothing to show out
    }

    void goesOnlyWhenEverybodyIsOut()
    {
        LiveSandboxes living;
        living.set(build, someSandbox());
        auto first = living.visit(build);
        auto second = living.visit(build);
        std::atomic_bool gone = false;
        std::jthread worker([&] {
            living.set(build, nullptr);
            gone = true;
        });
        QVERIFY(QTest::qWaitFor([&] { return first->stop().stop_requested() && second->stop().stop_requested(); }));
        QVERIFY2(!living.visit(build), "nobody comes in any more");
        first.reset();
        QVERIFY(!gone);
        second.reset();
        worker.join();
        QVERIFY(gone);
    }

    void anotherOneTakesItsPlace()
    {
        LiveSandboxes living;
        living.set(build, someSandbox());
        auto visit = living.visit(build);
        std::jthread guest([&] {
            while (!visit->stop().stop_requested())
                std::this_thread::yield();
            visit.reset();
        });
        living.set(build, someSandbox());
        guest.join();
        const auto next = living.visit(build);
        QVERIFY(next && !next->stop().stop_requested());
    }
};

QTEST_GUILESS_MAIN(TestLiveSandboxes)
#include "tst_livesandboxes.moc"
