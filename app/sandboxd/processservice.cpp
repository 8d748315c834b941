// SPDX-License-Identifier: GPL-3.0-or-later
#include "processservice.h"

#include "httpserver.h"
#include "processevents.h"
#include "streamwait.h"

#include <csignal>
#include <filesystem>

namespace bw::sandboxd
{

namespace
{

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// Writes one process's events to one client until its end, the client's departure or the stream's own limit.
class EventStream
{
public:
    EventStream(const httplib::Request &request, int connection)
        : m_wait(request, connection)
    {
    }

    void limit(std::optional<Clock::time_point> until) { m_until = until; }

    /// False when the client went away.
    bool run(ChildProcess &child, OutputQueue &queue, httplib::DataSink &sink)
    {
        if (!write(sink, envelope(dump(startEvent(child.pid())))))
            return false;
        for (;;) {
            while (std::optional<OutputEvent> event = queue.pop()) {
                const bool end = event->kind == OutputEvent::Kind::End;
                if (end && child.timedOut())
                    return write(sink, endOfStream(RpcError("deadline_exceeded", "context deadline exceeded")));
                const std::string message = envelope(outputMessage(*event));
                if (!write(sink, end ? message + endOfStream() : message))
                    return false;
                if (end)
                    return true;
            }
            switch (m_wait.wait(queue.fd(), m_until)) {
            case StreamWait::Result::Ready:
                break;
            case StreamWait::Result::Gone:
                return false;
            case StreamWait::Result::Keepalive:
                if (!write(sink, envelope(dump(keepaliveEvent()))))
                    return false;
                break;
            case StreamWait::Result::TimedOut:
                return write(sink, endOfStream(RpcError("deadline_exceeded", "context deadline exceeded")));
            }
        }
    }

private:
    static bool write(httplib::DataSink &sink, const std::string &bytes)
    {
        return sink.write(bytes.data(), bytes.size());
    }

