// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ceilingoptions.h"
#include "model/build.h"

namespace bw::cli
{

/// What the options of a command line say; what they leave out stays as it is. Error: InvalidArgument or Unsupported,
/// naming the option and what it takes.
Status readBuildOptions(const Invocation &invocation, BuildOptions &options);

}  // namespace bw::cli
