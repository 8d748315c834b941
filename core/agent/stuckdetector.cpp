// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/stuckdetector.h"

#include "base/json.h"

#include <QCryptographicHash>

namespace bw::agent
{

StuckDetector::Verdict StuckDetector::add(const QString &tool, const QByteArray &input, const QString &result,
                                          bool acts)
{
    // White space and the like must not make two equal calls differ: the parsed value counts, in a sorted form.
    QByteArray canonical = input;
    if (const auto json = parseJson(input))
        canonical = QByteArray::fromStdString(
            nlohmann::json(*json).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(tool.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(canonical);
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(result.toUtf8());
    const int times = ++m_seen[hash.result()];
    m_progress = m_progress || (acts && times == 1);
    if (times >= 5)
        return Verdict::Stop;
    return times == 3 ? Verdict::Tell : Verdict::Fine;
}

StuckDetector::Verdict StuckDetector::endTurn()
{
    m_idle = std::exchange(m_progress, false) ? 0 : m_idle + 1;
    if (m_idle >= 2 * turnsWithoutProgress)
        return Verdict::Stop;
    return m_idle == turnsWithoutProgress ? Verdict::Tell : Verdict::Fine;
}

}  // namespace bw::agent
