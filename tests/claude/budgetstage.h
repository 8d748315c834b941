// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/budgetguard.h"
#include "claude/streamfixture.h"
#include "support/fakeclock.h"

#include <functional>
#include <mutex>

/// What the tests of the budget share.
namespace bw::test
{

using namespace Qt::StringLiterals;
using claude::BudgetGuard;
using claude::BudgetLimits;
using claude::ModelRequest;
using claude::Turn;

/// Answers what the test says and remembers what it was asked. Thread-safe.
class FakeModel final : public claude::Model
{
public:
    std::function<Result<Turn>(const ModelRequest &)> answer = [](const ModelRequest &) { return Turn {}; };
    qint64 counted = 1000;
    QList<ModelRequest> sent;
    int counts = 0;

    Result<Turn> send(const ModelRequest &request, claude::TurnObserver &, std::stop_token) override
    {
        {
            const std::lock_guard lock(m_mutex);
            sent.append(request);
        }
        return answer(request);
    }
    Result<qint64> countTokens(const ModelRequest &, std::stop_token) override
    {
        ++counts;
        if (counted < 0)
            return fail(ErrorCode::NetworkUnreachable);
        return counted;
    }
    Result<claude::ModelInfo> info(const QString &model, std::stop_token) override
    {
        claude::ModelInfo info;
        info.id = model;
        return info;
    }

private:
    std::mutex m_mutex;
};

inline Turn turnWith(qint64 input, qint64 output)
{
    Turn turn;
    turn.usage.input = input;
    turn.usage.output = output;
    turn.usage.calls = 1;
    return turn;
}

inline Error failure(ErrorCode code, bool sent)
{
    Error error {code, {}, {}, {}};
    if (sent)
        error.args.insert(u"sent"_s, u"true"_s);
    return error;
}

inline ModelRequest request(int maxTokens = 10'000)
{
    ModelRequest made;
    made.model = u"claude-opus-5-5"_s;  // 4 in, 5 written to the cache, 20 out, USD per million
    made.purpose = u"code:x"_s;
    made.maxTokens = maxTokens;
    made.messages = {R"({"role":"user","content":"hi"})"};  // bound: 1,500 and the bytes
    return made;
}
inline constexpr qint64 bound = 1500 + 30;

inline BudgetLimits usd(const char *amount)
{
    return {.usd = Money::fromDecimal(QString::fromLatin1(amount)), .tokens = {}, .deadlineMs = {}};
}
inline BudgetLimits tokens(qint64 most) { return {.usd = {}, .tokens = most, .deadlineMs = {}}; }

/// A guard before the fake model, and the log that it writes.
struct BudgetStage {
    FakeModel model;
    FakeClock clock;
    QList<Event> events;
    std::optional<EventType> refusesToCommit;
    Watcher watcher;
    std::mutex mutex;

    BudgetStage()
    {
        model.answer = [](const ModelRequest &) { return turnWith(1000, 100); };
    }
    std::unique_ptr<BudgetGuard> guard(const BudgetLimits &limits)
    {
        return std::make_unique<BudgetGuard>(model, clock, limits,
                                             [this](EventType type, const Json &payload) -> Status {
                                                 const std::lock_guard lock(mutex);
                                                 if (type == refusesToCommit)
                                                     return fail(ErrorCode::DiskFull);
                                                 Event event;
                                                 event.seq = events.size() + 1;
                                                 event.type = toKey(type);
                                                 event.payload = payload;
                                                 events.append(event);
                                                 return {};
                                             });
    }
    QStringList types() const
    {
        QStringList all;
        for (const Event &event : events)
            all.append(event.type);
        return all;
    }
};

}  // namespace bw::test
