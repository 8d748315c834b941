// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdprocess.h"

#include "sandbox/envd/processstream.h"

#include <QRegularExpression>

#include <csignal>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr size_t maxWaiting = 64;
constexpr qsizetype stdinPiece = 256 << 10;

/// The signal's number; E2B's daemon gives only the name.
int signalOf(const Json &end, const QString &status)
{
    if (const qint64 number = jsonInt(end, "signal"); number > 0)
        return static_cast<int>(number);
    static const QMap<QString, int> numbers {{u"hangup"_s, SIGHUP},
                                             {u"interrupt"_s, SIGINT},
                                             {u"quit"_s, SIGQUIT},
                                             {u"aborted"_s, SIGABRT},
                                             {u"killed"_s, SIGKILL},
                                             {u"terminated"_s, SIGTERM},
                                             {u"broken pipe"_s, SIGPIPE},
                                             {u"bus error"_s, SIGBUS},
                                             {u"segmentation fault"_s, SIGSEGV},
                                             {u"illegal instruction"_s, SIGILL},
                                             {u"alarm clock"_s, SIGALRM},
                                             {u"floating point exception"_s, SIGFPE}};
    QString name = status;
    name.remove("signal: "_L1).remove(" (core dumped)"_L1);
    return numbers.value(name, SIGKILL);
}

CommandResult resultOf(const Json &end)
{
    CommandResult result;
    result.status = jsonString(end, "status");
    result.exitCode = static_cast<int>(jsonInt(end, "exitCode"));
    result.signalled = !jsonBool(end, "exited") && result.status.startsWith("signal"_L1);
    if (result.signalled)
        result.exitCode = 128 + signalOf(end, result.status);
    return result;
}

}  // namespace

ProcessEvents::ProcessEvents(Output output, std::function<void(qint64)> onStart)
    : m_output(std::move(output))
    , m_onStart(std::move(onStart))
{
}

Status ProcessEvents::take(const Json &message)
{
    const auto event = message.find("event");
    if (event == message.end() || !event->is_object())
        return {};
    if (const auto start = event->find("start"); start != event->end())
        m_onStart(jsonInt(*start, "pid"));
    if (const auto end = event->find("end"); end != event->end())
        m_end = resultOf(*end);
    const auto data = event->find("data");
    if (data == event->end() || !data->is_object())
        return {};
    for (const auto &[kind, value] : data->items()) {
        if (!value.is_string())
            continue;
        const auto &text = value.get_ref<const std::string &>();
        const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), qsizetype(text.size())));
        if (!bytes)
            return fail(ErrorCode::ProtocolError, u"output is not base64"_s,
                        {{u"host"_s, u"sandbox"_s}, {u"why"_s, u"output is not base64"_s}});
        m_output(kind == "stderr", *bytes);
    }
    return {};
}

Result<CommandResult> ProcessEvents::result(const Status &streamEnd) const
{
    // The daemon's own word, not an HTTP status of somebody in between.
    if (!streamEnd && streamEnd.error().code == ErrorCode::Timeout && !streamEnd.error().args.contains(u"status"_s)) {
        CommandResult result;
        result.timedOut = true;
        result.signalled = true;
        result.exitCode = 128 + SIGKILL;
        result.status = u"signal: killed"_s;
        return result;
    }
    if (!streamEnd)
        return fail(streamEnd.error());
    if (!m_end)
        return fail(ErrorCode::ProtocolError, u"the stream ended without the command's end"_s,
                    {{u"host"_s, u"sandbox"_s}, {u"why"_s, u"no end event"_s}});
    return *m_end;
}

Json startMessage(const Command &command, bool keepStdin)
{
    Json process {{"cmd", toStd(command.program)}, {"args", Json::array()}};
    for (const QString &argument : command.args)
        process["args"].push_back(toStd(argument));
    Json variables = Json::object();
    for (const auto &[name, value] : command.env.asKeyValueRange())
        variables[toStd(name)] = toStd(value);
    process["envs"] = std::move(variables);
    if (!command.cwd.isEmpty())
        process["cwd"] = toStd(command.cwd);
    Json message = Json::object();
    message["process"] = std::move(process);
    message["stdin"] = keepStdin;
    return message;
}

