// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetguard.h"

#include "claude/fakebiller.h"

#include <QTest>

#include <thread>

using namespace bw;
using namespace bw::claude;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

/// One random build: a few features, sessions with growing conversations, retries, sub-agents with a share of the rest,
/// calls side by side, a process that dies and is started again, a person who raises the ceiling.
class Run
{
public:
    explicit Run(quint64 seed, bool overcharges = false)
        : m_random(seed)
        , m_biller(seed + 1, m_clock)
    {
        m_parallel = chance(m_random, 8);
        m_biller.failing = chance(m_random, 70);
        m_biller.overcharges = overcharges;
        m_biller.limits = limits();
        start();
    }

    void play()
    {
        session(u"plan"_s);
        const qint64 features = between(m_random, 1, 2);
        for (qint64 i = 0; i < features && !m_over; ++i) {
            session(u"code:f%1"_s.arg(i));
            if (!m_over && chance(m_random, 30))
                session(u"verify:f%1"_s.arg(i));
        }
        // The last settlements of a process that died come with the next start.
        if (m_dead || chance(m_random, 10))
            start();
        (void)m_guard->settleSandboxes();
    }

    /// Empty when everything holds.
    [[nodiscard]] QString wrong() const
    {
        if (!m_biller.passed.isEmpty())
            return u"past a ceiling: "_s + m_biller.passed.first();
        Money shown, uncertain;
        qint64 tokens = 0;
        for (const Event &event : m_events) {
            if (event.type != toKey(EventType::BudgetSettled))
                continue;
            const Money usd = Money::fromDecimal(jsonString(event.payload, "usd")).value_or(Money {});
            shown += usd;
            tokens += jsonInt(event.payload, "tokens");
            if (jsonBool(event.payload, "broken"))
                uncertain += usd;
        }
        const BudgetState state = m_guard->state();
        if (state.spent != shown || state.uncertain != uncertain || state.tokens != tokens || state.reserved.nano != 0
            || state.reservedTokens != 0)
            return u"the guard and its log differ"_s;
        const double billed = m_biller.whole.usd
            + m_biller.limits.sandboxPerSecond.dollars() * static_cast<double>(m_biller.sandboxMs) / 1000;
        const double high = shown.dollars();
        const double low = (shown - uncertain).dollars();
        if (billed > high * 1.01 + 1e-6 || billed < low * 0.99 - 1e-6)
            return u"billed %1, shown %2 to %3"_s.arg(billed).arg(low).arg(high);
        return {};
    }
    [[nodiscard]] const Biller &biller() const { return m_biller; }
    [[nodiscard]] int refused() const { return m_refused; }
    [[nodiscard]] int starts() const { return m_starts; }
    [[nodiscard]] int shares() const { return m_shares; }

private:
    BudgetLimits limits()
    {
        const auto money = [&](qint64 low, qint64 high) { return Money {between(m_random, low, high) * 1'000'000}; };
        BudgetLimits made;
        if (chance(m_random, 60))
            made.usd = money(100, 3000);
        if (chance(m_random, 40))
            made.tokens = between(m_random, 5'000, 200'000);
        if (chance(m_random, 30))
            made.feature.usd = money(80, 800);
        if (chance(m_random, 20))
            made.feature.tokens = between(m_random, 5'000, 60'000);
        if (chance(m_random, 30))
            made.phase.usd = money(80, 1500);
        if (chance(m_random, 20))
            made.phase.tokens = between(m_random, 5'000, 100'000);
        if (m_parallel)  // the others move the clock between a look at it and the call
            return made;
        if (chance(m_random, 20))
            made.deadlineMs = m_clock.nowMs() + between(m_random, 5'000, 120'000);
        if (chance(m_random, 15))
            made.feature.timeMs = between(m_random, 5'000, 60'000);
        if (chance(m_random, 15))
            made.sandboxSeconds = between(m_random, 5, 120);
        if (chance(m_random, 30))
            made.sandboxPerSecond = Money {between(m_random, 1'000, 500'000)};
        return made;
    }

    void start()
    {
        ++m_starts;
        m_dead = false;
        m_guard = std::make_unique<BudgetGuard>(m_biller, m_clock, m_biller.limits,
                                                [this](EventType type, Json payload) -> Status {
                                                    const std::lock_guard lock(m_mutex);
                                                    if (m_dead)
                                                        return fail(ErrorCode::DiskFull);
                                                    Event event;
                                                    event.seq = m_events.size() + 1;
                                                    event.type = toKey(type);
                                                    event.payload = std::move(payload);
                                                    m_events.append(event);
                                                    return {};
                                                });
        m_guard->setMeter([this](const CallPurpose &purpose) {
            return MeterReading {.sandboxMs = m_parallel ? 0 : m_biller.sandboxMs,
                                 .featureMs = m_parallel ? 0 : m_biller.usedMs.value(purpose.feature)};
        });
        if (const auto restored = m_guard->restore(m_events); !restored)
            qFatal("the log takes everything here");
        // Death comes while an answer is under way, or right before a reservation can be written.
        const bool dies = m_starts < 3 && chance(m_random, 15);
        m_biller.afterSending = [this, left = dies ? between(m_random, 1, 6) : -1]() mutable {
            if (left > 0 && --left == 0) {
                const std::lock_guard lock(m_mutex);
                m_dead = true;
            }
        };
    }

