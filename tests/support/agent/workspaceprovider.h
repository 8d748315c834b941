// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/agent/workspacesandbox.h"

namespace bw::test
{

/// Makes WorkspaceSandboxes and remembers their daemons, so that a test can say that none is left. Used by one thread.
class WorkspaceProvider final : public sandbox::SandboxProvider
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("workspace"); }
    Status check(std::stop_token) override { return {}; }
    Result<std::unique_ptr<sandbox::Sandbox>> create(const sandbox::SandboxRequest &request,
                                                     std::stop_token stop) override;
    Result<int> removeOrphans(std::stop_token) override { return 0; }

    [[nodiscard]] int made() const { return static_cast<int>(m_daemons.size()); }
    [[nodiscard]] int alive() const;  ///< daemons that still run
    std::optional<Error> refuses;     ///< what create() answers instead

private:
    QList<pid_t> m_daemons;
};

}  // namespace bw::test
