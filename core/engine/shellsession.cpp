// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shellsession.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

ShellSession::ShellSession(std::unique_ptr<LiveSandboxes::Visit> visit, std::unique_ptr<sandbox::Process> process,
                           ShellRecord record, bool terminal)
    : m_visit(std::move(visit))
    , m_process(std::move(process))
    , m_record(std::move(record))
    , m_terminal(terminal)
{
    m_onSandboxEnd.emplace(m_visit->stop(), [this] {
        m_ending.request_stop();
        m_process->abandon();
    });
}

ShellSession::~ShellSession()
{
    m_ending.request_stop();
    // Nobody came to run it.
    if (m_process) {
        if (!m_visit->stop().stop_requested())
            (void)m_process->kill();
        m_record.end(std::nullopt);
    }
    letGo();
}

Result<ShellEnd> ShellSession::run(const Output &output, std::stop_token stop)
{
    const std::stop_callback onStop(std::move(stop), Forward {&m_ending});
    const auto take = [this, &output](bool isError, QByteArrayView bytes) {
        m_record.output(isError, bytes);
        output(isError, bytes);
    };
    const auto ended = m_process->wait(
        {[&take](QByteArrayView bytes) { take(false, bytes); }, [&take](QByteArrayView bytes) { take(true, bytes); }},
        m_ending.get_token());
    const bool sandboxGoes = m_visit->stop().stop_requested();
    // With the sandbox it ends anyway.
    if (!ended && !sandboxGoes)
        (void)m_process->kill();
    std::optional<ShellEnd> end;
    if (ended)
        end = ShellEnd {ended->exitCode, ended->signalled};
    m_record.end(end);
    const QString sandbox = m_visit->sandbox().id().value;
    letGo();
    if (end)
        return *end;
    if (sandboxGoes)
        return fail(ErrorCode::SandboxLost, u"the sandbox was given up"_s, {{u"sandbox"_s, sandbox}});
    return fail(ended.error());
}

// Nobody may use the sandbox when the visit is over.
void ShellSession::letGo()
{
    m_onSandboxEnd.reset();
    if (m_process)
        m_process->abandon();
    const std::scoped_lock lock(m_mutex);
    m_process.reset();
    m_visit.reset();
}

Status ShellSession::withProcess(const std::function<Status(sandbox::Process &)> &action)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_process || m_ending.stop_requested())
        return fail(ErrorCode::NotFound, u"the shell has ended"_s, {{u"kind"_s, u"shell"_s}, {u"name"_s, {}}});
    return action(*m_process);
}

Status ShellSession::type(QByteArrayView bytes)
{
    return withProcess([bytes](sandbox::Process &process) { return process.sendStdin(bytes); });
}

Status ShellSession::endInput()
{
    return withProcess([](sandbox::Process &process) { return process.closeStdin(); });
}

Status ShellSession::resize(int columns, int rows)
{
    return withProcess(
        [&](sandbox::Process &process) { return m_terminal ? process.resize({columns, rows}) : Status(); });
}

}  // namespace bw::engine