    ModelRequest request(const QString &purpose)
    {
        ModelRequest made;
        made.model = chance(m_random, 70) ? u"claude-opus-5-5"_s : u"claude-sonnet-5-5"_s;
        made.purpose = purpose;
        made.maxTokens = static_cast<int>(between(m_random, 500, 16'000));
        made.systemJson = QByteArray(between(m_random, 0, 2'000), 's');
        if (chance(m_random, 50))
            made.toolsJson = QByteArray(between(m_random, 100, 3'000), 't');
        made.messages = {QByteArray(between(m_random, 50, 8'000), 'm')};
        return made;
    }

    void session(const QString &purpose)
    {
        ModelRequest asked = request(purpose);
        const qint64 turns = chance(m_random, 20) ? 4 : between(m_random, 1, 2);
        for (qint64 turn = 0; turn < turns && !m_over; ++turn) {
            if (m_dead)
                start();
            if (chance(m_random, 3))
                raise();
            if (m_parallel && chance(m_random, 40))
                sideBySide(asked);
            if (!m_parallel && chance(m_random, 10))
                subAgent(purpose);
            if (!oneTurn(*m_guard, asked))
                return;
            asked.messages.append(QByteArray(between(m_random, 20, 2'000), 'a'));
            asked.messages.append(QByteArray(between(m_random, 20, 6'000), 'r'));
        }
    }

    /// With retries, as a session makes them. False: this session is over.
    bool oneTurn(BudgetGuard &guard, const ModelRequest &asked)
    {
        TurnObserver silent;
        for (int attempt = 0; attempt < 3; ++attempt) {
            const auto turn = guard.send(asked, silent, {});
            if (turn)
                return true;
            if (turn.error().code == ErrorCode::BudgetExceeded) {
                ++m_refused;
                m_over = &guard == m_guard.get() && turn.error().args.value(u"scope"_s) != "feature"_L1;
                return false;
            }
            if (m_dead)
                return false;
        }
        return false;
    }

    void sideBySide(const ModelRequest &asked)
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 3; ++i)
            workers.emplace_back([this, asked] {
                TurnObserver silent;
                (void)m_guard->send(asked, silent, {});
            });
    }

    /// A guard behind the guard: the sub-agent spends at most its share, and what it spends is the build's, too.
    void subAgent(const QString &purpose)
    {
        ++m_shares;
        BudgetLimits share;
        share.usd = Money {between(m_random, 50, 400) * 1'000'000};
        const Bill before = m_biller.whole;
        BudgetGuard sub(*m_guard, m_clock, share, [](EventType, const Json &) { return Status {}; });
        ModelRequest asked = request(u"search:"_s + callPurpose(purpose).feature);
        for (int turn = 0; turn < 2 && !m_dead && oneTurn(sub, asked); ++turn)
            asked.messages.append(QByteArray(500, 'x'));
        if (m_biller.whole.usd - before.usd > share.usd->dollars() + 1e-9)
            m_biller.passed.append(u"the share of a sub-agent"_s);
    }

    void raise()
    {
        if (m_biller.limits.usd)
            m_biller.limits.usd = *m_biller.limits.usd + Money {Money::perDollar / 2};
        m_guard->setLimits(m_biller.limits);
    }

    Random m_random;
    test::FakeClock m_clock;
    Biller m_biller;
    std::unique_ptr<BudgetGuard> m_guard;
    std::mutex m_mutex;
    QList<Event> m_events;
    std::atomic_bool m_dead = false;
    bool m_parallel = false;
    bool m_over = false;
    int m_refused = 0, m_starts = 0, m_shares = 0;
};

}  // namespace

#ifdef __SANITIZE_ADDRESS__
// The sanitizers look at what a run does, not at how many there are, and each takes ten times as long there.
constexpr quint64 runs = 1'000;
#else
constexpr quint64 runs = 10'000;
#endif

class TstBudgetProperty : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBillThatGoesPastACeilingIsNoticed()
    {
        int noticed = 0;
        for (quint64 seed = 1; seed <= 200; ++seed) {
            Run run(seed, true);
            run.play();
            noticed += run.wrong().startsWith(u"past a ceiling"_s) ? 1 : 0;
        }
        QVERIFY2(noticed > 20, qPrintable(QString::number(noticed)));
    }

    void noCallGoesPastACeilingAndTheShownCostIsTheBill()
    {
        qint64 calls = 0, broken = 0, refused = 0, restarts = 0, shares = 0;
        for (quint64 seed = 1; seed <= runs; ++seed) {
            Run run(seed * 7919);
            run.play();
            const QString wrong = run.wrong();
            QVERIFY2(wrong.isEmpty(), qPrintable(u"run %1: %2"_s.arg(seed).arg(wrong)));
            calls += run.biller().calls;
            broken += run.biller().broken;
            refused += run.refused();
            restarts += run.starts() - 1;
            shares += run.shares();
        }
        // The runs must really have met all of this.
        const auto all = static_cast<qint64>(runs);
        qInfo("%lld calls, %lld broken, %lld refused, %lld restarts, %lld sub-agents", calls, broken, refused, restarts,
              shares);
        QVERIFY(calls > 2 * all);
        QVERIFY(broken > all / 10);
        QVERIFY(refused > all / 5);
        QVERIFY(restarts > all / 20);
        QVERIFY(shares > all / 10);
    }
};

QTEST_GUILESS_MAIN(TstBudgetProperty)
#include "tst_budgetproperty.moc"
