// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "engine/requestforecast.h"
#include "readside.h"
#include "spending.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

}  // namespace

ExitCode runForecast(const Invocation &invocation)
{
    auto request = readRequest(invocation);
    if (!request)
        return report(invocation, request.error());
    auto side = ReadSide::open(invocation);
    if (!side && !isNothingYet(side.error()))
        return report(invocation, side.error());
    auto made = engine::forecastRequest(side ? &(*side)->database() : nullptr, *request);
    if (!made)
        return report(invocation, made.error());
    Json object = engine::toJson(made->forecast);
    object["model"] = toStd(made->model);
    object["tier"] = toStd(toKey(made->tier));
    object["demonstration"] = made->demonstration;
    invocation.out().object(object);
    if (made->demonstration)
        invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Demonstration: recorded answers, no AI")));
    invocation.out().line(forecastText(made->forecast));
    invocation.out().line(
        made->forecast.fromHistory
            ? text(QT_TRANSLATE_NOOP("bw::cli", "By earlier builds with %2 on this machine: %1."))
                  .arg(made->forecast.builds)
                  .arg(made->model)
            : text(QT_TRANSLATE_NOOP("bw::cli",
                                     "A rough guess: there is no earlier build with %1 on this machine to go by."))
                  .arg(made->model));
    return ExitCode::Done;
}

}  // namespace bw::cli
