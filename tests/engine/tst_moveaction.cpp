// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/moveaction.h"

#include "engine/wrongstate.h"
#include "store/statehash.h"

#include <QtTest>

#include "support/engine/heldstage.h"

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

/// A place where nothing can be made, for a reason.
class Missing final : public sandbox::SandboxProvider
{
public:
    explicit Missing(ErrorCode why)
        : m_why(why)
    {
    }
    [[nodiscard]] QString name() const override { return u"e2b"_s; }
    Status check(std::stop_token) override { return fail(m_why, u"missing"_s); }
    Result<std::unique_ptr<sandbox::Sandbox>> create(const sandbox::SandboxRequest &, std::stop_token) override
    {
        return fail(m_why, u"missing"_s);
    }
    Result<int> removeOrphans(std::stop_token) override { return 0; }

private:
    ErrorCode m_why;
};

QStringList statesOf(HeldStage &held, const BuildId &id)
{
    QStringList states;
    for (const Event &event : held.events(id, EventType::BuildState))
        states.append(jsonString(event.payload, "to"));
    return states;
}

QString placeOf(HeldStage &held, const BuildId &id) { return held.stage.get(id).options.sandbox; }

WorkspaceProvider &here(HeldStage &held) { return static_cast<WorkspaceProvider &>(*held.stage.parts.sandboxes); }

}  // namespace

