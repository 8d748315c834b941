// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/buildtexts.h"

#include "usertext/amounttext.h"
#include "usertext/statelook.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, int n = -1)
{
    return QCoreApplication::translate("bw::desktop::BuildTexts", source, nullptr, n);
}

bool isAtWork(BuildState state)
{
    return state == BuildState::Pending || state == BuildState::Initializing || state == BuildState::Running;
}

}  // namespace

QString moneyText(Money money)
{
    // Cents where there are cents; less than one cent is not nothing.
    const double dollars = money.dollars();
    return usertext::dollarText(money, dollars > 0 && dollars < 0.01 ? 4 : 2);
}

QString costText(const Build &build)
{
    if (build.usage.calls == 0)
        return {};
    if (!build.cost)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "cost unknown"));
    if (build.demonstration)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "would have cost %1")).arg(moneyText(*build.cost));
    return moneyText(*build.cost);
}

QString progressText(const Build &build)
{
    if (build.featuresTotal == 0)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "no plan yet"));
    return text(QT_TRANSLATE_N_NOOP("bw::desktop::BuildTexts", "%1 of %n features verified"), build.featuresTotal)
        .arg(build.featuresVerified);
}

std::optional<double> progressOf(const Build &build)
{
    if (build.featuresTotal == 0)
        return std::nullopt;
    return static_cast<double>(build.featuresVerified) / build.featuresTotal;
}

QString spanText(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "%1 min %2 s"))
            .arg(seconds / 60)
            .arg(seconds % 60, 2, 10, QChar(u'0'));
    return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "%1 h %2 min"))
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
}

QString elapsedText(const Build &build, qint64 nowMs)
{
    if (build.startedMs <= 0)
        return {};
    if (build.endedMs > 0 && isEnded(build.state))
        return spanText(build.endedMs - build.startedMs);
    return isAtWork(build.state) ? spanText(nowMs - build.startedMs) : QString();
}

QString whenText(qint64 ms, qint64 nowMs)
{
    const qint64 minutes = (nowMs - ms) / 60'000;
    if (minutes < 1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "just now"));
    if (minutes < 60)
        return text(QT_TRANSLATE_N_NOOP("bw::desktop::BuildTexts", "%n min ago"), static_cast<int>(minutes));
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms);
    const QLocale locale;
    if (when.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date())
        return locale.toString(when.time(), QLocale::ShortFormat);
    //: Form of a date as QDate::toString() takes it, day and month and year: 3 Feb 2026
    return locale.toString(when.date(), QCoreApplication::translate("bw::desktop::BuildTexts", "d MMM yyyy"));
}

QString lastLine(const Build &build, qint64 nowMs)
{
    if (build.waitingUntilMs > nowMs)
        return text(QT_TRANSLATE_NOOP("bw::desktop::BuildTexts", "Waiting until %1: %2"))
            .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(build.waitingUntilMs).time(), QLocale::ShortFormat),
                 usertext::reasonText(build.reason));
    if (isAtWork(build.state) && !build.currentAction.isEmpty())
        return usertext::plainTerminalText(build.currentAction).simplified();
    if (!build.reason.isEmpty() && build.state != BuildState::Completed)
        return usertext::plainTerminalText(usertext::reasonText(build.reason)).simplified();
    if (build.state == BuildState::Completed)
        return progressText(build);
    return usertext::stateLook(build.state).nextStep;
}

}  // namespace bw::desktop
