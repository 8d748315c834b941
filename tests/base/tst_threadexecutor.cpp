// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threadexecutor.h"

#include <QtTest>

#include <barrier>
#include <latch>
#include <set>

using namespace bw;

class tst_ThreadExecutor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsEverythingBeforeItEnds();
    void oneThreadKeepsTheOrder();
    void reallyRunsAtTheSameTime();
    void neverUsesMoreThreadsThanAllowed();
    void startsNoThreadWithoutATask();
    void aTaskMayAddTasks();
    void atLeastOneThreadIsThere();
};

void tst_ThreadExecutor::runsEverythingBeforeItEnds()
{
    std::atomic<int> done = 0;
    {
        ThreadExecutor executor(4);
        for (int i = 0; i < 1000; ++i)
            executor.run([&done] { ++done; });
    }
    QCOMPARE(done.load(), 1000);
}

void tst_ThreadExecutor::oneThreadKeepsTheOrder()
{
    std::vector<int> order;
    {
        ThreadExecutor executor(1);
        for (int i = 0; i < 500; ++i)
            executor.run([&order, i] { order.push_back(i); });
    }
    QCOMPARE(order.size(), size_t(500));
    QVERIFY(std::ranges::is_sorted(order));
}

void tst_ThreadExecutor::reallyRunsAtTheSameTime()
{
    // Each task waits for the three others: fewer threads would hang here.
    std::barrier meeting(4);
    std::atomic<int> met = 0;
    {
        ThreadExecutor executor(4);
        for (int i = 0; i < 4; ++i)
            executor.run([&] {
                meeting.arrive_and_wait();
                ++met;
            });
    }
    QCOMPARE(met.load(), 4);
}

void tst_ThreadExecutor::neverUsesMoreThreadsThanAllowed()
{
    std::mutex mutex;
    std::set<std::thread::id> threads;
    {
        ThreadExecutor executor(3);
        for (int i = 0; i < 300; ++i)
            executor.run([&] {
                const std::scoped_lock lock(mutex);
                threads.insert(std::this_thread::get_id());
            });
    }
    QVERIFY(threads.size() <= 3);
    QVERIFY(!threads.contains(std::this_thread::get_id()));
}

void tst_ThreadExecutor::startsNoThreadWithoutATask()
{
    const auto count = [] {
        return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    const auto before = count();
    const ThreadExecutor executor(16);
    QCOMPARE(count(), before);
}

void tst_ThreadExecutor::aTaskMayAddTasks()
{
    std::latch last(1);
    ThreadExecutor executor(1);
    executor.run([&] { executor.run([&] { executor.run([&] { last.count_down(); }); }); });
    last.wait();
    QVERIFY(last.try_wait());
}

void tst_ThreadExecutor::atLeastOneThreadIsThere()
{
    std::latch done(1);
    ThreadExecutor executor(0);
    executor.run([&] { done.count_down(); });
    done.wait();
    QVERIFY(done.try_wait());
}

QTEST_GUILESS_MAIN(tst_ThreadExecutor)
#include "tst_threadexecutor.moc"
