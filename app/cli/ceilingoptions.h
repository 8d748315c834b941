// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ceilings.h"
#include "invocation.h"

namespace bw::cli
{

/// The options that set ceilings: of the whole build, of each phase, of each feature. In the short form, for a command
/// that is about nothing else, without "budget-" in front.
QList<OptionInfo> ceilingOptions(bool brief = false);

/// What they say, in either form; what is left out stays as it is. Error: InvalidArgument naming the option and what it
/// takes.
Status readCeilings(const Invocation &invocation, engine::Ceilings &ceilings);

}  // namespace bw::cli
