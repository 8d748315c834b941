// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/servicegate.h"

#include <algorithm>

namespace bw::claude
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace
{

/// While another build's probe is under way.
constexpr milliseconds probePause {1'000};
/// A retry inside the client that waits no longer than this is not worth a line.
constexpr milliseconds shownPause {2'000};

}  // namespace

std::shared_ptr<ServiceHealth> ServiceTable::of(const QString &host)
{
    const std::lock_guard lock(m_mutex);
    auto &health = m_services[host];
    if (!health)
        health = std::make_shared<ServiceHealth>(m_clock);
    return health;
}

/// Hands on what an observer is told, and counts the tries that failed inside the client.
class ServiceGate::Watch final : public TurnObserver
{
public:
    Watch(ServiceGate &gate, TurnObserver &observer)
        : m_gate(gate)
        , m_observer(observer)
    {
    }
    void onText(const QString &text) override { m_observer.onText(text); }
    void onThinking(const QString &text) override { m_observer.onThinking(text); }
    void onToolUse(const QString &name) override { m_observer.onToolUse(name); }
    void onDiscarded() override { m_observer.onDiscarded(); }
    void onRetry(const Error &error, int attempt, milliseconds wait) override
    {
        m_gate.failed(error.code);
        m_gate.m_health->limiter.count();
        if (wait >= shownPause && m_gate.m_options.waiting)
            (void)m_gate.m_options.waiting(
                {m_gate.m_options.service, m_gate.m_clock.nowMs() + wait.count(), toKey(error.code)});
        m_observer.onRetry(error, attempt, wait);
    }

private:
    ServiceGate &m_gate;
    TurnObserver &m_observer;
};

ServiceGate::ServiceGate(Model &inner, std::shared_ptr<ServiceHealth> health, Clock &clock, Options options)
    : m_inner(inner)
    , m_health(std::move(health))
    , m_clock(clock)
    , m_options(std::move(options))
{
}

bool ServiceGate::isOutage(ErrorCode code)
{
    static const QList<ErrorCode> outages {ErrorCode::NetworkUnreachable, ErrorCode::NetworkTimeout,
                                           ErrorCode::StreamBroken, ErrorCode::Overloaded, ErrorCode::ServerError};
    return outages.contains(code);
}

Result<Turn> ServiceGate::send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop)
{
    if (auto entered = enter(stop); !entered)
        return fail(entered.error());
    Watch watch(*this, observer);
    auto turn = m_inner.send(request, watch, stop);
    if (!turn)
        return fail(left(turn.error()));
    succeeded();
    return turn;
}

Result<qint64> ServiceGate::countTokens(const ModelRequest &request, std::stop_token stop)
{
    if (auto entered = enter(stop); !entered)
        return fail(entered.error());
    auto counted = m_inner.countTokens(request, stop);
    if (!counted)
        return fail(left(counted.error()));
    m_health->breaker.succeeded();  // not of the trouble in a row: a service may count and not answer
    return counted;
}

Result<ModelInfo> ServiceGate::info(const QString &model, std::stop_token stop) { return m_inner.info(model, stop); }

Status ServiceGate::enter(std::stop_token stop)
{
    while (true) {
        if (m_health->breaker.state() != net::CircuitBreaker::State::Open) {
            if (const milliseconds wait = m_health->limiter.take(); wait.count() > 0) {
                if (auto waited = pause(wait, u"requests_per_minute"_s, stop); !waited)
                    return waited;
                continue;
            }
            if (m_health->breaker.allow())
                return {};
        }
        const milliseconds wait = std::max(probePause, m_health->breaker.remaining());
        ErrorCode last {};
        {
            const std::lock_guard lock(m_mutex);
            last = m_lastError;
            if (!m_troubleSince)
                m_troubleSince = m_clock.steady();  // others found it failing
        }
        if (!mayWait(wait))
            return fail(ErrorCode::CircuitOpen, u"it failed several times in a row"_s,
                        {{u"service"_s, m_options.service}, {u"wait"_s, u"no"_s}});
        if (auto waited = pause(wait, toKey(last), stop); !waited)
            return waited;
    }
}

Status ServiceGate::pause(milliseconds wait, const QString &reason, std::stop_token stop)
{
    const qint64 until = m_clock.nowMs() + wait.count();
    // Not the service ends the work here but the person's own limit: given more time, it goes on.
    if (m_options.deadlineMs && until > *m_options.deadlineMs)
        return fail(ErrorCode::CircuitOpen, u"the time limit ends before the wait"_s,
                    {{u"service"_s, m_options.service}, {u"wait"_s, u"no"_s}});
    if (m_options.waiting)
        if (auto said = m_options.waiting({m_options.service, until, reason}); !said)
            return said;
    return m_clock.sleep(wait, stop) ? Status() : fail(ErrorCode::Cancelled, u"while waiting for the service"_s);
}

Error ServiceGate::left(Error error)
{
    if (error.code == ErrorCode::Cancelled) {
        m_health->breaker.abandoned();
        return error;
    }
    const bool passes = isOutage(error.code) || error.code == ErrorCode::RateLimited;
    if (!passes) {
        m_health->breaker.succeeded();  // it answers; what it says is another matter
        return error;
    }
    failed(error.code);
    error.args.insert(u"wait"_s, mayWait(error.retryAfter.value_or(milliseconds(0))) ? u"yes"_s : u"no"_s);
    return error;
}

bool ServiceGate::mayWait(milliseconds longer) const
{
    if (!m_options.wait)
        return false;
    const std::lock_guard lock(m_mutex);
    const milliseconds lasted = m_troubleSince ? m_clock.steady() - *m_troubleSince : milliseconds(0);
    return lasted + longer <= m_options.longest;
}

void ServiceGate::failed(ErrorCode code)
{
    // A rate limit says that the service lives: it is waited for, but does not open the breaker for the others.
    if (isOutage(code))
        m_health->breaker.failed();
    else
        m_health->breaker.succeeded();
    const std::lock_guard lock(m_mutex);
    m_lastError = code;
    if (!m_troubleSince)
        m_troubleSince = m_clock.steady();
}

void ServiceGate::succeeded()
{
    m_health->breaker.succeeded();
    const std::lock_guard lock(m_mutex);
    m_troubleSince.reset();
}

}  // namespace bw::claude
