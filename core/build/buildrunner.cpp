// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildrunner.h"

#include "build/buildending.h"
#include "build/buildphases.h"
#include "build/buildreasons.h"
#include "build/stopclock.h"
#include "spec/appspec.h"

namespace bw::build
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// What cannot be known any more (a policy of another version) is replaced by the narrowest.
std::shared_ptr<const agent::CommandPolicy> policyOf(const BuildOptions &options)
{
    auto rules = agent::policyPreset(options.policy);
    if (!rules)
        rules = agent::policyPreset(u"strict"_s);
    return rules ? std::make_shared<const agent::CommandPolicy>(std::move(*rules)) : nullptr;
}

Error timeOver(const BuildOptions &options)
{
    const QString minutes = QString::number(static_cast<double>(options.timeLimitMs.value_or(0)) / 60'000, 'g', 4);
    return {ErrorCode::BudgetExceeded,
            u"the time limit was reached"_s,
            {{u"what"_s, u"minutes"_s}, {u"limit"_s, minutes}, {u"worst_case"_s, minutes}},
            {}};
}

}  // namespace

class BuildRunner::Impl
{
public:
    Impl(const BuildEnvironment &environment, BuildJob job)
        : m_environment(environment)
        , m_run {m_environment,
                 std::move(job),
                 store::BuildLog(m_environment.log, {}),
                 {},
                 false,
                 {},
                 std::nullopt,
                 std::nullopt,
                 policyOf(m_run.job.options),
                 false,
                 {}}
        , m_sandbox(m_run)
        , m_ending(m_run, m_sandbox)
    {
        const ResumeState &resume = m_run.job.resume;
        m_run.log = store::BuildLog(m_environment.log, m_run.job.build);
        m_run.status = resume.status;
        m_run.planned = resume.planned && resume.checkpoint.has_value();
        m_run.features = m_run.planned ? resume.features : QList<Feature>();
        m_run.checkpoint = resume.checkpoint;
    }

    Result<BuildOutcome> run(std::stop_token stop);

private:
    Status happen(const BuildEvent &event, std::stop_token stop);
    Status perform(Effect effect, const BuildStatus &before, std::stop_token stop);
    Status work(std::stop_token stop);
    Status recordState(const BuildStatus &before);
    Status keepWorkspace(std::stop_token stop);
    Status package(std::stop_token stop);
    BuildEvent eventFor(const Status &worked);
    Status sayError(const Status &worked);

    BuildEnvironment m_environment;
    BuildRun m_run;
    BuildSandbox m_sandbox;
    BuildEnding m_ending;
    Status m_worked;  ///< what creating the sandbox gave
    std::optional<Artifact> m_artifact;

    static constexpr auto packageGrace = 5s;  ///< what a stopped build may take for its zip
    static constexpr int sandboxesAgain = 2;  ///< how many lost sandboxes are made anew
};

Result<BuildOutcome> BuildRunner::Impl::run(std::stop_token stop)
{
    std::function<bool()> due = [] { return false; };
    if (const auto limit = m_run.job.options.timeLimitMs) {
        const auto left = std::chrono::milliseconds(qMax<qint64>(0, *limit - m_run.job.resume.activeMs));
        m_run.deadlineMs = m_environment.clock.nowMs() + left.count();
        due = [&clock = m_environment.clock, end = m_environment.clock.steady() + left] {
            return clock.steady() >= end;
        };
    }
    // The owner of the budget knows of ceilings that were changed meanwhile, too.
    if (m_environment.ceilingReached)
        due = [this] { return m_environment.ceilingReached().has_value(); };
    Status worked;
    bool timeIsUp = false;
    {
        const StopClock clock(stop, due);
        if (auto begun = happen({BuildEventKind::Start, {}}, clock.token()); !begun)
            return fail(begun.error());
        worked = m_worked;
        if (worked) {
            if (auto running = happen({BuildEventKind::SandboxReady, {}}, clock.token()); !running)
                return fail(running.error());
            worked = work(clock.token());
        }
        timeIsUp = clock.isDue() && !stop.stop_requested();
    }
    if (timeIsUp && !worked && worked.error().code == ErrorCode::Cancelled) {
        const auto reached = m_environment.ceilingReached ? m_environment.ceilingReached() : std::nullopt;
        worked = fail(reached.value_or(timeOver(m_run.job.options)));
    }
    if (auto said = sayError(worked); !said)
        return fail(said.error());
    if (auto ended = happen(eventFor(worked), stop); !ended)
        return fail(ended.error());
    BuildOutcome outcome {m_run.status.state, m_run.status.reason,
                          std::nullopt,       static_cast<int>(m_run.features.size()),
                          m_run.verified(),   m_artifact};
    if (!worked && worked.error().code != ErrorCode::Cancelled)
        outcome.error = worked.error();
    return outcome;
}

Status BuildRunner::Impl::work(std::stop_token stop)
{
    BuildPhases phases(m_run, m_sandbox);
    for (int lost = 0;; ++lost) {
        auto worked = phases.work(stop);
        if (worked || worked.error().code != ErrorCode::SandboxLost || lost == sandboxesAgain)
            return worked;
        if (auto recovered = m_sandbox.recover(worked.error(), stop); !recovered)
            return recovered;
    }
}

