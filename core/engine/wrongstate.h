// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/build.h"

namespace bw::engine
{

/// WrongState, with the state of the build and the commands that are possible in it.
Error wrongState(const Build &build, const QString &wanted);
/// Names of the commands that lead on from a state; every state has at least one.
QStringList possibleCommands(BuildState state);

}  // namespace bw::engine
