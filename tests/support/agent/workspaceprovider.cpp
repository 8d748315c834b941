// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/agent/workspaceprovider.h"

#include <algorithm>
#include <csignal>

namespace bw::test
{

Result<std::unique_ptr<sandbox::Sandbox>> WorkspaceProvider::create(const sandbox::SandboxRequest &,
                                                                    std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    if (refuses)
        return fail(*refuses);
    auto made = WorkspaceSandbox::create();
    if (!made)
        return fail(made.error());
    m_daemons.append((*made)->daemonPid());
    return made;
}

int WorkspaceProvider::alive() const
{
    return static_cast<int>(std::ranges::count_if(m_daemons, [](pid_t pid) { return ::kill(pid, 0) == 0; }));
}

}  // namespace bw::test
