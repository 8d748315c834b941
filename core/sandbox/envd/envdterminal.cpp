// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdterminal.h"

#include "sandbox/envd/envdcall.h"
#include "sandbox/envd/envdsandbox.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr qsizetype piece = 256 << 10;
constexpr char endOfInput = 4;
constexpr int largest = 10'000;  ///< characters; the kernel keeps 16 bits

Json sizeObject(const TerminalSize &size)
{
    return {{"size", {{"cols", std::clamp(size.columns, 1, largest)}, {"rows", std::clamp(size.rows, 1, largest)}}}};
}

}  // namespace

Json terminalMessage(const Command &command, const TerminalSize &size)
{
    Json message = startMessage(command, true);
    message["pty"] = sizeObject(size);
    return message;
}

EnvdTerminal::EnvdTerminal(EnvdClient &client, std::stop_token sandboxEnd,
                           std::function<void(CommandResult &)> whenDone, std::function<void(qint64)> whenKilled)
    : m_client(client)
    , m_sandboxEnd(std::move(sandboxEnd))
    , m_onSandboxEnd(m_sandboxEnd, [this] { m_stop.request_stop(); })
    , m_process(client, m_sandboxEnd, std::move(whenDone), std::move(whenKilled))
{
}

EnvdTerminal::~EnvdTerminal() { m_stop.request_stop(); }

Status EnvdTerminal::begin(const Command &command, const TerminalSize &size, std::stop_token stop)
{
    return m_process.begin(terminalMessage(command, size), command.timeLimit, std::move(stop));
}

Result<CommandResult> EnvdTerminal::wait(const OutputSink &sink, std::stop_token stop)
{
    return m_process.wait(sink, std::move(stop));
}

Status EnvdTerminal::call(const QString &method, Json message)
{
    message["process"] = Json {{"pid", m_process.pid()}};
    const auto done = m_client.call(method, message, m_stop.get_token());
    if (!done && m_sandboxEnd.stop_requested())
        return fail(ErrorCode::SandboxLost, u"the sandbox was ended"_s,
                    {{u"sandbox"_s, m_client.options().sandboxName}});
    return done ? Status() : fail(done.error());
}

Status EnvdTerminal::sendStdin(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const QByteArrayView next = bytes.first(std::min(bytes.size(), piece));
        bytes = bytes.sliced(next.size());
        const Status sent =
            call(u"process.Process/SendInput"_s, {{"input", {{"pty", next.toByteArray().toBase64().toStdString()}}}});
        if (!sent)
            return sent;
    }
    return {};
}

Status EnvdTerminal::closeStdin() { return sendStdin(QByteArrayView(&endOfInput, 1)); }

void EnvdTerminal::abandon()
{
    m_stop.request_stop();
    m_process.abandon();
}

Status EnvdTerminal::resize(const TerminalSize &size)
{
    return call(u"process.Process/Update"_s, {{"pty", sizeObject(size)}});
}

Result<std::unique_ptr<Process>> EnvdSandbox::openTerminal(const Command &command, const TerminalSize &size,
                                                           std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) -> Result<std::unique_ptr<Process>> {
        auto terminal = std::make_unique<EnvdTerminal>(
            m_client, m_end.get_token(), [this](CommandResult &result) { result.limitsHit += takeLimitsHit(); },
            [this](qint64 pid) { endTree(pid); });
        if (const Status begun = terminal->begin(asSent(command), size, both); !begun)
            return fail(begun.error());
        return terminal;
    });
}

}  // namespace bw::sandbox
