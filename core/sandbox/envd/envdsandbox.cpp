// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdsandbox.h"

#include "sandbox/envd/envdcall.h"
#include "sandbox/envd/envdprocess.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr qsizetype stdinPiece = 256 << 10;

/// Sends a command's input beside the reading of its output: either alone could wait for the other for ever.
class InputFeeder
{
public:
    InputFeeder(EnvdClient &client, const std::optional<QByteArray> &input, std::stop_token stop)
        : m_client(client)
        , m_input(input)
        , m_stop(std::move(stop))
    {
    }

    void begin(qint64 pid)
    {
        if (!m_input || m_thread.joinable())
            return;
        m_thread = std::jthread([this, pid] { feed(pid); });
    }

private:
    void feed(qint64 pid)
    {
        const Json process {{"pid", pid}};
        for (qsizetype at = 0; at < m_input->size(); at += stdinPiece) {
            const QByteArray piece = m_input->sliced(at, std::min(stdinPiece, m_input->size() - at));
            const Json message {{"process", process}, {"input", {{"stdin", piece.toBase64().toStdString()}}}};
            // A command that ends without reading its input has every right to.
            if (!m_client.call(u"process.Process/SendInput"_s, message, m_stop))
                return;
        }
        (void)m_client.call(u"process.Process/CloseStdin"_s, {{"process", process}}, m_stop);
    }

    EnvdClient &m_client;
    const std::optional<QByteArray> &m_input;
    std::stop_token m_stop;
    std::jthread m_thread;
};

}  // namespace

EnvdSandbox::EnvdSandbox(SandboxId id, std::unique_ptr<net::HttpTransport> transport, EnvdOptions options)
    : m_id(std::move(id))
    , m_transport(std::move(transport))
    , m_client(*m_transport, std::move(options))
{
}

EnvdSandbox::~EnvdSandbox() = default;

Error EnvdSandbox::lost() const
{
    return {ErrorCode::SandboxLost, u"the sandbox was ended"_s, {{u"sandbox"_s, m_id.value}}, std::nullopt};
}

bool EnvdSandbox::markDestroyed() { return m_end.request_stop(); }

Result<QMap<QString, QString>> EnvdSandbox::loginEnvironment(std::stop_token stop)
{
    const std::lock_guard lock(m_loginMutex);
    if (m_loginEnv)
        return *m_loginEnv;
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-l"_s, u"-c"_s, u"env -0"_s};
    command.cwd = u"/"_s;
    QByteArray text;
    ProcessEvents events(
        [&text](bool isError, QByteArrayView bytes) {
            if (!isError && text.size() < (1 << 20))
                text.append(bytes);
        },
        [](qint64) {});
    EnvdClient::StreamOptions options;
    options.deadline = std::chrono::seconds(20);
    const Status end = m_client.stream(
        u"process.Process/Start"_s, startMessage(command, false), options,
        [&events](const Json &json) { return events.take(json); }, stop);
    const Result<CommandResult> result = events.result(end);
    if (!result)
        return fail(result.error());
    if (result->exitCode != 0)
        return fail(ErrorCode::SandboxFailed, u"the login shell failed"_s, {{u"why"_s, result->status}});
    QMap<QString, QString> variables;
    for (const QByteArray &line : text.split('\0')) {
        const qsizetype equals = line.indexOf('=');
        const QString name = QString::fromUtf8(line.first(std::max<qsizetype>(equals, 0)));
        // These belong to the shell that printed them.
        if (!name.isEmpty() && name != "_"_L1 && name != "PWD"_L1 && name != "OLDPWD"_L1 && name != "SHLVL"_L1)
            variables.insert(name, QString::fromUtf8(line.sliced(equals + 1)));
    }
    m_loginEnv = variables;
    return variables;
}

/// A login shell reads its start files once per sandbox: later ones get what the first one made of the environment.
Result<Command> EnvdSandbox::prepared(const Command &command, std::stop_token stop)
{
    const bool login = command.program == "/bin/bash"_L1 && command.args.size() == 3 && command.args.at(0) == "-l"_L1
        && command.args.at(1) == "-c"_L1;
    if (!login)
        return asSent(command);
    const auto variables = loginEnvironment(stop);
    if (!variables)
        return fail(variables.error());
    Command plain = command;
    plain.args = {u"-c"_s, command.args.at(2)};
    plain.env = *variables;
    plain.env.insert(command.env);
    return asSent(plain);
}

Result<CommandResult> EnvdSandbox::exec(const Command &command, const OutputSink &sink, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) -> Result<CommandResult> {
        const Result<Command> ready = prepared(command, both);
        if (!ready)
            return fail(ready.error());
        std::stop_source inputEnd;
        const std::stop_callback onStop(both, [&inputEnd] { inputEnd.request_stop(); });
        InputFeeder feeder(m_client, ready->stdinData, inputEnd.get_token());
        qint64 started = 0;
        ProcessEvents events(
            [&sink](bool isError, QByteArrayView bytes) {
                const auto &target = isError ? sink.onStderr : sink.onStdout;
                if (target)
                    target(bytes);
            },
            [&feeder, &started](qint64 pid) {
                started = pid;
                feeder.begin(pid);
            });
        EnvdClient::StreamOptions options;
        options.deadline = ready->timeLimit;
        // Nobody else knows this command: if we go, it goes.
        options.headers.append(net::HttpHeader {"X-Buildwright-Kill-When-Gone", "1"});
        const Status end = m_client.stream(
            u"process.Process/Start"_s, startMessage(*ready, ready->stdinData.has_value()), options,
            [&events](const Json &json) { return events.take(json); }, both);
        inputEnd.request_stop();
        Result<CommandResult> result = events.result(end);
        const bool early = result ? result->timedOut : result.error().code != ErrorCode::SandboxLost;
        if (started > 0 && early && !isDestroyed())
            endTree(started);
        if (result)
            result->limitsHit = takeLimitsHit();
        return result;
    });
}

Result<std::unique_ptr<Process>> EnvdSandbox::start(const Command &command, bool keepStdin, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) -> Result<std::unique_ptr<Process>> {
        const Result<Command> ready = prepared(command, both);
        if (!ready)
            return fail(ready.error());
        const bool feeds = keepStdin || ready->stdinData.has_value();
        auto process = std::make_unique<EnvdProcess>(
            m_client, m_end.get_token(), [this](CommandResult &result) { result.limitsHit = takeLimitsHit(); },
            [this](qint64 pid) { endTree(pid); });
        if (const Status begun = process->begin(*ready, feeds, both); !begun)
            return fail(begun.error());
        if (ready->stdinData) {
            if (const Status sent = process->sendStdin(*ready->stdinData); !sent)
                return fail(sent.error());
            if (!keepStdin)
                (void)process->closeStdin();
        }
        return process;
    });
}

Result<Json> EnvdSandbox::unary(const QString &method, const Json &request, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) { return m_client.call(method, request, both); });
}

}  // namespace bw::sandbox
