// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "invocation.h"
#include "spec/specvalidator.h"

namespace bw::cli
{

/// `spec check FILE`.
ExitCode checkSpecFile(const Invocation &invocation, const QString &path);
Json findingsArray(const QList<spec::Finding> &findings);
/// As lines of the result, each with what would mend it.
void showFindings(const Invocation &invocation, const QString &name, const QList<spec::Finding> &findings);

}  // namespace bw::cli
