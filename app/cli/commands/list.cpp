// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "build/proofrecord.h"
#include "buildview.h"
#include "commands/commands.h"
#include "holdtext.h"
#include "readside.h"
#include "settled.h"
#include "spending.h"
#include "store/buildstore.h"
#include "store/eventstore.h"
#include "store/featurestore.h"
#include "usertext/amounttext.h"
#include "usertext/statelook.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"
#include "waiting.h"

#include <QCoreApplication>
#include <QDateTime>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

Json rowObject(const Build &build, const std::optional<Artifact> &artifact)
{
    Json object = resultObject(build, artifact, build.events);
    object["name"] = toStd(build.name);
    object["created"] = toStd(toIso(build.createdMs));
    object["started"] = build.startedMs > 0 ? Json(toStd(toIso(build.startedMs))) : Json(nullptr);
    object["ended"] = build.endedMs > 0 ? Json(toStd(toIso(build.endedMs))) : Json(nullptr);
    const bool held = isHeld(build, SystemClock().nowMs());
    object["waiting_until"] =
        held && build.waitingUntilMs > 0 ? Json(toStd(toIso(build.waitingUntilMs))) : Json(nullptr);
    object["priority"] = build.options.priority;
    object["phase"] = build.phase ? Json(toStd(toKey(*build.phase))) : Json(nullptr);
    object["model"] = toStd(build.options.model);
    object["sandbox"] = toStd(build.options.sandbox);
    object["network"] = toStd(toKey(build.options.network));
    return object;
}

QString when(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd hh:mm"_s); }

// Behind the name in a list: a build that waits says until when and why.
QString heldText(const Build &build)
{
    const QString held = holdText(build, SystemClock().nowMs());
    return held.isEmpty() ? held : u"  "_s + held;
}

ExitCode nothing(const Invocation &invocation, const QString &sentence)
{
    invocation.out().note(sentence);
    return ExitCode::Done;
}

/// Judgements of the proofs that the feature has now, in their order: one that passes and proves nothing is why a
/// feature whose commands all ended with 0 is not verified.
Json verdictsOf(const build::ProofRecord &record, const Feature &feature)
{
    Json all = Json::array();
    for (const Proof &proof : feature.proof)
        if (const auto verdict = record.verdict(feature.id, proof))
            all.push_back(Json {{"command", toStd(proof.command)},
                                {"counts", verdict->counts},
                                {"by", toStd(verdict->by)},
                                {"why", toStd(verdict->why)}});
    return all;
}

void showVerdicts(Terminal &out, const Json &verdicts)
{
    for (const Json &verdict : verdicts)
        if (!jsonBool(verdict, "counts"))
            out.line(out.bad(text(QT_TRANSLATE_NOOP("bw::cli", "    does not count: %1 (%2)"))
                                 .arg(usertext::plainTerminalText(jsonString(verdict, "command")),
                                      usertext::plainTerminalText(jsonString(verdict, "why")))));
}

void showFeature(const Invocation &invocation, const Feature &feature)
{
    Terminal &out = invocation.out();
    const bool good = feature.status == FeatureStatus::Verified;
    // What a person decided is not what was proved: it is said in words.
    const bool plain = good || feature.status == FeatureStatus::Unverified;
    out.line(u"%1 %2  %3%4"_s.arg(good ? out.good(u"✓"_s) : out.bad(u"✗"_s), feature.id.leftJustified(20),
                                  usertext::plainTerminalText(feature.description),
                                  plain ? QString() : u"  ["_s + toKey(feature.status) + u']'));
    for (const Evidence &evidence : feature.evidence)
        out.line(out.faint(u"    exit %1  %2  (%3 ms)"_s.arg(QString::number(evidence.exitCode),
                                                             usertext::plainTerminalText(evidence.command),
                                                             QString::number(evidence.durationMs))));
}

}  // namespace