class TestMoveAction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBuildAtWorkGoesAtItsNextSafePointAndEndsThere()
    {
        HeldStage held;
        const BuildId id = held.held();
        QVERIFY(!id.isEmpty());
        QVERIFY(held.move(id, u"e2b"_s));
        QCOMPARE(placeOf(held, id), u"local"_s);
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
        const Build build = held.stage.get(id);
        QCOMPARE(build.state, BuildState::Completed);
        QCOMPARE(build.featuresVerified, 2);
        QCOMPARE(build.options.sandbox, u"e2b"_s);
        QCOMPARE(statesOf(held, id),
                 QStringList(
                     {u"initializing"_s, u"running"_s, u"pending"_s, u"initializing"_s, u"running"_s, u"completed"_s}));
        QCOMPARE(here(held).alive() + held.elsewhere->alive(), 0);
        QVERIFY(held.elsewhere->made() >= 2);
        // The change of the place and of the state are one commit, behind the end of the old sandbox.
        const Event options = held.events(id, EventType::BuildOptionsChanged).constFirst();
        const Event pending = held.events(id, EventType::BuildState).at(2);
        QCOMPARE(pending.seq, options.seq + 1);
        QCOMPARE(jsonString(pending.payload, "reason"), u"moving"_s);
        int standing = 0;
        for (const Event &event : held.stage.parts.events()
                                      .ofTypes(id, {EventType::SandboxCreated, EventType::SandboxDestroyed})
                                      .value_or(QList<Event>()))
            if (event.seq < options.seq)
                standing += event.type == toKey(EventType::SandboxCreated) ? 1 : -1;
        QCOMPARE(standing, 0);
        const auto hash = store::stateHash(*held.stage.parts.database, id);
        QVERIFY(hash && hash->equal());
    }

    void timeInThePlaceThatItLeavesIsSettledThere()
    {
        HeldStage held;
        const BuildId id = held.held();
        QVERIFY(held.move(id, u"e2b"_s));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
        const qint64 moved = held.events(id, EventType::BuildOptionsChanged).constFirst().seq;
        qint64 msHere = 0, msThere = 0;
        Money usdHere, usdThere;
        for (const Event &event : held.events(id, EventType::BudgetSettled)) {
            if (jsonString(event.payload, "purpose") != "sandbox"_L1)
                continue;
            const Money usd = Money::fromDecimal(jsonString(event.payload, "usd")).value_or(Money {-1});
            (event.seq < moved ? usdHere : usdThere) += usd;
            (event.seq < moved ? msHere : msThere) += jsonInt(event.payload, "sandbox_ms");
        }
        QVERIFY(msHere > 0);
        QCOMPARE(usdHere, Money {});
        QVERIFY(msThere > 0);
        // E2B's list price, and only for the time there.
        QVERIFY2(std::abs(usdThere.nano - 30'250 * msThere / 1000) <= 2 * 30'250 / 1000 + 2,
                 qPrintable(QString::number(usdThere.nano)));
        QVERIFY(held.stage.get(id).cost && *held.stage.get(id).cost >= usdThere);
    }

    void theOppositeWishTakesItBack()
    {
        HeldStage held;
        const BuildId id = held.held();
        QVERIFY(held.move(id, u"e2b"_s));
        QVERIFY(held.move(id, u"local"_s));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
        QCOMPARE(held.stage.get(id).state, BuildState::Completed);
        QCOMPARE(held.elsewhere->made(), 0);
        QVERIFY(held.events(id, EventType::BuildOptionsChanged).isEmpty());
    }

    void aCeilingThatIsRaisedMeanwhileIsKept()
    {
        HeldStage held;
        const BuildId id = held.held();
        QVERIFY(held.move(id, u"e2b"_s));
        engine::PersonAction budget;
        budget.action = u"budget"_s;
        budget.ceilings.tokens = 7'000'000;
        QVERIFY(held.stage.builds->act(id, budget));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
        QCOMPARE(placeOf(held, id), u"e2b"_s);
        QCOMPARE(held.stage.get(id).options.budgetTokens.value_or(0), 7'000'000);
    }

    void oneThatPausesFirstRestsAndIsMoved()
    {
        HeldStage held;
        const BuildId id = held.held();
        QVERIFY(held.move(id, u"e2b"_s));
        QVERIFY(held.stage.builds->pause(id, {}));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
        QCOMPARE(held.stage.get(id).state, BuildState::Paused);
        QCOMPARE(placeOf(held, id), u"e2b"_s);
        QCOMPARE(held.elsewhere->made(), 0);
        QVERIFY(held.stage.builds->resume(id, {}));
        QVERIFY(held.stage.rests(id));
        QCOMPARE(held.stage.get(id).state, BuildState::Completed);
        QVERIFY(held.elsewhere->made() > 0);
    }

    void aStopWhileItMovesStopsIt()
    {
        HeldStage held(1);
        const BuildId id = held.held();
        QVERIFY(held.move(id, u"e2b"_s));
        QVERIFY(held.letGo(id));
        QVERIFY(QTest::qWaitFor([&] { return placeOf(held, id) == "e2b"_L1; }, 60'000));
        (void)held.stage.builds->stop(id);
        QVERIFY(held.stage.rests(id));
        QCOMPARE(held.stage.get(id).state, BuildState::Cancelled);
        QCOMPARE(here(held).alive() + held.elsewhere->alive(), 0);
    }

    void whatWaitsForItsTurnWaitsElsewhere()
    {
        HeldStage held(1);
        const BuildId first = held.held();
        const auto second = held.stage.builds->submit(held.stage.request());
        QVERIFY(second);
        QCOMPARE(held.stage.get(*second).state, BuildState::Pending);
        QVERIFY(held.move(*second, u"e2b"_s));
        // There is a place: it need not wait for the first one.
        QVERIFY(held.waitsIn(*second, 1));
        QVERIFY(held.stage.builds->isActive(first));
        QVERIFY(held.letGo(*second));
        QVERIFY(held.stage.rests(*second));
        QCOMPARE(held.stage.get(*second).state, BuildState::Completed);
        QVERIFY(held.letGo(first));
        QVERIFY(held.stage.rests(first));
    }

    void whatRestsStaysAsItIs_data()
    {
        QTest::addColumn<BuildState>("state");
        for (const BuildState state : {BuildState::Paused, BuildState::Interrupted, BuildState::AwaitingDesignReview,
                                       BuildState::AwaitingAnswer, BuildState::Failed, BuildState::Cancelled})
            QTest::addRow("%s", qPrintable(toKey(state))) << state;
    }

    void whatRestsStaysAsItIs()
    {
        QFETCH(BuildState, state);
        HeldStage held;
        const BuildId id = held.stage.standing(state);
        QVERIFY(held.move(id, u"e2b"_s));
        QCOMPARE(held.stage.get(id).state, state);
        QCOMPARE(placeOf(held, id), u"e2b"_s);
        QVERIFY(!held.stage.builds->isActive(id));
        QCOMPARE(held.events(id, EventType::PersonRequest).size(), 1);
        QVERIFY(engine::possibleCommands(state).contains("move"_L1));
        // Once more says nothing new.
        const qint64 events = held.stage.get(id).events;
        QVERIFY(held.move(id, u"e2b"_s));
        QCOMPARE(held.stage.get(id).events, events);
    }

    void whatIsMissingIsToldBeforeAnythingChanges_data()
    {
        QTest::addColumn<int>("why");
        for (const ErrorCode code : {ErrorCode::KeyMissing, ErrorCode::Unauthorized, ErrorCode::SandboxUnavailable,
                                     ErrorCode::LimitHit, ErrorCode::NetworkUnreachable})
            QTest::addRow("%s", qPrintable(toKey(code))) << static_cast<int>(code);
    }

    void whatIsMissingIsToldBeforeAnythingChanges()
    {
        QFETCH(int, why);
        HeldStage held;
        const BuildId id = held.stage.standing(BuildState::Paused);
        const qint64 events = held.stage.get(id).events;
        held.stage.parts.cloud = std::make_unique<Missing>(static_cast<ErrorCode>(why));
        const auto refused = held.move(id, u"e2b"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, static_cast<ErrorCode>(why));
        QCOMPARE(held.stage.get(id).events, events);
        QCOMPARE(placeOf(held, id), u"local"_s);
    }

    void whatCannotBeMovedIsSaid()
    {
        HeldStage held;
        const BuildId done = held.stage.standing(BuildState::Completed);
        QCOMPARE(held.move(done, u"e2b"_s).error().code, ErrorCode::WrongState);
        const BuildId paused = held.stage.standing(BuildState::Paused);
        QCOMPARE(held.move(paused, u"moon"_s).error().code, ErrorCode::Unsupported);
        QCOMPARE(held.move(paused, {}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(held.move(BuildId {u"nobody"_s}, u"e2b"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(held.stage.get(paused).events, 2);
    }
};

QTEST_GUILESS_MAIN(TestMoveAction)
#include "tst_moveaction.moc"
