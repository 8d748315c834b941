// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandgroups.h"
#include "commands/commands.h"

namespace bw::cli
{

QList<CommandInfo> peopleCommands()
{
    const OptionInfo because {"because", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "the reason, recorded with the build")};
    const OptionInfo out {"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")};
    const OptionInfo detach {"detach", nullptr,
                             QT_TRANSLATE_NOOP("bw::cli", "return at once; the build goes on in the background")};
    return {
        {"approve",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Agree with what a build shows at a gate, and let it go on"),
         {{"edit", "FILE", QT_TRANSLATE_NOOP("bw::cli", "use this file in place of what was shown")}, out, detach},
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
    };
}

}  // namespace bw::cli
