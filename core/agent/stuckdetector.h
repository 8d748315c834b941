// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace bw::agent
{

/// Notices an agent that runs in circles: the same call with the same result, or many turns after which nothing is
/// different. Pure.
class StuckDetector final
{
public:
    enum class Verdict { Fine, Tell, Stop };
    /// Tell at the third time in a session, Stop at the fifth. `acts`: the call may change something; with a result
    /// that was not seen before it is progress.
    Verdict add(const QString &tool, const QByteArray &input, const QString &result, bool acts = true);
    /// After the calls of a turn: Tell when `turnsWithoutProgress` turns in a row only looked, or did again what was
    /// done before; Stop after as many more.
    Verdict endTurn();

    static constexpr int turnsWithoutProgress = 20;

private:
    QHash<QByteArray, int> m_seen;
    bool m_progress = false;
    int m_idle = 0;
};

}  // namespace bw::agent