EnvdProcess::EnvdProcess(EnvdClient &client, std::stop_token sandboxEnd, std::function<void(CommandResult &)> whenDone,
                         std::function<void(qint64)> whenKilled)
    : m_client(client)
    , m_sandboxEnd(std::move(sandboxEnd))
    , m_whenDone(std::move(whenDone))
    , m_whenKilled(std::move(whenKilled))
{
}

EnvdProcess::~EnvdProcess() { m_stop.request_stop(); }

Status EnvdProcess::begin(const Command &command, bool keepStdin, std::stop_token stop)
{
    return begin(startMessage(command, keepStdin), command.timeLimit, std::move(stop));
}

Status EnvdProcess::begin(const Json &message, std::chrono::milliseconds timeLimit, std::stop_token stop)
{
    m_onSandboxEnd.emplace(m_sandboxEnd, [this] { m_stop.request_stop(); });
    m_thread = std::jthread([this, message, timeLimit] { run(m_stop.get_token(), message, timeLimit); });
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return m_started || m_result; })) {
        m_stop.request_stop();
        return fail(ErrorCode::Cancelled);
    }
    return !m_started && m_result && !*m_result ? Status(fail(m_result->error())) : Status {};
}

void EnvdProcess::run(std::stop_token stop, const Json &message, std::chrono::milliseconds deadline)
{
    const auto keep = [this, &stop](bool isError, QByteArrayView bytes) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [this] { return m_chunks.size() < maxWaiting; });
        m_chunks.push_back({isError, bytes.toByteArray()});
        m_changed.notify_all();
    };
    ProcessStream stream(m_client, keep, [this](qint64 pid) {
        const std::lock_guard lock(m_mutex);
        m_pid = pid;
        m_started = true;
        m_changed.notify_all();
    });
    EnvdClient::StreamOptions options;
    options.deadline = deadline;
    Result<CommandResult> result = stream.run(message, options, stop);
    if (result && result->timedOut)
        m_whenKilled(m_pid);
    if (result)
        m_whenDone(*result);
    const std::lock_guard lock(m_mutex);
    m_result = std::move(result);
    m_changed.notify_all();
}

Result<CommandResult> EnvdProcess::wait(const OutputSink &sink, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_changed.wait(lock, stop, [this] { return !m_chunks.empty() || m_result; }))
            return fail(ErrorCode::Cancelled);
        if (m_chunks.empty()) {
            // What ended the stream was the sandbox's end, not a wish of the caller's.
            if (!*m_result && m_result->error().code == ErrorCode::Cancelled && m_sandboxEnd.stop_requested())
                return fail(ErrorCode::SandboxLost, u"the sandbox was ended"_s,
                            {{u"sandbox"_s, m_client.options().sandboxName}});
            return *m_result;
        }
        const Chunk chunk = std::move(m_chunks.front());
        m_chunks.pop_front();
        m_changed.notify_all();
        lock.unlock();
        const auto &target = chunk.isError ? sink.onStderr : sink.onStdout;
        if (target)
            target(chunk.bytes);
        lock.lock();
    }
}

Status EnvdProcess::sendStdin(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(bytes.size(), stdinPiece));
        bytes = bytes.sliced(piece.size());
        const Json message {{"process", {{"pid", m_pid.load()}}},
                            {"input", {{"stdin", piece.toByteArray().toBase64().toStdString()}}}};
        if (const auto done = m_client.call(u"process.Process/SendInput"_s, message, m_stop.get_token()); !done)
            return fail(done.error());
    }
    return {};
}

Status EnvdProcess::closeStdin()
{
    const Json message {{"process", {{"pid", m_pid.load()}}}};
    const auto done = m_client.call(u"process.Process/CloseStdin"_s, message, m_stop.get_token());
    return done ? Status {} : fail(done.error());
}

Status EnvdProcess::kill()
{
    const Json message {{"process", {{"pid", m_pid.load()}}}, {"signal", "SIGNAL_SIGKILL"}};
    const auto done = m_client.call(u"process.Process/SendSignal"_s, message, m_stop.get_token());
    m_whenKilled(m_pid);
    // Gone already is what was asked for.
    return done || done.error().code == ErrorCode::NotFound ? Status {} : fail(done.error());
}

}  // namespace bw::sandbox
