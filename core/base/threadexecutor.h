// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace bw
{

/// A fixed number of threads that run tasks in the order in which they came. Threads start with the first task. The
/// destructor runs what is queued and joins; tasks that must not keep it waiting carry a stop token of their own.
class ThreadExecutor final : public Executor
{
public:
    explicit ThreadExecutor(int threads);
    ~ThreadExecutor() override;
    ThreadExecutor(const ThreadExecutor &) = delete;
    ThreadExecutor &operator=(const ThreadExecutor &) = delete;

    void run(std::function<void()> task) override;

private:
    void work();

    const size_t m_limit;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::vector<std::thread> m_threads;
    size_t m_idle = 0;
    bool m_ending = false;
};

}  // namespace bw
