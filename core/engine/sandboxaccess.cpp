// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sandboxaccess.h"

#include "build/buildmachine.h"
#include "engine/parts.h"
#include "engine/wrongstate.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

sandbox::Command commandOf(const ShellRequest &request)
{
    sandbox::Command command = sandbox::Command::shell(request.command);
    if (request.command.isEmpty())
        command.args = {u"-l"_s, u"-i"_s};
    if (request.terminal)
        command.env = {{u"TERM"_s, request.terminalType}, {u"LANG"_s, u"C.UTF-8"_s}, {u"LC_ALL"_s, u"C.UTF-8"_s}};
    return command;
}

}  // namespace

Result<std::unique_ptr<LiveSandboxes::Visit>> SandboxAccess::visit(const BuildId &build, const QString &what,
                                                                   std::stop_token stop)
{
    const auto end = m_parts.clock.steady() + patience;
    for (;;) {
        const auto known = m_parts.builds().get(build);
        if (!known)
            return fail(known.error());
        if (auto visit = m_parts.living.visit(build))
            return visit;
        if (!build::isActive(known->state) || !m_parts.queue->contains(build) || m_parts.clock.steady() >= end)
            return fail(wrongState(*known, what));
        if (!m_parts.clock.sleep(50ms, stop))
            return fail(ErrorCode::Cancelled);
    }
}

Status SandboxAccess::record(const BuildId &build, const char *action, Json more)
{
    more["action"] = action;
    more["user"] = toStd(m_parts.database->localUser().value);
    const auto recorded = m_parts.log->appendAndWait(build, NewEvent {EventType::PersonRequest, std::move(more)});
    return recorded ? Status() : fail(recorded.error());
}

Result<std::unique_ptr<ShellSession>> SandboxAccess::openShell(const BuildId &build, const ShellRequest &request,
                                                               std::stop_token stop)
{
    auto visit = this->visit(build, u"shell"_s, stop);
    if (!visit)
        return fail(visit.error());
    ShellRecord record(store::BuildLog(*m_parts.log, build), m_parts.clock);
    if (const Status begun = record.begin(request, m_parts.database->localUser().value); !begun)
        return fail(begun.error());
    // Who waits for an answer out of a sandbox that goes would hold up the build.
    std::stop_source either;
    const std::stop_callback onStop(std::move(stop), [&either] { either.request_stop(); });
    const std::stop_callback onEnd((*visit)->stop(), [&either] { either.request_stop(); });
    sandbox::Sandbox &sandbox = (*visit)->sandbox();
    const sandbox::Command command = commandOf(request);
    auto process = request.terminal ? sandbox.openTerminal(command, {request.columns, request.rows}, either.get_token())
                                    : sandbox.start(command, true, either.get_token());
    if (!process) {
        record.end(std::nullopt);
        return fail(process.error());
    }
    return std::make_unique<ShellSession>(std::move(*visit), std::move(*process), std::move(record), request.terminal);
}

Result<sandbox::PortAccess> SandboxAccess::port(const BuildId &build, int port, std::stop_token stop)
{
    const auto visit = this->visit(build, u"address"_s, stop);
    if (!visit)
        return fail(visit.error());
    auto access = (*visit)->sandbox().portAccess(port, std::move(stop));
    if (!access)
        return fail(access.error());
    if (const Status said = record(build, "address", {{"port", port}}); !said)
        return fail(said.error());
    return access;
}

Result<SecretString> SandboxAccess::file(const BuildId &build, const QString &path, std::chrono::seconds validFor,
                                         std::stop_token stop)
{
    const auto visit = this->visit(build, u"address"_s, std::move(stop));
    if (!visit)
        return fail(visit.error());
    auto address = (*visit)->sandbox().fileAddress(path, sandbox::FileAccess::Read, validFor);
    if (!address)
        return fail(address.error());
    if (const Status said = record(build, "address", {{"path", toStd(path)}}); !said)
        return fail(said.error());
    return address;
}

}  // namespace bw::engine
