// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threadexecutor.h"

#include <algorithm>

namespace bw
{

ThreadExecutor::ThreadExecutor(int threads)
    : m_limit(static_cast<size_t>(std::max(1, threads)))
{
}

ThreadExecutor::~ThreadExecutor()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void ThreadExecutor::run(std::function<void()> task)
{
    const std::scoped_lock lock(m_mutex);
    m_tasks.push_back(std::move(task));
    if (m_idle < m_tasks.size() && m_threads.size() < m_limit)
        m_threads.emplace_back([this] { work(); });
    else
        m_wake.notify_one();
}

void ThreadExecutor::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        ++m_idle;
        m_wake.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        --m_idle;
        if (m_tasks.empty())
            return;
        const auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

}  // namespace bw
