// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/processstream.h"

#include "sandbox/envd/envderror.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

using std::chrono::milliseconds;

constexpr milliseconds firstWait {250};
constexpr milliseconds longestWait {5'000};
/// A connection that held so long was a good one: what breaks after it is a new break.
constexpr milliseconds goodConnection {10'000};
/// The daemon ends the process at its limit; this is for what it started and did not end.
constexpr milliseconds afterLimit {2'000};

bool isBreak(const Error &error)
{
    if (error.args.contains(u"unknown"_s))
        return false;
    const int status = error.args.value(u"status"_s).toInt();
    return error.code == ErrorCode::StreamBroken || error.code == ErrorCode::NetworkTimeout
        || error.code == ErrorCode::NetworkUnreachable || error.code == ErrorCode::RateLimited || status >= 500;
}

std::unexpected<Error> unknownEnd()
{
    return fail(ErrorCode::StreamBroken,
                u"the connection broke, and whether the command ran to its end is not known; it is not run again"_s,
                {{u"host"_s, u"sandbox"_s}, {u"unknown"_s, u"true"_s}});
}

}  // namespace

ProcessStream::ProcessStream(EnvdClient &client, ProcessEvents::Output output,
                             const std::function<void(qint64)> &onStart)
    : m_client(client)
    , m_events(std::move(output),
               [this, onStart](qint64 pid) {
                   m_pid = pid;
                   onStart(pid);
               })
    , m_mark(u"buildwright-"_s + newIdText())
{
}

Status ProcessStream::listen(const QString &method, const Json &message, const EnvdClient::StreamOptions &options,
                             std::stop_token stop)
{
    return m_client.stream(
        method, message, options, [this](const Json &json) { return m_events.take(json); }, std::move(stop));
}

Result<CommandResult> ProcessStream::run(Json message, EnvdClient::StreamOptions options, std::stop_token stop)
{
    message["tag"] = toStd(m_mark);
    Clock &clock = m_client.clock();
    if (options.deadline.count() > 0)
        m_until = clock.steady() + options.deadline;
    Status end = begin(message, options, stop);
    const bool untouched = !end && m_pid == 0 && saysNothingDone(end.error());
    if (!end && !untouched)
        end = goOn(std::move(end), stop);
    // The end of a command is the last that it says: what broke after it took nothing away.
    if (m_events.end() && !end && isBreak(end.error()))
        end = {};
    Result<CommandResult> result = m_events.result(end);
    if (!result || !m_gap)
        return result;
    result->limitsHit.append(QLatin1StringView(gap));
    const bool killed = result->signalled && result->exitCode == 128 + SIGKILL;
    result->timedOut = result->timedOut || (killed && m_until && clock.steady() >= *m_until);
    return result;
}

Status ProcessStream::begin(const Json &message, const EnvdClient::StreamOptions &options, std::stop_token stop)
{
    Clock &clock = m_client.clock();
    const auto began = clock.steady();
    for (milliseconds wait = firstWait;; wait = std::min(wait * 2, longestWait)) {
        Status end = listen(u"process.Process/Start"_s, message, options, stop);
        const bool again = !end && m_pid == 0 && m_client.options().hosted && saysNothingDone(end.error());
        const milliseconds pause = again ? std::max(wait, end.error().retryAfter.value_or(milliseconds(0))) : wait;
        if (!again || clock.steady() + pause - began > m_client.options().patience)
            return end;
        if (!clock.sleep(pause, stop))
            return fail(ErrorCode::Cancelled);
    }
}

/// At once, then more and more seldom, until it has an end or the patience for this break is over.
Status ProcessStream::goOn(Status end, std::stop_token stop)
{
    Clock &clock = m_client.clock();
    auto broke = clock.steady();
    milliseconds wait {0};
    while (!end && !m_events.end() && isBreak(end.error()) && !stop.stop_requested()) {
        if (clock.steady() + wait - broke > m_client.options().patience)
            return end;
        if (wait.count() > 0 && !clock.sleep(wait, stop))
            return fail(ErrorCode::Cancelled);
        m_gap = true;
        const auto began = clock.steady();
        end = takeUp(stop);
        const bool good = clock.steady() - began >= goodConnection && m_pid > 0;
        if (good)
            broke = clock.steady();
        wait = good ? milliseconds(0) : std::clamp(wait * 2, firstWait, longestWait);
    }
    return end;
}

Result<qint64> ProcessStream::find(std::stop_token stop)
{
    const Result<Json> listed = m_client.call(u"process.Process/List"_s, Json::object(), std::move(stop));
    if (!listed)
        return fail(listed.error());
    const auto processes = listed->find("processes");
    if (processes == listed->end() || !processes->is_array())
        return 0;
    for (const Json &process : *processes) {
        const qint64 pid = jsonInt(process, "pid");
        if (jsonString(process, "tag") == m_mark)
            return pid;
        if (pid == m_pid && m_pid > 0)
            return unknownEnd();
    }
    return 0;
}

Status ProcessStream::takeUp(std::stop_token stop)
{
    const Result<qint64> found = find(stop);
    if (!found)
        return fail(found.error());
    const qint64 pid = *found > 0 ? *found : m_pid;
    const Json selector = pid > 0 ? Json {{"pid", pid}} : Json {{"tag", toStd(m_mark)}};
    EnvdClient::StreamOptions options;
    // The limit of this call ends only the listening.
    if (m_until)
        options.deadline = std::max(*m_until - m_client.clock().steady(), milliseconds(0)) + afterLimit;
    const Status end = listen(u"process.Process/Connect"_s, Json {{"process", selector}}, options, std::move(stop));
    // An ended one is known for some seconds only.
    if (!end && end.error().code == ErrorCode::NotFound)
        return unknownEnd();
    return end;
}

}  // namespace bw::sandbox
