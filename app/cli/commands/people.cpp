// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "buildoptions.h"
#include "commands/commands.h"
#include "follow.h"
#include "readside.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

constexpr qint64 largestEdit = 4 << 20;

// Which of the words of a command line is what: a feature's id or a text, as the command's summary shows them.
Result<engine::PersonAction> actionFrom(const Invocation &invocation)
{
    engine::PersonAction action;
    action.action = invocation.command;
    const QString second = invocation.arguments.value(1);
    if (invocation.command == "answer"_L1 || invocation.command == "tell"_L1)
        action.text = second;
    else
        action.feature = second;
    if (invocation.has(u"because"_s))
        action.text = invocation.value(u"because"_s);
    if (auto read = readCeilings(invocation, action.ceilings); !read)
        return fail(read.error());
    if (invocation.has(u"edit"_s)) {
        const QString path = QDir::current().absoluteFilePath(invocation.value(u"edit"_s));
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::FileUnreadable, path, {{u"path"_s, path}, {u"why"_s, file.errorString()}});
        action.edit = file.read(largestEdit + 1);
        if (action.edit.size() > largestEdit)
            return fail(ErrorCode::TooLarge, path, {{u"path"_s, path}, {u"limit"_s, u"4 MiB"_s}});
        action.edited = true;
    }
    return action;
}

bool isAtWork(BuildState state)
{
    return state == BuildState::Pending || state == BuildState::Initializing || state == BuildState::Running;
}

}  // namespace

ExitCode performAction(const Invocation &invocation, const engine::PersonAction &action)
{
    // What only leaves a word with a build that works does not wait for its end.
    static const QSet<QString> brief {u"tell"_s, u"budget"_s, u"name"_s};
    const QString out =
        invocation.has(u"out"_s) ? QDir::current().absoluteFilePath(invocation.value(u"out"_s)) : QString();
    BuildId id;
    {
        auto side = ReadSide::open(invocation);
        if (!side)
            return report(invocation, side.error());
        auto found = (*side)->resolve(invocation.arguments.first());
        if (!found)
            return report(invocation, found.error());
        id = *found;
    }
    const bool detach = invocation.has(u"detach"_s);
    auto acting = detach ? Acting::openDetached(invocation) : Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    qint64 seen = 0;
    {
        auto side = (*acting)->read(invocation);
        auto build = side ? (*side)->build(id) : Result<Build>(fail(side.error()));
        if (!build)
            return report(invocation, build.error());
        seen = build->events;
    }
    auto led = (*acting)->act(id, action, invocation.stop);
    if (!led)
        return report(invocation, led.error());
    if (*led != id) {
        seen = 0;
        invocation.out().note(text(QT_TRANSLATE_NOOP("bw::cli", "Build %1")).arg(led->value));
    }
    auto side = (*acting)->read(invocation);
    auto build = side ? (*side)->build(*led) : Result<Build>(fail(side.error()));
    if (!build)
        return report(invocation, build.error());
    ExitCode code = ExitCode::Done;
    if (isAtWork(build->state) && !detach && !brief.contains(action.action))
        code = followBuild(invocation, **acting, *led, seen, out);
    else
        (void)showResult(invocation, **side, *led, out);
    (*acting)->finish(invocation);
    return code;
}

ExitCode runPersonAction(const Invocation &invocation)
{
    auto action = actionFrom(invocation);
    return action ? performAction(invocation, *action) : report(invocation, action.error());
}

}  // namespace bw::cli
