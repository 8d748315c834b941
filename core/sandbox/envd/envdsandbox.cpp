// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdsandbox.h"

#include "sandbox/envd/envdcall.h"
#include "sandbox/envd/envdprocess.h"
#include "sandbox/envd/processstream.h"

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
    /// `onFailure` is called once, on a thread of its own, when the input cannot be given whole.
    InputFeeder(EnvdClient &client, const std::optional<QByteArray> &input, std::stop_token stop,
                std::function<void()> onFailure)
        : m_client(client)
        , m_input(input)
        , m_stop(std::move(stop))
        , m_onFailure(std::move(onFailure))
    {
    }

    void begin(qint64 pid)
    {
        if (!m_input || m_thread.joinable())
            return;
        m_thread = std::jthread([this, pid] { m_done = feed(pid); });
    }

    /// Waits for what is under way. Error: the input did not arrive whole.
    Status end()
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_done;
    }

private:
    Status feed(qint64 pid)
    {
        const Status fed = give(pid);
        // A command that ends without reading its input has every right to.
        const bool unwanted = !fed
            && (fed.error().code == ErrorCode::NotFound || fed.error().code == ErrorCode::WrongState
                || m_stop.stop_requested());
        if (fed || unwanted)
            return {};
        m_onFailure();
        return fed;
    }

    Status give(qint64 pid)
    {
        const Json process {{"pid", pid}};
        for (qsizetype at = 0; at < m_input->size(); at += stdinPiece) {
            const QByteArray piece = m_input->sliced(at, std::min(stdinPiece, m_input->size() - at));
            const Json message {{"process", process}, {"input", {{"stdin", piece.toBase64().toStdString()}}}};
            if (const auto sent = m_client.call(u"process.Process/SendInput"_s, message, m_stop); !sent)
                return fail(sent.error());
        }
        const auto closed = m_client.call(u"process.Process/CloseStdin"_s, {{"process", process}}, m_stop);
        return closed ? Status {} : fail(closed.error());
    }

    EnvdClient &m_client;
    const std::optional<QByteArray> &m_input;
    std::stop_token m_stop;
    std::function<void()> m_onFailure;
    Status m_done;
    std::jthread m_thread;
};

/// Daemons before these versions have an input that stays open, and none that can be closed.
const QVersionNumber closedInput {0, 3, 0};
const QVersionNumber closeableInput {0, 5, 2};
/// The name goes as soon as the file is open.
constexpr auto inputFromFile = "exec <\"$0\"; [ \"$0\" = /dev/null ] || rm -f -- \"$0\"; exec \"$@\"";

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
    ProcessStream stream(
        m_client,
        [&text](bool isError, QByteArrayView bytes) {
            if (!isError && text.size() < (1 << 20))
                text.append(bytes);
        },
        [](qint64) {});
    EnvdClient::StreamOptions options;
    options.deadline = std::chrono::seconds(20);
    const Result<CommandResult> result = stream.run(startMessage(command, false), options, stop);
    if (!result)
        return fail(result.error());
    if (result->limitsHit.contains(QLatin1StringView(ProcessStream::gap)))
        return fail(ErrorCode::StreamBroken, u"the login environment came in part"_s, {{u"host"_s, u"sandbox"_s}});
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
Result<Command> EnvdSandbox::prepared(const Command &command, bool keepsStdin, std::stop_token stop)
{
    const bool login = command.program == "/bin/bash"_L1 && command.args.size() == 3 && command.args.at(0) == "-l"_L1
        && command.args.at(1) == "-c"_L1;
    Command plain = command;
    if (login) {
        const auto variables = loginEnvironment(stop);
        if (!variables)
            return fail(variables.error());
        plain.args = {u"-c"_s, command.args.at(2)};
        plain.env = *variables;
        plain.env.insert(command.env);
    }
    const QVersionNumber &version = m_client.options().version;
    if (keepsStdin || version >= (plain.stdinData ? closeableInput : closedInput))
        return asSent(plain);
    if (const Status given = giveInputAsFile(plain, std::move(stop)); !given)
        return fail(given.error());
    return asSent(plain);
}

Status EnvdSandbox::giveInputAsFile(Command &command, std::stop_token stop)
{
    QString path = u"/dev/null"_s;
    if (command.stdinData) {
        path = u"/tmp/.buildwright-input-"_s + newIdText();
        if (const Status written = m_client.writeFile(path, *command.stdinData, std::move(stop)); !written)
            return written;
        command.stdinData.reset();
    }
    command.args = QStringList {u"-c"_s, QString::fromLatin1(inputFromFile), path, command.program} + command.args;
    command.program = u"/bin/bash"_s;
    return {};
}

Result<CommandResult> EnvdSandbox::exec(const Command &command, const OutputSink &sink, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) -> Result<CommandResult> {
        const Result<Command> ready = prepared(command, false, both);
        if (!ready)
            return fail(ready.error());
        return execPrepared(*ready, sink, both);
    });
}

Result<CommandResult> EnvdSandbox::execPrepared(const Command &command, const OutputSink &sink, std::stop_token stop)
{
    std::stop_source inputEnd;
    std::stop_source streamEnd;
    const std::stop_callback onStop(stop, [&] {
        inputEnd.request_stop();
        streamEnd.request_stop();
    });
    InputFeeder feeder(m_client, command.stdinData, inputEnd.get_token(), [&] { streamEnd.request_stop(); });
    qint64 started = 0;
    ProcessStream stream(
        m_client,
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
    options.deadline = command.timeLimit;
    // Nobody else knows this command: if we go, it goes.
    options.headers.append(net::HttpHeader {"X-Buildwright-Kill-When-Gone", "1"});
    Result<CommandResult> result =
        stream.run(startMessage(command, command.stdinData.has_value()), options, streamEnd.get_token());
    inputEnd.request_stop();
    // With half of its input a command must not go on: it would wait for the rest, or take the half for the whole.
    if (const Status fed = feeder.end(); !fed && !result && result.error().code == ErrorCode::Cancelled)
        result = fail(fed.error());
    const bool early = result ? result->timedOut : result.error().code != ErrorCode::SandboxLost;
    if (started > 0 && early && !isDestroyed())
        endTree(started);
    if (result)
        result->limitsHit += takeLimitsHit();
    return result;
}

Result<std::unique_ptr<Process>> EnvdSandbox::start(const Command &command, bool keepStdin, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) -> Result<std::unique_ptr<Process>> {
        const Result<Command> ready = prepared(command, keepStdin, both);
        if (!ready)
            return fail(ready.error());
        const bool feeds = keepStdin || ready->stdinData.has_value();
        auto process = std::make_unique<EnvdProcess>(
            m_client, m_end.get_token(), [this](CommandResult &result) { result.limitsHit += takeLimitsHit(); },
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
