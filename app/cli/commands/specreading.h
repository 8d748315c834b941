// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "invocation.h"
#include "store/records.h"

namespace bw::cli
{

// Commands that read the library of specifications; beside an owner or without one.
ExitCode listSpecs(const Invocation &invocation);
ExitCode showSpec(const Invocation &invocation);
ExitCode exportSpec(const Invocation &invocation);
ExitCode diffSpec(const Invocation &invocation);
Json specObject(const store::Spec &spec);
void showSpecLine(const Invocation &invocation, const store::Spec &spec);

}  // namespace bw::cli
