// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "acting.h"

namespace bw::cli
{

/// Shows a build until it ends, pauses or waits for a person; Ctrl+C stops it. Then as showResult(). `fromSeq`: the
/// last event that was there before.
ExitCode followBuild(const Invocation &invocation, Acting &acting, const BuildId &id, qint64 fromSeq,
                     const QString &out);

/// Prints the result of a build as it stands, after copying its artifact to `out` if given. A copy that fails is said
/// beside the result and decides the exit code.
ExitCode showResult(const Invocation &invocation, ReadSide &side, const BuildId &id, const QString &out);

}  // namespace bw::cli
