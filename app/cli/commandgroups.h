// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invocation.h"

namespace bw::cli
{

/// Parts of commandTable() that have a file of their own.
QList<CommandInfo> chatCommands();
QList<CommandInfo> peopleCommands();
QList<CommandInfo> specCommands();
QList<CommandInfo> sandboxCommands();

}  // namespace bw::cli
