// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandgroups.h"
#include "commands/commands.h"

#include <limits>

namespace bw::cli
{

QList<CommandInfo> sandboxCommands()
{
    return {
        {"move",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Go on with a build in another sandbox, from its next safe point on"),
         {{"to", "WHERE", QT_TRANSLATE_NOOP("bw::cli", "local, or e2b (needs E2B_API_KEY where the build works)")},
          {"because", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "the reason, recorded with the build")},
          {"detach", nullptr, QT_TRANSLATE_NOOP("bw::cli", "do not wait for the safe point")}},
         runMove},
        {"shell",
         "ID [COMMAND...]",
         1,
         std::numeric_limits<int>::max(),
         QT_TRANSLATE_NOOP("bw::cli", "Open a shell in the sandbox of a build at work, or run a command there"),
         {},
         runShell,
         false,
         true},
        {"address",
         "ID [PORT]",
         1,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Show the private address of a port in the sandbox of a build at work"),
         {{"file", "PATH", QT_TRANSLATE_NOOP("bw::cli", "at E2B: the address of this file instead")},
          {"for", "DURATION", QT_TRANSLATE_NOOP("bw::cli", "how long the address of a file is good (default 1h)")}},
         runAddress},
    };
}

}  // namespace bw::cli
