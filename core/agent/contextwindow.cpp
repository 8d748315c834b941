// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/contextwindow.h"

#include <algorithm>

namespace bw::agent
{

namespace
{

constexpr qint64 bytesOfAToken = 3;  // a little less than is usual, so that the estimate is rather too high
constexpr qint64 fullAtPercent = 70;
constexpr qint64 mostBeforeClearing = 150'000;  // reading more than that again and again costs more than clearing it

qint64 bytesOf(const claude::ModelRequest &request)
{
    qint64 bytes = request.systemJson.size() + request.toolsJson.size();
    for (const QByteArray &message : request.messages)
        bytes += message.size();
    return bytes;
}

}  // namespace

ContextWindow::ContextWindow(const claude::ModelInfo &info, bool demonstration)
    : m_window(demonstration ? 0 : info.contextWindow)
    , m_clears(!demonstration && info.clearsToolResults)
    , m_summarizes(!demonstration && info.summarizes)
{
}

void ContextWindow::answered(const claude::ModelRequest &request, const claude::Turn &turn)
{
    m_answered = true;
    const bool known = turn.usage.known && turn.usage.wholeInput() > 0;
    m_tokens = known ? turn.usage.total() : 0;
    m_bytes = known ? bytesOf(request) + turn.contentJson.size() : 0;
}

void ContextWindow::restarted()
{
    m_tokens = m_bytes = 0;
    m_answered = false;
}

qint64 ContextWindow::estimate(const claude::ModelRequest &request) const
{
    return m_tokens + std::max<qint64>(0, bytesOf(request) - m_bytes) / bytesOfAToken;
}

bool ContextWindow::isFull(const claude::ModelRequest &request) const
{
    return m_answered && m_window > 0 && estimate(request) * 100 > m_window * fullAtPercent;
}

qint64 ContextWindow::clearAbove() const { return m_clears ? std::min(m_window / 2, mostBeforeClearing) : 0; }

}  // namespace bw::agent
