// SPDX-License-Identifier: GPL-3.0-or-later
#include "follow.h"

#include "buildview.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/eventstore.h"

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
        for (;;) {
            auto build = m_side.build(m_id);
            if (!build)
                return fail(build.error());
            if (auto shown = showNew(); !shown)
                return shown;
            if (isOver(*build) && build->events > m_begin)
                return {};
            m_view.tick(*build, m_clock.nowMs());
            if (m_invocation.stop.stop_requested() && !m_stopping)
                requestStop();
            // After a stop request the token would end every sleep at once.
            (void)m_clock.sleep(50ms, m_stopping ? std::stop_token() : m_invocation.stop);
        }
    }

private:
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
    qint64 m_begin = m_seq;
    BuildView m_view;
    bool m_stopping = false;
};

}  // namespace

ExitCode followBuild(const Invocation &invocation, Acting &acting, const BuildId &id, qint64 fromSeq,
                     const QString &out)
{
    {
        auto side = ReadSide::open(invocation);
        if (!side)
            return report(invocation, side.error());
        Follower follower(invocation, acting, **side, id, fromSeq);
        if (auto done = follower.run(); !done) {
            invocation.out().clearProgress();
            return report(invocation, done.error());
        }
        invocation.out().clearProgress();
    }
    return showResult(invocation, id, out);
}

ExitCode showResult(const Invocation &invocation, const BuildId &id, const QString &out)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto build = (*side)->build(id);
    if (!build)
        return report(invocation, build.error());
    auto artifact = (*side)->artifact(id);
    if (artifact && !out.isEmpty()) {
        if (auto copied = copyArtifact(artifact->path, out); !copied)
            return report(invocation, copied.error());
        artifact->path = out;
    }
    invocation.out().object(resultObject(*build, artifact, build->events));
    for (const QString &line : summaryLines(*build, artifact))
        invocation.out().line(line);
    return exitCodeFor(*build);
}

}  // namespace bw::cli
