// SPDX-License-Identifier: GPL-3.0-or-later
#include "follow.h"

#include "build/resumestate.h"
#include "buildview.h"
#include "engine/artifactcopy.h"
#include "engine/retrying.h"
#include "gateprompt.h"
#include "readside.h"
#include "settled.h"
#include "spending.h"
#include "store/eventstore.h"
#include "usertext/usertext.h"
#include "waiting.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

bool isOver(const Build &build)
{
    switch (build.state) {
    case BuildState::Pending:
    case BuildState::Initializing:
    case BuildState::Running:
        return false;
    case BuildState::Paused:
    case BuildState::AwaitingDesignReview:
    case BuildState::AwaitingFeatureReview:
    case BuildState::AwaitingProgressReview:
    case BuildState::AwaitingReleaseReview:
    case BuildState::AwaitingAnswer:
    case BuildState::Interrupted:
    case BuildState::Completed:
    case BuildState::Failed:
    case BuildState::Cancelled:
        return true;
    }
    return true;
}

// The owner and a follower look at the same log in the same way: pages of the database.
class Follower final
{
public:
    Follower(const Invocation &invocation, Acting &acting, ReadSide &side, const BuildId &id, qint64 seq)
        : m_invocation(invocation)
        , m_acting(acting)
        , m_side(side)
        , m_id(id)
        , m_seq(seq)
        , m_view(invocation.out())
    {
    }

    Status run()
    {
        if (auto known = rememberEarlier(); !known)
            return known;
        for (;;) {
            auto build = m_side.build(m_id);
            if (!build)
                return fail(build.error());
            if (auto shown = showNew(); !shown)
                return shown;
            if (isOver(*build) && !goesOn(*build))
                return {};
            if (auto alive = checkAlive(); !alive)
                return alive;
            m_view.tick(*build, m_clock.nowMs());
            if (m_invocation.stop.stop_requested() && !m_stopping)
                requestStop();
            // After a stop request the token would end every sleep at once.
            (void)m_clock.sleep(50ms, m_stopping ? std::stop_token() : m_invocation.stop);
        }
    }

private:
    // Of a build that goes on: what was planned and proved before.
    Status rememberEarlier()
    {
        if (m_seq == 0)
            return {};
        const store::EventStore events(m_side.database());
        for (qint64 from = 1; from <= m_seq;) {
            auto page = events.ofTypes(m_id, {EventType::FeaturesPlanned, EventType::FeatureStatus}, from, 500);
            if (!page)
                return fail(page.error());
            for (const Event &event : *page) {
                if (event.seq <= m_seq)
                    m_view.remember(event);
            }
            if (page->size() < 500)
                break;
            from = page->constLast().seq + 1;
        }
        return {};
    }

    // A failure is not the end of a build that is tried again by itself, as long as there is a process to do it.
    bool goesOn(const Build &build)
    {
        if (build.state != BuildState::Failed || build.options.retries == 0 || !m_acting.mayBeAtWork(m_id)
            || (!m_acting.isOwner() && !m_side.hasOwner()))
            return false;
        const auto state = build::loadResumeState(store::EventStore(m_side.database()), m_id);
        // Read after the state above: what has begun again meanwhile is not over either.
        return state
            && (state->status.state != BuildState::Failed || state->retrying
                || engine::goesOnByItself(build.options, *state));
    }

    // A build that nobody works on and that is not over could not be recorded: nothing would ever follow.
    Status checkAlive()
    {
        if (m_acting.mayBeAtWork(m_id))
            return {};
        auto build = m_side.build(m_id);
        if (!build)
            return fail(build.error());
        return isOver(*build)
            ? Status()
            : fail(ErrorCode::DatabaseFailed, u"the end of a build"_s,
                   {{u"why"_s,
                     QCoreApplication::translate("bw::cli", "the end of build %1 could not be written")
                         .arg(m_id.value)}});
    }

    Status showNew()
    {
        const store::EventStore events(m_side.database());
        for (;;) {
            auto page = events.page(m_id, m_seq + 1, 0, 500);
            if (!page)
                return fail(page.error());
            for (const Event &event : *page) {
                m_view.show(event);
                m_seq = event.seq;
            }
            if (page->size() < 500)
                return {};
        }
    }

