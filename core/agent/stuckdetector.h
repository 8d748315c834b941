// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace bw::agent
{

/// Notices an agent that runs in circles: the same call with the same result. Pure.
class StuckDetector final
{
public:
    enum class Verdict { Fine, Tell, Stop };
    /// Tell at the third time in a session, Stop at the fifth.
    Verdict add(const QString &tool, const QByteArray &input, const QString &result);

private:
    QHash<QByteArray, int> m_seen;
};

}  // namespace bw::agent
