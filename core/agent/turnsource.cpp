// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/turnsource.h"

#include "agent/turntext.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr std::chrono::milliseconds longestPause = 10min;
constexpr qsizetype longestText = 4000;  // in the event; the blob has it whole

}  // namespace

TurnSource::TurnSource(Environment environment, QString session)
    : m_environment(std::move(environment))
    , m_session(std::move(session))
{
}

bool TurnSource::isWorthWaiting(ErrorCode code)
{
    static const QList<ErrorCode> passing {
        ErrorCode::NetworkUnreachable, ErrorCode::NetworkTimeout, ErrorCode::StreamBroken, ErrorCode::RateLimited,
        ErrorCode::Overloaded,         ErrorCode::ServerError,    ErrorCode::CircuitOpen};
    return passing.contains(code);
}

Result<claude::Turn> TurnSource::next(int number, const claude::ModelRequest &request, std::stop_token stop)
{
    claude::TurnObserver silent;
    for (int failures = 0;;) {
        auto started = m_environment.log.commit(
            EventType::TurnStarted, Json {{"session", toStd(m_session)}, {"turn", number}, {"attempt", failures + 1}});
        if (!started)
            return fail(started.error());
        auto turn = m_environment.model.send(request, silent, stop);
        if (turn) {
            m_waited = 0ms;
            if (auto recorded = recordEnd(number, *turn); !recorded)
                return fail(recorded.error());
            return turn;
        }
        if (turn.error().code == ErrorCode::Cancelled)
            return turn;
        auto failed = m_environment.log.append(EventType::TurnFailed,
                                               Json {{"session", toStd(m_session)},
                                                     {"turn", number},
                                                     {"error", toStd(toKey(turn.error().code))},
                                                     {"detail", toStd(turn.error().detail)}});
        if (!failed)
            return fail(failed.error());
        if (!isWorthWaiting(turn.error().code) || turn.error().args.value(u"wait"_s) == "no"_L1)
            return turn;
        if (auto waited = wait(number, turn.error(), ++failures, stop); !waited)
            return fail(waited.error());
    }
}

Status TurnSource::wait(int number, const Error &error, int failures, std::stop_token stop)
{
    const auto doubled = std::min<std::chrono::milliseconds>(1000ms * (1 << std::min(failures - 1, 20)), longestPause);
    const auto pause = error.retryAfter ? std::min<std::chrono::milliseconds>(*error.retryAfter, 24h) : doubled;
    const qint64 until = m_environment.clock.nowMs() + pause.count();
    m_waited += pause;
    // What stands in front of the model may watch the patience itself.
    const bool watched = error.args.value(u"wait"_s) == "yes"_L1;
    if (m_waited > patience && !watched)
        return fail(error);
    if (m_environment.deadlineMs && until > *m_environment.deadlineMs) {
        Error ended = error;
        ended.args.insert(u"wait"_s, u"no"_s);  // the time limit ends before the wait: paused, not failed
        return fail(std::move(ended));
    }
    auto recorded = m_environment.log.commit(
        EventType::TurnWaiting,
        Json {{"until", until}, {"reason", toStd(toKey(error.code))}, {"session", toStd(m_session)}, {"turn", number}});
    if (!recorded)
        return fail(recorded.error());
    if (!m_environment.clock.sleep(pause, stop))
        return fail(ErrorCode::Cancelled);
    return {};
}

Status TurnSource::recordEnd(int number, const claude::Turn &turn)
{
    auto blob = m_environment.blobs.put(turn.contentJson);
    if (!blob)
        return fail(blob.error());
    Json payload {{"session", toStd(m_session)},         {"turn", number},
                  {"message_id", toStd(turn.messageId)}, {"request_id", toStd(turn.requestId)},
                  {"model", toStd(turn.model)},          {"stop_reason", toStd(turn.stopReasonKey)},
                  {"usage", toJson(turn.usage)},         {"content_blob", toStd(blob->value)}};
    if (const QString spoken = spokenText(turn).left(longestText); !spoken.isEmpty())
        payload["text"] = toStd(spoken);
    auto recorded = m_environment.log.commit(EventType::TurnEnded, std::move(payload));
    return recorded ? Status {} : fail(recorded.error());
}

}  // namespace bw::agent
