// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/e2b/cloudvalues.h"
#include "sandbox/sandbox.h"

namespace bw::sandbox
{

/// Between what a build wants of a sandbox and what E2B is asked for. Pure.
struct CloudRequest {
    /// E2B's egress rules for the network policy.
    static void setNetwork(NewCloudSandbox &wanted, const SandboxRequest &request);
    /// The variables of the request. Lets servers be seen by their address of `domain`, too: the Host that they get is
    /// one that they take, and Vite, which looks closer, is told of it.
    static void setEnvironment(NewCloudSandbox &wanted, const SandboxRequest &request, const QString &domain);
    /// What holds which limit: all but the network are the template's.
    static LimitReport limitReport(const ListedCloudSandbox &listed, const SandboxRequest &request);
    /// SandboxUnavailable.
    static std::unexpected<Error> unavailable(const QString &why, const QString &remedy);
};

}  // namespace bw::sandbox
