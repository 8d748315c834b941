// SPDX-License-Identifier: GPL-3.0-or-later
#include "holdtext.h"

#include "duration.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

// Of a wait beyond today the date counts, too.
QString timeText(qint64 untilMs, qint64 nowMs)
{
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(untilMs);
    const bool today = until.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return until.toString(today ? u"hh:mm:ss"_s : u"yyyy-MM-dd hh:mm"_s);
}

QString line(qint64 untilMs, qint64 nowMs, const QString &why)
{
    QString said = untilMs > nowMs
        ? text(QT_TRANSLATE_NOOP("bw::cli", "Waiting until %1 (%2)"))
              .arg(timeText(untilMs, nowMs), durationText(std::chrono::milliseconds(untilMs - nowMs)))
        : text(QT_TRANSLATE_NOOP("bw::cli", "Waiting"));
    if (!why.isEmpty())
        said += u": "_s + usertext::plainTerminalText(why);
    return said;
}

// What a service does that is waited for; the codes that TurnSource and ServiceGate wait for.
QString serviceReason(const QString &reason, const QString &service)
{
    const auto code = errorCodeFromKey(reason);
    if (!code)
        return usertext::reasonText(reason);
    const QString who = service.isEmpty() ? text(QT_TRANSLATE_NOOP("bw::cli", "the service")) : service;
    if (*code == ErrorCode::RateLimited)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 asks for slower requests")).arg(who);
    if (*code == ErrorCode::Overloaded)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 is overloaded")).arg(who);
    if (*code == ErrorCode::NetworkUnreachable)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 cannot be reached")).arg(who);
    if (*code == ErrorCode::NetworkTimeout)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 does not answer in time")).arg(who);
    if (*code == ErrorCode::StreamBroken)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 breaks its answers off")).arg(who);
    return text(QT_TRANSLATE_NOOP("bw::cli", "%1 fails")).arg(who);
}

}  // namespace

bool isHeld(const Build &build, qint64 nowMs)
{
    const bool queued = build.state == BuildState::Pending && !build.reason.isEmpty();
    return queued || (build.state == BuildState::Running && build.waitingUntilMs > nowMs);
}

QString holdText(const Build &build, qint64 nowMs)
{
    if (!isHeld(build, nowMs))
        return {};
    return line(build.waitingUntilMs, nowMs, serviceReason(build.reason, {}));
}

QString holdText(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    const Json &p = event.payload;
    if (type == EventType::TurnWaiting || type == EventType::ServiceWaiting)
        return line(jsonInt(p, "until"), event.timeMs,
                    serviceReason(jsonString(p, "reason"), jsonString(p, "service")));
    const bool queued = type == EventType::BuildState && jsonString(p, "to") == toKey(BuildState::Pending)
        && !jsonString(p, "reason").isEmpty();
    if (!queued)
        return {};
    const QString said = jsonString(p, "text");
    QString whole = line(jsonInt(p, "waiting_until"), event.timeMs, usertext::reasonText(jsonString(p, "reason")));
    return said.isEmpty() ? whole : whole + u" ("_s + usertext::plainTerminalText(said) + u")"_s;
}

}  // namespace bw::cli
