// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/projectstore.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>

#include <cstdio>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

using Contents = store::ProjectStore::Contents;

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString contentsText(const Contents &contents)
{
    return text(QT_TRANSLATE_NOOP("bw::cli", "chats: %1, specifications: %2, builds: %3"))
        .arg(contents.chats)
        .arg(contents.specs)
        .arg(contents.builds);
}

Json projectObject(const store::Project &project, const Contents &contents)
{
    return {{"project", toStd(project.id.value)},
            {"name", toStd(project.name)},
            {"created", toStd(toIso(project.createdMs))},
            {"chats", contents.chats},
            {"specs", contents.specs},
            {"builds", contents.builds}};
}

Status show(const Invocation &invocation, const store::ProjectStore &projects, const store::Project &project)
{
    const auto contents = projects.contents(project.id);
    if (!contents)
        return fail(contents.error());
    invocation.out().object(projectObject(project, *contents));
    invocation.out().line(u"%1  %2  %3"_s.arg(project.id.value, usertext::plainTerminalText(project.name),
                                              invocation.out().faint(contentsText(*contents))));
    return {};
}

Status listAll(const Invocation &invocation)
{
    constexpr int pageSize = 100;
    const auto nothing = [&invocation] {
        invocation.out().note(text(QT_TRANSLATE_NOOP(
            "bw::cli",
            "There is no project. `buildwright project new NAME` makes one; `build --project NAME` builds in it.")));
    };
    auto side = ReadSide::open(invocation);
    if (!side && !isNothingYet(side.error()))
        return fail(side.error());
    if (!side) {
        nothing();
        return {};
    }
    const store::ProjectStore projects((*side)->database());
    for (int offset = 0;; offset += pageSize) {
        const auto page = projects.list({}, pageSize, offset);
        if (!page)
            return fail(page.error());
        for (const store::Project &project : *page)
            if (const Status shown = show(invocation, projects, project); !shown)
                return shown;
        if (page->isEmpty() && offset == 0)
            nothing();
        if (page->size() < pageSize)
            return {};
    }
}

Status make(const Invocation &invocation, Acting &acting)
{
    const auto made = acting.createProject(invocation.arguments.at(1), invocation.stop);
    if (!made)
        return fail(made.error());
    auto side = acting.read(invocation);
    if (!side)
        return fail(side.error());
    const store::ProjectStore projects((*side)->database());
    const auto project = projects.get(*made);
    return project ? show(invocation, projects, *project) : fail(project.error());
}

// What becomes of what stands in it is said before it is done.
bool confirmed(const Invocation &invocation, const store::Project &project, const Contents &contents)
{
    if (invocation.has(u"yes"_s))
        return true;
    const QString what =
        text(QT_TRANSLATE_NOOP("bw::cli",
                               "Delete the project %1? %2 in it stay, without a project; what you allowed "
                               "for it is forgotten."))
            .arg(usertext::plainTerminalText(project.name), contentsText(contents));
    if (!invocation.out().interactive()) {
        invocation.out().note(what + u' ' + text(QT_TRANSLATE_NOOP("bw::cli", "Say --yes to do so.")));
        return false;
    }
    std::fputs(qPrintable(what + u" [y/N] "_s), stderr);
    char answer[16] {};
    return std::fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y' || answer[0] == 'j');
}

Result<ExitCode> change(const Invocation &invocation, Acting &acting)
{
    auto side = acting.read(invocation);
    if (!side)
        return fail(side.error());
    const store::ProjectStore projects((*side)->database());
    const auto project = projects.find(invocation.arguments.at(1));
    if (!project)
        return fail(project.error());
    if (invocation.arguments.first() == "rename"_L1) {
        const Status renamed = acting.renameProject(project->id, invocation.arguments.at(2), invocation.stop);
        const auto now = renamed ? projects.get(project->id) : Result<store::Project>(fail(renamed.error()));
        const Status shown = now ? show(invocation, projects, *now) : fail(now.error());
        return shown ? Result<ExitCode>(ExitCode::Done) : fail(shown.error());
    }
    const auto contents = projects.contents(project->id);
    if (!contents)
        return fail(contents.error());
    if (!confirmed(invocation, *project, *contents))
        return ExitCode::Usage;
    if (const Status removed = acting.removeProject(project->id, invocation.stop); !removed)
        return fail(removed.error());
    Json object = projectObject(*project, *contents);
    object["deleted"] = true;
    invocation.out().object(object);
    invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "The project %1 is deleted; %2 stay, without a project."))
                              .arg(usertext::plainTerminalText(project->name), contentsText(*contents)));
    return ExitCode::Done;
}

}  // namespace

ExitCode runProject(const Invocation &invocation)
{
    const QString verb = invocation.arguments.first();
    const qsizetype words = invocation.arguments.size();
    if (verb == "list"_L1 && words == 1) {
        const Status listed = listAll(invocation);
        return listed ? ExitCode::Done : report(invocation, listed.error());
    }
    const bool isNew = verb == "new"_L1 && words == 2;
    const bool isChange = (verb == "rename"_L1 && words == 3) || (verb == "delete"_L1 && words == 2);
    if (!isNew && !isChange)
        return report(invocation,
                      Error {ErrorCode::InvalidArgument,
                             verb,
                             {{u"what"_s, u"project "_s + invocation.arguments.join(u' ')},
                              {u"remedy"_s, u"project list | new NAME | rename ID NAME | delete ID"_s}},
                             {}});
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    Result<ExitCode> done = ExitCode::Done;
    if (isChange)
        done = change(invocation, **acting);
    else if (const Status made = make(invocation, **acting); !made)
        done = fail(made.error());
    (*acting)->finish(invocation);
    return done ? *done : report(invocation, done.error());
}

}  // namespace bw::cli
