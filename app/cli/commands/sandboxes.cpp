// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "commands/commands.h"
#include "engine/cloudsandboxes.h"
#include "net/tcphttptransport.h"
#include "readside.h"
#include "usertext/amounttext.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace bw::cli
{

using namespace Qt::StringLiterals;
using engine::CloudSandboxes;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString when(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd hh:mm"_s); }

Json rowObject(const CloudSandboxes::Living &living)
{
    return Json {{"sandbox", toStd(living.id)},
                 {"state", toStd(living.state)},
                 {"build", toStd(living.build.value)},
                 {"started", toStd(toIso(living.startedMs))},
                 {"ends", toStd(toIso(living.endMs))},
                 {"cost_usd", living.cost.dollars()},
                 {"this_data_directory", living.ours},
                 {"orphan", living.orphan},
                 {"waits", living.waits}};
}

QString rowText(const CloudSandboxes::Living &living)
{
    QString note;
    if (!living.ours)
        note = text(QT_TRANSLATE_NOOP("bw::cli", "of another data directory"));
    else if (living.waits)
        note = text(QT_TRANSLATE_NOOP("bw::cli", "waits with its build"));
    else if (living.orphan)
        note = text(QT_TRANSLATE_NOOP("bw::cli", "orphan: no process holds it"));
    // Ids and builds come from the service: nothing of them may steer a terminal.
    return usertext::plainTerminalText(
        u"%1  %2  %3  %4  %5  %6"_s.arg(living.id, living.state.leftJustified(7), living.build.value.leftJustified(10),
                                        when(living.startedMs), usertext::dollarText(living.cost, 4), note));
}

ExitCode listAll(const Invocation &invocation, CloudSandboxes &sandboxes)
{
    const auto all = sandboxes.list(invocation.stop);
    if (!all)
        return report(invocation, all.error());
    for (const CloudSandboxes::Living &living : *all) {
        invocation.out().object(rowObject(living));
        invocation.out().line(rowText(living));
    }
    if (all->isEmpty())
        invocation.out().note(text(QT_TRANSLATE_NOOP("bw::cli", "No sandbox of Buildwright lives at E2B.")));
    return ExitCode::Done;
}

}  // namespace

ExitCode runSandboxes(const Invocation &invocation)
{
    net::TcpHttpTransport transport;
    SystemClock clock;
    // Which builds wait stands in the data directory; without one there are none.
    const auto side = ReadSide::open(invocation);
    if (!side && !isNothingYet(side.error()))
        return report(invocation, side.error());
    CloudSandboxes sandboxes(invocation.dataFolder, side ? &(*side)->database() : nullptr, transport, clock);
    if (invocation.has(u"end"_s)) {
        const QString id = invocation.value(u"end"_s);
        if (const Status ended = sandboxes.end(id, invocation.stop); !ended)
            return report(invocation, ended.error());
        invocation.out().object(Json {{"ended", toStd(id)}});
        invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Ended.")));
        return ExitCode::Done;
    }
    if (!invocation.has(u"end-orphans"_s))
        return listAll(invocation, sandboxes);
    const auto ended = sandboxes.endOrphans(invocation.stop);
    if (!ended)
        return report(invocation, ended.error());
    invocation.out().object(Json {{"ended_orphans", *ended}});
    invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Ended orphans: %1")).arg(*ended));
    return ExitCode::Done;
}

}  // namespace bw::cli
