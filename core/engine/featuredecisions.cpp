// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/resumestate.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "engine/wrongstate.h"

#include <QSet>

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> missing(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

/// Nobody works on it, and it is not over for good.
bool rests(const ActionContext &context)
{
    switch (context.build.state) {
    case BuildState::Paused:
    case BuildState::Interrupted:
    case BuildState::Failed:
    case BuildState::Cancelled:
    case BuildState::AwaitingDesignReview:
    case BuildState::AwaitingFeatureReview:
    case BuildState::AwaitingProgressReview:
    case BuildState::AwaitingReleaseReview:
    case BuildState::AwaitingAnswer:
        return !context.parts.queue->contains(context.build.id);
    case BuildState::Pending:
    case BuildState::Initializing:
    case BuildState::Running:
    case BuildState::Completed:
        return false;
    }
    return false;
}

/// A build that waits for a person goes on by what it waits for, not by a decision about a feature.
bool waitsForPerson(BuildState state)
{
    return state != BuildState::Paused && state != BuildState::Interrupted && state != BuildState::Failed
        && state != BuildState::Cancelled;
}

/// The features of a resting build as the log has them. Errors: WrongState, InvalidArgument (nothing planned yet).
Result<QList<Feature>> featuresOf(const ActionContext &context)
{
    if (!rests(context))
        return fail(wrongState(context.build, context.action.action));
    auto state = build::loadResumeState(context.parts.events(), context.build.id);
    if (!state)
        return fail(state.error());
    if (!state->planned)
        return missing(context.action.action, u"the build has no plan yet: resume it first"_s);
    return state->features;
}

Result<Feature *> named(QList<Feature> &features, const ActionContext &context)
{
    const QString &id = context.action.feature;
    if (id.isEmpty())
        return missing(context.action.action, u"the id of a feature"_s);
    const auto found = std::ranges::find(features, id, &Feature::id);
    if (found == features.end())
        return fail(ErrorCode::NotFound, id, {{u"kind"_s, u"feature"_s}, {u"name"_s, id}});
    return &*found;
}

class Decision
{
public:
    Decision(const ActionContext &context, QList<Feature> features)
        : m_context(context)
        , m_features(std::move(features))
    {
    }

    QList<Feature> &features() { return m_features; }

    void decide(Feature &feature, const char *decision, FeatureStatus status, const QString &text)
    {
        Json decided {{"feature", toStd(feature.id)},
                      {"decision", decision},
                      {"user", toStd(m_context.parts.database->localUser().value)}};
        if (!text.isEmpty())
            decided["text"] = toStd(text);
        m_events.append(NewEvent {EventType::FeatureDecided, std::move(decided)});
        m_events.append(NewEvent {
            EventType::FeatureStatus,
            Json {{"feature", toStd(feature.id)}, {"status", toStd(toKey(status))}, {"evidence_seq", Json::array()}}});
        feature.status = status;
    }

    /// Records it. The build goes on when `always`, or when nothing is left to be decided or done, so that its end is
    /// reached at once.
    Result<BuildId> finish(bool always)
    {
        const BuildId &id = m_context.build.id;
        const bool settled = std::ranges::all_of(m_features, [](const Feature &f) { return isSettled(f.status); });
        if (!waitsForPerson(m_context.build.state) && (always || settled)) {
            auto going = m_context.admission.goOn(m_context.build, m_context.build.options,
                                                  build::BuildEventKind::Resume, std::move(m_events));
            return going ? Result<BuildId>(id) : fail(going.error());
        }
        auto recorded = m_context.parts.log->appendAndWait(id, m_events);
        return recorded ? Result<BuildId>(id) : fail(recorded.error());
    }

private:
    const ActionContext &m_context;
    QList<Feature> m_features;
    QList<NewEvent> m_events;
};

/// Everything that stands on a feature, in the plan's order.
QSet<QString> dependents(const QList<Feature> &features, const QString &id)
{
    QSet<QString> found {id};
    for (qsizetype before = 0; before != found.size();) {
        before = found.size();
        for (const Feature &feature : features)
            if (std::ranges::any_of(feature.dependsOn, [&](const QString &on) { return found.contains(on); }))
                found.insert(feature.id);
    }
    found.remove(id);
    return found;
}

std::unexpected<Error> settledAlready(const Feature &feature)
{
    return missing(feature.id, u"it is %1 already; retry it to have it built anew"_s.arg(toKey(feature.status)));
}

}  // namespace

Result<BuildId> acceptFeature(const ActionContext &context)
{
    auto features = featuresOf(context);
    if (!features)
        return fail(features.error());
    const QString because = context.action.text.trimmed();
    if (because.isEmpty())
        return missing(u"accept"_s, u"--because TEXT: why it is good without a proof"_s);
    Decision decision(context, std::move(*features));
    if (context.action.feature.isEmpty()) {
        bool any = false;
        for (Feature &feature : decision.features()) {
            if (feature.status != FeatureStatus::NeedsYou)
                continue;
            decision.decide(feature, "accept", FeatureStatus::Accepted, because);
            any = true;
        }
        if (!any)
            return missing(u"accept"_s, u"no feature waits for you; name the one that you accept"_s);
        return decision.finish(false);
    }
    auto feature = named(decision.features(), context);
    if (!feature)
        return fail(feature.error());
    if (isSettled((*feature)->status))
        return settledAlready(**feature);
    decision.decide(**feature, "accept", FeatureStatus::Accepted, because);
    return decision.finish(false);
}

Result<BuildId> rejectFeature(const ActionContext &context)
{
    auto features = featuresOf(context);
    if (!features)
        return fail(features.error());
    const QString wrong = context.action.text.trimmed();
    if (wrong.isEmpty())
        return missing(u"reject"_s, u"--because TEXT: the agent has to know what is wrong"_s);
    Decision decision(context, std::move(*features));
    auto feature = named(decision.features(), context);
    if (!feature)
        return fail(feature.error());
    decision.decide(**feature, "reject", FeatureStatus::Unverified, wrong);
    return decision.finish(true);
}

Result<BuildId> skipFeature(const ActionContext &context)
{
    auto features = featuresOf(context);
    if (!features)
        return fail(features.error());
    Decision decision(context, std::move(*features));
    auto feature = named(decision.features(), context);
    if (!feature)
        return fail(feature.error());
    if (isSettled((*feature)->status))
        return settledAlready(**feature);
    const QString id = (*feature)->id;
    decision.decide(**feature, "skip", FeatureStatus::Skipped, context.action.text.trimmed());
    // What stands on it cannot be there without it.
    const QSet<QString> with = dependents(decision.features(), id);
    for (Feature &other : decision.features())
        if (with.contains(other.id) && !isSettled(other.status))
            decision.decide(other, "skip", FeatureStatus::Skipped, u"it depends on %1"_s.arg(id));
    return decision.finish(false);
}

Result<BuildId> retryFeature(const ActionContext &context)
{
    auto features = featuresOf(context);
    if (!features)
        return fail(features.error());
    Decision decision(context, std::move(*features));
    auto feature = named(decision.features(), context);
    if (!feature)
        return fail(feature.error());
    decision.decide(**feature, "retry", FeatureStatus::Unverified, context.action.text.trimmed());
    return decision.finish(true);
}

}  // namespace bw::engine