    void requestStop()
    {
        m_stopping = true;
        m_invocation.out().note(
            QCoreApplication::translate("bw::cli", "Stopping; what was done is kept. Ctrl+C again ends at once."));
        if (const auto stopped = m_acting.stopBuild(m_id); !stopped && stopped.error().code != ErrorCode::WrongState)
            report(m_invocation, stopped.error());
    }

    const Invocation &m_invocation;
    Acting &m_acting;
    ReadSide &m_side;
    SystemClock m_clock;
    BuildId m_id;
    qint64 m_seq = 0;
    BuildView m_view;
    bool m_stopping = false;
};

/// At a gate or a question a person at the terminal decides here. Value: the number of the last event before the
/// decision; 0 = nothing was decided.
Result<qint64> decideHere(const Invocation &invocation, Acting &acting, ReadSide &side, const BuildId &id)
{
    if (!hasPerson(invocation) || invocation.stop.stop_requested())
        return 0;
    for (;;) {
        auto build = side.build(id);
        if (!build)
            return fail(build.error());
        auto waiting = waitingOf(side, *build);
        if (!waiting)
            return fail(waiting.error());
        if (!waiting->any())
            return 0;
        const auto action = askAtTerminal(invocation, *build, *waiting);
        if (!action)
            return 0;
        const auto done = acting.act(id, *action, invocation.stop);
        if (done)
            return build->events;
        // A list that was edited wrongly is no reason to leave.
        invocation.out().note(usertext::errorText(done.error()));
    }
}

}  // namespace

ExitCode followBuild(const Invocation &invocation, Acting &acting, const BuildId &id, qint64 fromSeq,
                     const QString &out)
{
    auto side = acting.read(invocation);
    if (!side)
        return report(invocation, side.error());
    for (;;) {
        {
            Follower follower(invocation, acting, **side, id, fromSeq);
            const Status done = follower.run();
            invocation.out().clearProgress();
            if (!done)
                return report(invocation, done.error());
        }
        auto decided = decideHere(invocation, acting, **side, id);
        if (!decided)
            return report(invocation, decided.error());
        if (*decided == 0)
            return showResult(invocation, **side, id, out);
        fromSeq = *decided;
    }
}

ExitCode showResult(const Invocation &invocation, ReadSide &side, const BuildId &id, const QString &out)
{
    auto build = side.build(id);
    if (!build)
        return report(invocation, build.error());
    auto artifact = side.artifact(id);
    Json result = resultObject(*build, artifact, build->events);
    const auto waiting = waitingOf(side, *build);
    if (waiting && waiting->any())
        result["waits"] = waitingObject(*waiting);
    const auto settled = settledOf(side, *build);
    if (settled)
        putSettled(result, *settled);
    const auto spending = spendingOf(side, id);
    if (spending)
        putSpending(result, *build, *spending);
    Status copied;
    if (artifact && !out.isEmpty()) {
        copied = engine::copyArtifact(artifact->path, out);
        if (copied) {
            result["artifact"]["out"] = toStd(out);
            artifact->path = out;
        }
    }
    // The build is what it is, and its zip still lies in the data directory: only the copy is missing.
    if (!copied)
        result["error"] =
            Json {{"code", toStd(toKey(copied.error().code))}, {"message", toStd(usertext::errorText(copied.error()))}};
    invocation.out().object(result);
    for (const QString &line : summaryLines(*build, artifact))
        invocation.out().line(line);
    if (settled)
        for (const QString &line : settledLines(*build, *settled))
            invocation.out().line(line);
    if (spending)
        for (const QString &line : spendingLines(*build, *spending))
            invocation.out().line(line);
    if (waiting)
        for (const QString &line : waitingLines(*build, *waiting))
            invocation.out().line(line);
    if (copied)
        return exitCodeFor(*build);
    invocation.out().note(usertext::errorText(copied.error()));
    return exitCodeFor(copied.error());
}

}  // namespace bw::cli
