// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"
#include "net/circuitbreaker.h"
#include "net/ratelimiter.h"

#include <QHash>

#include <functional>
#include <memory>
#include <mutex>

namespace bw::claude
{

/// What all builds of a process know of one service. Thread-safe.
struct ServiceHealth {
    explicit ServiceHealth(const Clock &clock)
        : breaker(clock)
        , limiter(clock)
    {
    }
    net::CircuitBreaker breaker;
    net::RateLimiter limiter;
};

/// The services of a process, by host. Thread-safe.
class ServiceTable final
{
public:
    explicit ServiceTable(const Clock &clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] std::shared_ptr<ServiceHealth> of(const QString &host);

private:
    const Clock &m_clock;
    std::mutex m_mutex;
    QHash<QString, std::shared_ptr<ServiceHealth>> m_services;
};

/// A Model in front of a Model that leaves a failing service alone: when its circuit breaker is open, or its calls of
/// this minute are used up, a call waits here and says until when. All builds share breaker and limit. Thread-safe.
///
/// Errors of a service that pass by come back with args "wait": "yes" = worth waiting and asking again, this class
/// watches how long in a row; "no" = the person does not want that wait, or it has lasted longer than they want.
class ServiceGate final : public Model
{
public:
    struct Wait {
        QString service;  ///< host
        qint64 untilMs = 0;
        QString reason;  ///< key of the last error, or "requests_per_minute"
    };
    struct Options {
        QString service;                                ///< host, for events
        bool wait = true;                               ///< false: no failure is waited for
        std::chrono::milliseconds longest {3'600'000};  ///< of failures in a row
        std::optional<qint64> deadlineMs;               ///< wall time after which no wait makes sense
        std::function<Status(const Wait &)> waiting;    ///< records it; its error ends the call
    };
    ServiceGate(Model &inner, std::shared_ptr<ServiceHealth> health, Clock &clock, Options options);

    Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) override;
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) override;
    Result<ModelInfo> info(const QString &model, std::stop_token stop) override;
    [[nodiscard]] bool isDemonstration() const override { return m_inner.isDemonstration(); }
    [[nodiscard]] bool hasTurnsFor(const QString &purpose) const override { return m_inner.hasTurnsFor(purpose); }
    [[nodiscard]] BudgetRest rest() const override { return m_inner.rest(); }

    /// The service could not serve, whoever asks: what opens the breaker.
    static bool isOutage(ErrorCode code);

private:
    class Watch;
    Status enter(std::stop_token stop);
    Status pause(std::chrono::milliseconds wait, const QString &reason, std::stop_token stop);
    Error left(Error error);
    [[nodiscard]] bool mayWait(std::chrono::milliseconds longer) const;
    void failed(ErrorCode code);
    void succeeded();

    Model &m_inner;
    std::shared_ptr<ServiceHealth> m_health;
    Clock &m_clock;
    Options m_options;
    mutable std::mutex m_mutex;
    std::optional<std::chrono::milliseconds> m_troubleSince;
    ErrorCode m_lastError = ErrorCode::CircuitOpen;
};

}  // namespace bw::claude
