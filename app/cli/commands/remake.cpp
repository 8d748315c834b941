// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildoptions.h"
#include "commands/commands.h"
#include "engine/personaction.h"
#include "readside.h"

#include <QDir>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

// The command that waits for the build copies the zip itself; one that does not leaves it to the build.
QString outOfTheBuild(const Invocation &invocation)
{
    return invocation.has(u"out"_s) && invocation.has(u"detach"_s)
        ? QDir::current().absoluteFilePath(invocation.value(u"out"_s))
        : QString();
}

Result<BuildOptions> optionsOf(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return fail(side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    return build ? Result<BuildOptions>(build->options) : fail(build.error());
}

}  // namespace

ExitCode runRestart(const Invocation &invocation)
{
    engine::PersonAction action;
    action.action = u"restart"_s;
    action.more["out"] = toStd(outOfTheBuild(invocation));
    return performAction(invocation, action);
}

ExitCode runClone(const Invocation &invocation)
{
    auto options = optionsOf(invocation);
    if (!options)
        return report(invocation, options.error());
    if (auto read = readBuildOptions(invocation, *options); !read)
        return report(invocation, read.error());
    options->out = outOfTheBuild(invocation);
    engine::PersonAction action;
    action.action = u"clone"_s;
    action.more["options"] = toJson(*options);
    return performAction(invocation, action);
}

ExitCode runNameCheckpoint(const Invocation &invocation)
{
    engine::PersonAction action;
    action.action = u"name"_s;
    action.text = invocation.value(u"as"_s);
    action.more["checkpoint"] = toStd(invocation.value(u"name"_s));
    if (invocation.has(u"note"_s))
        action.more["note"] = toStd(invocation.value(u"note"_s));
    return performAction(invocation, action);
}

}  // namespace bw::cli