    StreamWait m_wait;
    std::optional<Clock::time_point> m_until;
};

std::optional<TerminalSize> terminalOf(const Json &request)
{
    const Json &pty = member(request, "pty");
    if (!pty.is_object())
        return std::nullopt;
    const Json &size = member(pty, "size");
    return TerminalSize {static_cast<unsigned short>(intMember(size, "cols", 80)),
                         static_cast<unsigned short>(intMember(size, "rows", 24))};
}

void answerError(const RpcError &error, httplib::Response &response)
{
    response.set_content(endOfStream(error), "application/connect+json");
}

}  // namespace

ProcessService::ProcessService(const Options &options, const Session &session)
    : m_options(options)
    , m_session(session)
{
}

ProcessService::Listening ProcessService::start(const httplib::Request &http, const Json &request)
{
    const Json &process = member(request, "process");
    SpawnRequest spawn;
    spawn.program = stringMember(process, "cmd");
    if (const Json &args = member(process, "args"); args.is_array()) {
        for (const Json &argument : args)
            spawn.arguments.push_back(argument.is_string() ? argument.get<std::string>() : dump(argument));
    }
    spawn.environment = m_session.environment(member(process, "envs"));
    const std::string folder = stringMember(process, "cwd");
    spawn.folder = folder.empty() ? m_session.workFolder() : m_session.resolve(folder);
    std::error_code error;
    if (!std::filesystem::is_directory(spawn.folder, error))
        throw RpcError("invalid_argument", "cwd '" + spawn.folder + "' does not exist");
    spawn.keepStdin = boolMember(request, "stdin", true);
    spawn.terminal = terminalOf(request);
    spawn.nproc = m_options.nproc;
    spawn.nice = m_options.nice;
    const auto child = std::make_shared<ChildProcess>(process, stringMember(request, "tag"), deadlineOf(http));
    const auto [started, queue] = m_table.start(spawn, child);
    return {started, queue};
}

ProcessService::Listening ProcessService::connect(const Json &request)
{
    const auto child = m_table.find(member(request, "process"), true);
    return {child, child->listen()};
}

bool ProcessService::stream(const std::string &method, const httplib::Request &request, const std::string &body,
                            httplib::Response &response)
{
    if (method != "Start" && method != "Connect")
        return false;
    const bool starts = method == "Start";
    const bool killWhenGone = starts && request.get_header_value("X-Buildwright-Kill-When-Gone") == "1";
    Listening listening;
    try {
        m_session.checkUser(request);
        const Json json = parseRequest(onlyEnvelope(body));
        listening = starts ? start(request, json) : connect(json);
    } catch (const RpcError &error) {
        answerError(error, response);
        return true;
    }
    auto events = std::make_shared<EventStream>(request, HttpServer::currentConnection());
    if (!starts)
        events->limit(deadlineOf(request));
    response.set_chunked_content_provider(
        "application/connect+json",
        [listening, events](size_t, httplib::DataSink &sink) {
            const bool there = events->run(*listening.child, *listening.queue, sink);
            if (there)
                sink.done();
            return there;
        },
        [listening, killWhenGone](bool) {
            listening.child->leave(listening.queue);
            if (killWhenGone && !listening.child->endedAt())
                listening.child->signal(SIGKILL);
        });
    return true;
}

Json ProcessService::list()
{
    Json all = Json::array();
    for (const auto &child : m_table.running()) {
        Json entry {{"config", child->config()}, {"pid", child->pid()}};
        if (!child->tag().empty())
            entry["tag"] = child->tag();
        all.push_back(entry);
    }
    return all.empty() ? Json::object() : Json {{"processes", all}};
}

void ProcessService::sendInput(const Json &request)
{
    const Json &input = member(request, "input");
    const bool terminal = input.is_object() && input.contains("pty");
    const std::string bytes = fromBase64(stringMember(input, terminal ? "pty" : "stdin"));
    m_table.find(member(request, "process"), false)->writeInput(bytes, terminal);
}

std::optional<Json> ProcessService::call(const std::string &method, const Json &request)
{
    const Json &selector = member(request, "process");
    if (method == "List")
        return list();
    if (method == "SendInput") {
        sendInput(request);
    } else if (method == "CloseStdin") {
        m_table.find(selector, false)->closeInput();
    } else if (method == "Update") {
        if (const auto size = terminalOf(request))
            m_table.find(selector, false)->resize(*size);
    } else if (method == "SendSignal") {
        const Json &name = member(request, "signal");
        const bool kill = name == "SIGNAL_SIGKILL" || name == SIGKILL;
        if (!kill && name != "SIGNAL_SIGTERM" && name != SIGTERM)
            throw RpcError("unimplemented", "only SIGNAL_SIGKILL and SIGNAL_SIGTERM can be sent");
        m_table.find(selector, false)->signal(kill ? SIGKILL : SIGTERM);
    } else {
        return std::nullopt;
    }
    return Json::object();
}

void ProcessService::streamInput(const httplib::ContentReader &reader, httplib::Response &response)
{
    std::string buffer;
    std::shared_ptr<ChildProcess> child;
    std::optional<RpcError> failure;
    const auto take = [&](const Json &message) {
        if (const Json &start = member(message, "start"); start.is_object())
            child = m_table.find(member(start, "process"), false);
        const Json &data = member(message, "data");
        if (!data.is_object())
            return;
        if (!child)
            throw RpcError("invalid_argument", "data before start");
        const Json &input = member(data, "input");
        const bool terminal = input.is_object() && input.contains("pty");
        child->writeInput(fromBase64(stringMember(input, terminal ? "pty" : "stdin")), terminal);
    };
    reader([&](const char *bytes, size_t size) {
        buffer.append(bytes, size);
        try {
            while (!failure && buffer.size() >= 5) {
                const size_t length = envelopeLength(buffer);
                if (buffer.size() - 5 < length)
                    break;
                if ((buffer[0] & 2) == 0)
                    take(parseRequest(std::string_view(buffer).substr(5, length)));
                buffer.erase(0, 5 + length);
            }
        } catch (const RpcError &error) {
            failure = error;
        }
        return true;  // the rest of a failed stream is read and dropped, so that the answer arrives
    });
    if (failure)
        answerError(*failure, response);
    else
        response.set_content(envelope("{}") + endOfStream(), "application/connect+json");
}

}  // namespace bw::sandboxd
