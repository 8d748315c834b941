// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"
#include "store/storagethread.h"

namespace bw::store
{

int StorageThread::addListener(Writer::Listener listener)
{
    const std::scoped_lock lock(m_listenersMutex);
    m_listeners.emplace(++m_nextToken, std::move(listener));
    return m_nextToken;
}

void StorageThread::removeListener(int token)
{
    const std::scoped_lock lock(m_listenersMutex);
    m_listeners.erase(token);
}

int StorageThread::addChangeListener(Writer::ChangeListener listener)
{
    const std::scoped_lock lock(m_listenersMutex);
    m_changeListeners.emplace(++m_nextToken, std::move(listener));
    return m_nextToken;
}

void StorageThread::removeChangeListener(int token)
{
    const std::scoped_lock lock(m_listenersMutex);
    m_changeListeners.erase(token);
}

void StorageThread::announce(const QString &aggregate, const QString &id, qint64 version)
{
    m_changes.push_back({aggregate, id, version});
}

void StorageThread::forgetBuilds()
{
    m_appender->forget();
    m_recent.clear();
    m_indexBehindSince = std::chrono::steady_clock::now();
}

/// Before the waiters hear of it: who waited may rely on listeners having been told.
void StorageThread::tellListeners()
{
    const auto ranges = std::exchange(m_ranges, {});
    const auto changes = std::exchange(m_changes, {});
    const std::scoped_lock lock(m_listenersMutex);
    const auto listeners = m_listeners;  // one may remove itself
    for (const auto &[token, listener] : listeners)
        for (const auto &[build, range] : ranges)
            listener(build, range.from, range.to);
    const auto changeListeners = m_changeListeners;
    for (const auto &[token, listener] : changeListeners)
        for (const Change &change : changes)
            listener(change.aggregate, change.id, change.version);
}

}  // namespace bw::store
