// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recentlines.h"

namespace bw::store
{

namespace
{
constexpr qint64 mostBytes = 2 * 1024 * 1024;

qint64 sizeOf(const QString &text)
{
    return static_cast<qint64>(sizeof(QString)) + text.size() * static_cast<qint64>(sizeof(QChar));
}
}  // namespace

void RecentLines::add(qint64 buildNo, qint64 n, QString text)
{
    m_bytes += sizeOf(text);
    if (m_bytes > mostBytes) {
        clear();
        m_bytes = sizeOf(text);
    }
    Run &run = m_runs[buildNo];
    if (run.first + static_cast<qint64>(run.texts.size()) != n) {
        for (const QString &old : run.texts)
            m_bytes -= sizeOf(old);
        run.texts.clear();
        run.first = n;
    }
    run.texts.push_back(std::move(text));
}

RecentLines::Range RecentLines::held(qint64 buildNo) const
{
    const auto run = m_runs.find(buildNo);
    if (run == m_runs.end())
        return {};
    return {run->second.first, run->second.first + static_cast<qint64>(run->second.texts.size()) - 1};
}

QString RecentLines::take(qint64 buildNo)
{
    const auto run = m_runs.find(buildNo);
    if (run == m_runs.end())
        return {};
    QString text = std::move(run->second.texts.front());
    m_bytes -= sizeOf(text);
    run->second.texts.pop_front();
    ++run->second.first;
    if (run->second.texts.empty())
        m_runs.erase(run);
    return text;
}

void RecentLines::clear()
{
    m_runs.clear();
    m_bytes = 0;
}

}  // namespace bw::store
