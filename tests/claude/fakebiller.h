// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/budgetlimits.h"
#include "claude/model.h"
#include "support/fakeclock.h"

#include <QMap>

#include <mutex>
#include <random>

namespace bw::test
{

using namespace Qt::StringLiterals;
using namespace bw::claude;

using Random = std::mt19937_64;

inline qint64 between(Random &random, qint64 low, qint64 high)
{
    return std::uniform_int_distribution<qint64>(low, high)(random);
}
inline bool chance(Random &random, int percent) { return between(random, 1, 100) <= percent; }

/// What a call is billed for, in dollars, by a price list that is written down here once more.
inline double billFor(const QString &model, const Usage &usage)
{
    const bool opus = model == "claude-opus-5-5"_L1;
    const double input = opus ? 4.0 : 2.0;
    const double output = opus ? 20.0 : 10.0;
    const double written = opus ? 5.0 : 2.5;
    const double read = opus ? 0.20 : 0.10;
    return (static_cast<double>(usage.input) * input + static_cast<double>(usage.cacheWrite5m) * written
            + static_cast<double>(usage.cacheRead) * read + static_cast<double>(usage.output) * output)
        / 1e6;
}

struct Bill {
    double usd = 0;
    qint64 tokens = 0;
};

/// The service and its invoice. It takes fewer tokens than bytes, never more; it fails in every way there is; and it
/// looks at every call that it is sent whether the ceilings still hold. Thread-safe.
class Biller final : public Model
{
public:
    Biller(quint64 seed, FakeClock &clock)
        : m_random(seed)
        , m_clock(clock)
        , m_bytesPerToken(between(m_random, 1, 6))
    {
    }

    BudgetLimits limits;                 // that the guard was given
    std::function<void()> afterSending;  // while the answer is under way
    QMap<QString, qint64> usedMs;        // of features
    qint64 sandboxMs = 0;
    bool failing = true;
    bool overcharges = false;  ///< takes more tokens than there are bytes: no guard can hold a ceiling then
    QStringList passed;        // what went past a ceiling

    Result<Turn> send(const ModelRequest &request, TurnObserver &, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        ++calls;
        const CallPurpose purpose = callPurpose(request.purpose);
        lookAtTime(purpose);
        const qint64 kind = failing ? between(m_random, 1, 100) : 100;
        if (kind <= 6)
            return fail(ErrorCode::Overloaded);  // not billed
        const Usage usage = usageOf(request, kind <= 12);
        charge(request.model, purpose, usage);
        const qint64 took = between(m_random, 1'000, 20'000);
        m_clock.advance(std::chrono::milliseconds(took));
        usedMs[purpose.feature] += took;
        sandboxMs += took;
        if (afterSending)
            afterSending();
        if (kind <= 12) {
            ++broken;
            return fail(ErrorCode::StreamBroken, {}, {{u"sent"_s, u"true"_s}});
        }
        Turn turn;
        turn.usage = usage;
        turn.model = request.model;
        if (kind <= 15) {
            ++broken;
            turn.usage = {};
            turn.usage.calls = 1;
            turn.usage.known = false;
        }
        return turn;
    }
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        if (failing && chance(m_random, 5))
            return fail(ErrorCode::NetworkUnreachable);
        return inputOf(request) + between(m_random, 0, 64);
    }
    Result<ModelInfo> info(const QString &model, std::stop_token) override
    {
        ModelInfo known;
        known.id = model;
        return known;
    }

    int calls = 0, broken = 0;
    Bill whole;
    QMap<QString, Bill> parts;

private:
    [[nodiscard]] qint64 inputOf(const ModelRequest &request) const
    {
        qint64 bytes = request.systemJson.size() + request.toolsJson.size();
        for (const QByteArray &message : request.messages)
            bytes += message.size();
        return (overcharges ? 20 * bytes : bytes / m_bytesPerToken) + (request.toolsJson.isEmpty() ? 5 : 675);
    }
    Usage usageOf(const ModelRequest &request, bool cut)
    {
        Usage usage;
        usage.calls = 1;
        qint64 left = inputOf(request);
        usage.cacheRead = between(m_random, 0, left);
        left -= usage.cacheRead;
        usage.cacheWrite5m = chance(m_random, 50) ? left : between(m_random, 0, left);
        usage.input = left - usage.cacheWrite5m;
        // Now and then an answer takes all that it was allowed.
        usage.output = chance(m_random, 15) ? request.maxTokens : between(m_random, 1, request.maxTokens);
        if (cut)
            usage.output = between(m_random, 0, usage.output);
        return usage;
    }
    void charge(const QString &model, const CallPurpose &purpose, const Usage &usage)
    {
        const auto look = [&](const QString &name, Bill &bill, const std::optional<Money> &usd,
                              const std::optional<qint64> &tokens) {
            bill.usd += billFor(model, usage);
            bill.tokens += usage.total();
            if (usd && bill.usd > usd->dollars() + 1e-9)
                passed.append(u"%1: %2 of %3 dollars"_s.arg(name).arg(bill.usd).arg(usd->dollars()));
            if (tokens && bill.tokens > *tokens)
                passed.append(u"%1: %2 of %3 tokens"_s.arg(name).arg(bill.tokens).arg(*tokens));
        };
        look(u"build"_s, whole, limits.usd, limits.tokens);
        const QString phase = toKey(purpose.phase);
        look(phase, parts[phase], limits.phase.usd, limits.phase.tokens);
        if (!purpose.feature.isEmpty())
            look(purpose.feature, parts[u"feature:"_s + purpose.feature], limits.feature.usd, limits.feature.tokens);
        if (limits.usd && limits.sandboxPerSecond.nano > 0
            && whole.usd + limits.sandboxPerSecond.dollars() * static_cast<double>(sandboxMs) / 1000
                > limits.usd->dollars() + 1e-6)
            passed.append(u"sandboxes and calls together"_s);
    }
    void lookAtTime(const CallPurpose &purpose)
    {
        if (limits.deadlineMs && m_clock.nowMs() >= *limits.deadlineMs)
            passed.append(u"time of the build"_s);
        if (limits.feature.timeMs && usedMs.value(purpose.feature) >= *limits.feature.timeMs
            && !purpose.feature.isEmpty())
            passed.append(u"time of "_s + purpose.feature);
        if (limits.sandboxSeconds && sandboxMs >= *limits.sandboxSeconds * 1000)
            passed.append(u"sandboxes"_s);
    }

    std::mutex m_mutex;
    Random m_random;
    FakeClock &m_clock;
    const qint64 m_bytesPerToken;
};

}  // namespace bw::test
