// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildservice.h"

#include "build/buildmachine.h"
#include "engine/artifactcopy.h"
#include "engine/branching.h"
#include "engine/buildadmission.h"
#include "engine/keptsandboxes.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "engine/wrongstate.h"

#include <QSet>

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class BuildService::Impl
{
public:
    explicit Impl(Parts &parts)
        : m_parts(parts)
        , m_admission(parts)
    {
    }

    Status resume(const BuildId &id, const QString &out, const Ceilings &ceilings);
    void resumeInterrupted(const QList<BuildId> &builds);
    Result<BuildId> branch(const BuildId &id, const QString &checkpoint);
    Parts &parts() { return m_parts; }
    BuildAdmission &admission() { return m_admission; }

private:
    Parts &m_parts;
    BuildAdmission m_admission;
    QSet<BuildId> m_goesOn;  ///< resumed by the start itself; written before anybody else calls
};

Status BuildService::Impl::resume(const BuildId &id, const QString &out, const Ceilings &ceilings)
{
    auto build = m_parts.builds().get(id);
    if (!build)
        return fail(build.error());
    if (build->state == BuildState::Completed) {
        auto artifact = m_parts.artifacts().newest(id);
        return out.isEmpty() || !artifact ? Status() : copyArtifact(artifact->path, out);
    }
    // A person who resumes what the start has just resumed gets what was wanted.
    if (m_goesOn.contains(id) && m_parts.queue->contains(id) && !ceilings.any())
        return {};
    return m_admission.goOn(*build, ceilings.appliedTo(build->options), build::BuildEventKind::Resume);
}

void BuildService::Impl::resumeInterrupted(const QList<BuildId> &builds)
{
    for (const BuildId &id : builds) {
        if (auto resumed = resume(id, {}, {}); resumed) {
            m_goesOn.insert(id);
        } else {
            const QString text =
                u"The build could not go on by itself after the crash (%1: %2); it waits for you."_s.arg(
                    toKey(resumed.error().code), resumed.error().detail);
            (void)m_parts.log->append(id,
                                      NewEvent {EventType::BuildNote, Json {{"level", "warn"}, {"text", toStd(text)}}});
        }
    }
}

Result<BuildId> BuildService::Impl::branch(const BuildId &id, const QString &checkpoint)
{
    auto build = m_parts.builds().get(id);
    if (!build)
        return fail(build.error());
    auto all = build::loadCheckpoints(m_parts.events(), id);
    if (!all)
        return fail(all.error());
    auto at = build::findCheckpoint(*all, checkpoint);
    if (!at)
        return fail(at.error());
    auto origin = loadOrigin(m_parts, id);
    if (!origin)
        return fail(origin.error());
    ModelChoice choice;
    if (auto good = m_admission.check(build->options, {origin->templateId, origin->specText, false}, choice); !good)
        return fail(good.error());
    if (auto possible = m_parts.checkSandbox(build->options); !possible)
        return fail(possible.error());
    auto events = branchEvents(m_parts, id, *at);
    if (!events)
        return fail(events.error());
    return m_admission.begin(*events);
}

BuildService::BuildService(Parts &parts)
    : m_impl(std::make_unique<Impl>(parts))
{
}

BuildService::~BuildService() = default;

Result<BuildId> BuildService::submit(const BuildRequest &request) { return m_impl->admission().submit(request); }

Status BuildService::stop(const BuildId &build)
{
    Parts &parts = m_impl->parts();
    auto known = parts.builds().get(build);
    if (!known)
        return fail(known.error());
    if (parts.queue->stop(build))
        return {};
    if (isEnded(known->state))
        return fail(wrongState(*known, u"stop"_s));
    // Paused, waiting for a person or interrupted: nobody works on it, so the end is recorded here.
    auto recorded = parts.log->appendAndWait(
        build,
        NewEvent {EventType::BuildState,
                  Json {{"from", toStd(toKey(known->state))}, {"to", "cancelled"}, {"reason", "person"}}});
    if (!recorded)
        return fail(recorded.error());
    endKeptSandbox(parts, build, u"the build was cancelled"_s);
    return {};
}

Status BuildService::pause(const BuildId &build, const QString &because)
{
    Parts &parts = m_impl->parts();
    auto known = parts.builds().get(build);
    if (!known)
        return fail(known.error());
    if (parts.queue->withdraw(build)) {
        auto rests = parts.log->appendAndWait(
            build,
            NewEvent {EventType::BuildState, Json {{"from", "pending"}, {"to", "paused"}, {"reason", "person"}}});
        return rests ? Status {} : fail(rests.error());
    }
    if (!parts.queue->contains(build))
        return fail(wrongState(*known, u"pause"_s));
    const QString text =
        because.isEmpty() ? u"A person asked for a pause."_s : u"A person asked for a pause: "_s + because;
    auto recorded = parts.log->appendAndWait(
        build, NewEvent {EventType::BuildNote, Json {{"level", "info"}, {"text", toStd(text)}}});
    if (!recorded)
        return fail(recorded.error());
    parts.pauses.ask(build);
    return {};
}

Status BuildService::resume(const BuildId &build, const QString &out, const Ceilings &ceilings)
{
    return m_impl->resume(build, out, ceilings);
}

void BuildService::resumeInterrupted(const QList<BuildId> &builds) { m_impl->resumeInterrupted(builds); }

Result<BuildId> BuildService::branch(const BuildId &build, const QString &checkpoint)
{
    return m_impl->branch(build, checkpoint);
}

Result<BuildId> BuildService::act(const BuildId &build, const PersonAction &action)
{
    auto known = m_impl->parts().builds().get(build);
    return known ? PersonActions(m_impl->parts(), m_impl->admission()).perform(*known, action)
                 : Result<BuildId>(fail(known.error()));
}

Status BuildService::remove(const BuildId &build)
{
    Parts &parts = m_impl->parts();
    if (auto known = parts.builds().get(build); !known)
        return fail(known.error());
    parts.queue->stop(build);
    if (!parts.queue->waitFor(build, {}, 10s))
        return fail(ErrorCode::Timeout, u"the build does not end"_s, {{u"what"_s, u"stop"_s}, {u"limit"_s, u"10 s"_s}});
    endKeptSandbox(parts, build, u"the build was removed"_s);
    return parts.builds().remove(build);
}

bool BuildService::isActive(const BuildId &build) const { return m_impl->parts().queue->contains(build); }

int BuildService::active() const { return m_impl->parts().queue->size(); }

bool BuildService::waitUntilIdle(std::stop_token stop) { return m_impl->parts().queue->waitIdle(stop); }

void BuildService::stopAll(std::chrono::milliseconds limit)
{
    m_impl->parts().queue->stopAll();
    (void)m_impl->parts().queue->waitIdle({}, limit);
}

}  // namespace bw::engine
