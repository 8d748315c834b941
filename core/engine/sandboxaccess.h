// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/shellsession.h"
#include "model/build.h"
#include "sandbox/sandbox.h"

#include <memory>

namespace bw::engine
{

struct Parts;

/// What a person does with the sandbox of a build at work: a shell in it, and the addresses of what it serves. Only
/// while the sandbox lives: else WrongState, with what is possible. Every use is in the build's log. Thread-safe.
class SandboxAccess final
{
public:
    explicit SandboxAccess(Parts &parts)
        : m_parts(parts)
    {
    }

    /// A sandbox that is just being made is waited for. Errors: NotFound, WrongState, InvalidArgument, those of the
    /// sandbox.
    Result<std::unique_ptr<ShellSession>> openShell(const BuildId &build, const ShellRequest &request,
                                                    std::stop_token stop);
    /// The address of a port, and what lets in. Errors as above.
    Result<sandbox::PortAccess> port(const BuildId &build, int port, std::stop_token stop);
    /// An address that reads this one file of the sandbox, for so long. Unsupported where there is no such thing.
    Result<SecretString> file(const BuildId &build, const QString &path, std::chrono::seconds validFor,
                              std::stop_token stop);

    static constexpr std::chrono::seconds patience {30};

private:
    Result<std::unique_ptr<LiveSandboxes::Visit>> visit(const BuildId &build, const QString &what,
                                                        std::stop_token stop);
    Status record(const BuildId &build, const char *action, Json more);

    Parts &m_parts;
};

}  // namespace bw::engine
