// SPDX-License-Identifier: GPL-3.0-or-later
#include "readside.h"

#include "account/settings.h"
#include "store/buildstore.h"

#include <QCoreApplication>

namespace bw::cli
{

Result<std::unique_ptr<ReadSide>> ReadSide::open(const Invocation &invocation)
{
    auto side = std::unique_ptr<ReadSide>(new ReadSide);
    if (auto opened = side->openReadOnly(invocation.dataFolder, invocation.stop); !opened)
        return fail(opened.error());
    if (!side->hasOwner() && account::Settings::load().recovery().onStart != account::OnStart::Leave)
        side->tellInterrupted(invocation.out());
    return side;
}

std::unique_ptr<ReadSide> ReadSide::over(store::Database &database)
{
    auto side = std::unique_ptr<ReadSide>(new ReadSide);
    side->lookThrough(database);
    return side;
}

void ReadSide::tellInterrupted(Terminal &terminal)
{
    const auto unfinished = store::BuildStore(database()).unfinished();
    if (!unfinished)
        return;
    for (const Build &build : *unfinished)
        terminal.noteOnce(interruptedText(build.id));
}

QString interruptedText(const BuildId &build)
{
    return QCoreApplication::translate(
               "bw::cli", "Build %1 was interrupted; everything up to then is kept. Go on with: buildwright resume %1")
        .arg(build.value);
}

}  // namespace bw::cli
