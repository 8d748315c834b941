// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

Command Command::shell(const QString &text)
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-l"_s, u"-c"_s, text};
    return command;
}

}  // namespace bw::sandbox
