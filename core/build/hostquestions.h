// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildrun.h"

namespace bw::build
{

/// Hosts that a build's list does not allow, and that its person may. Only where somebody looks, and only for the
/// network policy with a list. Used by the build's worker thread only.
class HostQuestions final
{
public:
    explicit HostQuestions(BuildRun &run)
        : m_run(run)
    {
    }

    /// Asks about every host that was refused and not asked about yet, for a feature that does not work without. True:
    /// something was asked. `run.people` is up to date. Error: of the log.
    Result<bool> ask(const QString &feature);
    /// Hosts that the person allowed, for the next sandbox, or for the one that lives. An answer that holds once is
    /// used up by it; reads `run.people` anew.
    Result<QStringList> granted();

private:
    BuildRun &m_run;
};

}  // namespace bw::build