BuildEvent BuildRunner::Impl::eventFor(const Status &worked)
{
    if (worked) {
        if (m_run.allSettled())
            return {BuildEventKind::Finish, {}};
        if (m_run.features.isEmpty())
            return {BuildEventKind::Fail, QString(reason::planEmpty)};
        if (m_run.onlyNeedsYou())
            return {BuildEventKind::Fail, QString(reason::needsYou)};
        return {BuildEventKind::Fail, QString(m_run.stuck.isEmpty() ? reason::featuresUnverified : reason::stuck)};
    }
    const Error &error = worked.error();
    if (m_run.waits && error.code == ErrorCode::Cancelled)
        return *m_run.waits;
    if (m_run.pausing && error.code == ErrorCode::Cancelled)
        return {BuildEventKind::Pause, QString(reason::person)};
    return eventForError(error);
}

Status BuildRunner::Impl::sayError(const Status &worked)
{
    if (worked || worked.error().code == ErrorCode::Cancelled)
        return {};
    const Error &error = worked.error();
    Json args = Json::object();
    for (auto it = error.args.cbegin(); it != error.args.cend(); ++it)
        args[toStd(it.key())] = toStd(it.value());
    if (error.code == ErrorCode::SandboxLost)
        if (auto said = m_sandbox.lost(error); !said)
            return said;
    return m_run.log.append(
        EventType::BuildError,
        Json {{"error", toStd(toKey(error.code))}, {"detail", toStd(error.detail)}, {"args", std::move(args)}});
}

Status BuildRunner::Impl::happen(const BuildEvent &event, std::stop_token stop)
{
    const auto next = transition(m_run.status, event);
    if (!next)
        return fail(
            ErrorCode::WrongState, u"%1 in state %2"_s.arg(toKey(event.kind), toKey(m_run.status.state)),
            {{u"build"_s, m_run.job.build.value}, {u"state"_s, toKey(m_run.status.state)}, {u"possible"_s, {}}});
    const BuildStatus before = std::exchange(m_run.status, next->status);
    for (const Effect effect : next->effects)
        if (auto done = perform(effect, before, stop); !done)
            return done;
    return {};
}

Status BuildRunner::Impl::perform(Effect effect, const BuildStatus &before, std::stop_token stop)
{
    switch (effect) {
    case Effect::RecordState:
        return recordState(before);
    case Effect::MakeCheckpoint:
        return keepWorkspace(std::move(stop));
    case Effect::DestroySandbox:
        return m_sandbox.destroy({});
    case Effect::LeaveSandbox:
        return m_sandbox.leave();
    case Effect::MakeArtifact:
        return package(std::move(stop));
    case Effect::CreateSandbox:
        m_worked = m_sandbox.create(std::move(stop));
        return {};
    case Effect::RestoreWorkspace:  // part of create()
    case Effect::RunPhases:         // run() goes on with it
    case Effect::AskPerson:
    case Effect::LeaveWorker:
        return {};
    }
    return {};
}

Status BuildRunner::Impl::recordState(const BuildStatus &before)
{
    if (!isActive(m_run.status.state) && m_environment.settle)
        if (const Status settled = m_environment.settle(); !settled)
            return settled;
    Json payload {{"from", toStd(toKey(before.state))},
                  {"to", toStd(toKey(m_run.status.state))},
                  {"reason", toStd(m_run.status.reason)}};
    if (m_run.status.reason == reason::moving)
        return m_environment.recordMove({EventType::BuildState, std::move(payload)});
    const auto committed = m_run.log.commit(EventType::BuildState, std::move(payload));
    return committed ? Status() : fail(committed.error());
}

Status BuildRunner::Impl::keepWorkspace(std::stop_token stop)
{
    const StopClock grace({}, StopClock::after(stop, stopGrace));
    m_sandbox.endVisits();
    return m_ending.makeCheckpoint(grace.token());
}

Status BuildRunner::Impl::package(std::stop_token stop)
{
    const bool complete = m_run.status.state == BuildState::Completed;
    const bool wholeRun =
        complete || m_run.status.reason == reason::featuresUnverified || m_run.status.reason == reason::needsYou;
    const std::string phase = toStd(toKey(Phase::Package));
    if (wholeRun)
        if (auto said = m_run.log.commit(EventType::PhaseStarted, Json {{"phase", phase}}); !said)
            return fail(said.error());
    const StopClock grace({}, StopClock::after(stop, packageGrace));
    auto artifact = m_ending.makeArtifact(complete, grace.token());
    if (!artifact)
        return fail(artifact.error());
    m_artifact = std::move(*artifact);
    if (wholeRun)
        if (auto said = m_run.log.commit(EventType::PhaseEnded, Json {{"phase", phase}}); !said)
            return fail(said.error());
    return {};
}

BuildRunner::BuildRunner(const BuildEnvironment &environment, BuildJob job)
    : m_impl(std::make_unique<Impl>(environment, std::move(job)))
{
}
BuildRunner::~BuildRunner() = default;
Result<BuildOutcome> BuildRunner::run(std::stop_token stop) { return m_impl->run(std::move(stop)); }

}  // namespace bw::build
