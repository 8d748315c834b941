// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startchoices.h"

namespace bw::store
{
class Database;
}

namespace bw::desktop
{

/// How what stands in the way is mended; one button each.
enum class StartRemedy {
    ClaudeKey,   ///< a key for the model is missing
    CloudKey,    ///< a key for E2B is missing
    Field,       ///< a field is wrong: args["field"]
    ChooseFile,  ///< the file cannot be read
    Spec,        ///< the specification has errors
    Limit,       ///< a limit of all builds is reached
    Sandbox,     ///< no sandbox can be made
    Again,       ///< look again
};
StartRemedy remedyOf(const Error &error);

/// What the start sheet says about choices before it lets anybody start.
struct StartOutlook {
    QString name;  ///< of the application; empty for a prompt
    QString forecast;
    bool demonstration = false;
    std::optional<Error> obstacle {};  ///< why it cannot start
};
/// Blocking; null `database` = no history and no limits. Asks nobody outside: a key that is not taken shows when the
/// build starts.
StartOutlook outlookOf(store::Database *database, const StartChoices &choices);

}  // namespace bw::desktop