ExitCode runBuilds(const Invocation &invocation)
{
    const QString none =
        text(QT_TRANSLATE_NOOP("bw::cli", "No builds yet. Make one: buildwright build --template todo --model demo"));
    auto side = ReadSide::open(invocation);
    if (!side)
        return isNothingYet(side.error()) ? nothing(invocation, none) : report(invocation, side.error());
    store::BuildQuery query;
    bool any = false;
    for (;;) {
        auto page = store::BuildStore((*side)->database()).list(query);
        if (!page)
            return report(invocation, page.error());
        for (const Build &stored : *page) {
            const Build build = (*side)->shown(stored);
            any = true;
            Json row = rowObject(build, (*side)->artifact(build.id));
            QString settledText;
            // Completed without all of them verified: a person had a hand in it, and that is said here too.
            if (build.state == BuildState::Completed && build.featuresVerified < build.featuresTotal)
                if (const auto settled = settledOf(**side, build)) {
                    putSettled(row, *settled);
                    settledText = u"  "_s + settledLines(build, *settled).value(0);
                }
            invocation.out().object(row);
            invocation.out().line(u"%1  %2  %3  %4/%5  %6  %7"_s.arg(build.id.value, when(build.createdMs))
                                      .arg(usertext::stateText(build.state), -12)
                                      .arg(build.featuresVerified, 3)
                                      .arg(build.featuresTotal, -3)
                                      .arg(costText(build), usertext::plainTerminalText(build.name))
                                  + heldText(build) + settledText
                                  + (build.demonstration ? u"  ("_s + demonstrationText() + u')' : QString()));
        }
        if (page->size() < query.limit)
            break;
        query.olderThan = page->last().id;
    }
    return any ? ExitCode::Done : nothing(invocation, none);
}

ExitCode runShow(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    if (!build)
        return report(invocation, build.error());
    const auto artifact = (*side)->artifact(*id);
    Terminal &out = invocation.out();
    const auto waiting = waitingOf(**side, *build);
    if (!waiting)
        return report(invocation, waiting.error());
    Json object = rowObject(*build, artifact);
    if (waiting->any())
        object["waits"] = waitingObject(*waiting);
    const auto settled = settledOf(**side, *build);
    if (!settled)
        return report(invocation, settled.error());
    putSettled(object, *settled);
    const auto spending = spendingOf(**side, *id);
    if (!spending)
        return report(invocation, spending.error());
    putSpending(object, *build, *spending);
    out.object(object);
    out.line(out.strong(usertext::plainTerminalText(build->name)) + u"  "_s + build->id.value);
    out.line(
        text(QT_TRANSLATE_NOOP("bw::cli", "Made:     %1, model %2, sandbox %3, network %4"))
            .arg(when(build->createdMs), build->options.model, build->options.sandbox, toKey(build->options.network)));
    if (build->phase && !isEnded(build->state))
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Now:      %1  %2"))
                     .arg(toKey(*build->phase), usertext::plainTerminalText(build->currentAction)));
    if (const QString held = holdText(*build, SystemClock().nowMs()); !held.isEmpty())
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Held:     %1")).arg(held));
    out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Next:     %1")).arg(usertext::stateLook(build->state).nextStep));
    out.line(text(QT_TRANSLATE_N_NOOP("bw::cli", "Tokens:   %1 in, %2 out, in %n calls"), build->usage.calls)
                 .arg(usertext::countText(build->usage.wholeInput()), usertext::countText(build->usage.output)));
    if (const auto rate = cacheHitRate(build->usage))
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Cache:    %1 % of the input was read from the prompt cache"))
                     .arg(qRound(*rate * 100)));
    for (const QString &line : summaryLines(*build, artifact) + settledLines(*build, *settled)
             + spendingLines(*build, *spending) + waitingLines(*build, *waiting))
        out.line(line);
    return ExitCode::Done;
}

ExitCode runFeatures(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    auto features = id ? store::FeatureStore((*side)->database()).list(*id) : Result<QList<Feature>>(fail(id.error()));
    if (!features)
        return report(invocation, features.error());
    if (features->isEmpty())
        return nothing(invocation,
                       text(QT_TRANSLATE_NOOP("bw::cli", "This build has no features yet: it is not planned.")));
    const auto judged = build::loadProofEvents(store::EventStore((*side)->database()), *id, 0);
    if (!judged)
        return report(invocation, judged.error());
    build::ProofRecord record;
    for (const Event &event : *judged)
        record.apply(event);
    const auto build = (*side)->build(*id);
    const bool demonstration = build && build->demonstration;
    if (demonstration)
        invocation.out().line(demonstrationText());
    for (const Feature &feature : *features) {
        Json object {{"build", toStd(id->value)}, {"demonstration", demonstration}};
        object.update(toJson(feature));
        object["verdicts"] = verdictsOf(record, feature);
        invocation.out().object(object);
        showFeature(invocation, feature);
        showVerdicts(invocation.out(), object["verdicts"]);
    }
    return ExitCode::Done;
}

}  // namespace bw::cli
