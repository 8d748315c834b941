// SPDX-License-Identifier: GPL-3.0-or-later
#include "ceilingoptions.h"
#include "commandgroups.h"
#include "commands/commands.h"

namespace bw::cli
{

namespace
{

CommandInfo budgetCommand(const OptionInfo &because)
{
    return {"budget",
            "ID",
            1,
            1,
            QT_TRANSLATE_NOOP("bw::cli", "Give a build other ceilings; one at work keeps them from its next call on"),
            ceilingOptions(true) + QList<OptionInfo> {because},
            runPersonAction};
}

CommandInfo projectCommand()
{
    return {
        "project",
        "list | new NAME | rename ID NAME | delete ID",
        1,
        3,
        QT_TRANSLATE_NOOP("bw::cli", "List the projects that group chats, specifications and builds, or change one"),
        {{"yes", nullptr, QT_TRANSLATE_NOOP("bw::cli", "do not ask")}},
        runProject};
}

QList<CommandInfo> featureCommands(const OptionInfo &because, const OptionInfo &out, const OptionInfo &detach)
{
    return {
        {"accept",
         "ID [FEATURE]",
         1,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Accept a feature without a proof; without FEATURE, all that need you"),
         {because, out, detach},
         runPersonAction},
        {"skip",
         "ID FEATURE",
         2,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Leave a feature out, and what depends on it"),
         {because, out, detach},
         runPersonAction},
        {"retry",
         "ID FEATURE",
         2,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Have a feature worked on once more"),
         {because, out, detach},
         runPersonAction},
    };
}

}  // namespace

QList<CommandInfo> peopleCommands()
{
    const OptionInfo because {"because", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "the reason, recorded with the build")};
    const OptionInfo out {"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")};
    const OptionInfo detach {"detach", nullptr,
                             QT_TRANSLATE_NOOP("bw::cli", "return at once; the build goes on in the background")};
    return QList<CommandInfo> {
               {"review",
                "ID",
                1,
                1,
                QT_TRANSLATE_NOOP("bw::cli", "Show what a build wants you to look at or to answer"),
                {{"out", "FILE", QT_TRANSLATE_NOOP("bw::cli", "write what is shown to this file, for editing")}},
                runReview},
               {"approve",
                "ID",
                1,
                1,
                QT_TRANSLATE_NOOP("bw::cli", "Agree with what a build shows at a gate, and let it go on"),
                {{"edit", "FILE", QT_TRANSLATE_NOOP("bw::cli", "use this file in place of what was shown")},
                 out,
                 detach},
                runPersonAction},
               {"reject",
                "ID [FEATURE]",
                1,
                2,
                QT_TRANSLATE_NOOP("bw::cli", "Send back what a build shows at a gate, or a feature"),
                {because, out, detach},
                runPersonAction},
               {"answer",
                "ID TEXT",
                2,
                2,
                QT_TRANSLATE_NOOP("bw::cli", "Answer the question of a build, and let it go on"),
                {out, detach},
                runPersonAction},
               {"tell",
                "ID TEXT",
                2,
                2,
                QT_TRANSLATE_NOOP("bw::cli", "Say something to the agent while it works; a build that rests keeps it"),
                {},
                runPersonAction},
               {"answers",
                "[forget N]",
                0,
                2,
                QT_TRANSLATE_NOOP("bw::cli", "List what you allowed or refused for a whole project, or take one back"),
                {},
                runAnswers},
           }
    + featureCommands(because, out, detach) + QList<CommandInfo> {projectCommand(), budgetCommand(because)};
}

}  // namespace bw::cli
