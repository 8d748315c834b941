// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/buildstore.h"
#include "store/featurestore.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"
#include "waiting.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

/// One thing that waits for a person, and the commands that deal with it, the usual one first.
struct Matter {
    QString kind;  ///< "gate", "question", "needs_you", or the state of the build
    QString reason;
    QString says;
    QString feature;
    QStringList commands;
};

QString command(const char *name, const Build &build, const QString &rest = {})
{
    return u"buildwright %1 %2"_s.arg(QLatin1StringView(name), build.id.value) + (rest.isEmpty() ? rest : u' ' + rest);
}

void addWaiting(QList<Matter> &matters, const Build &build, const Waiting &waiting)
{
    const QString because = u"--because \"…\""_s;
    if (waiting.gate)
        matters.append({u"gate"_s,
                        waiting.gate->kind,
                        waiting.gate->text,
                        {},
                        {command("review", build), command("approve", build), command("reject", build, because)}});
    for (const build::QuestionRecord &question : waiting.questions)
        matters.append({u"question"_s,
                        question.kind,
                        question.subject.isEmpty() ? question.text : question.text + u" "_s + question.subject,
                        question.feature,
                        {command("answer", build, u"\"…\""_s)}});
}

Status addFeatures(QList<Matter> &matters, ReadSide &side, const Build &build)
{
    auto features = store::FeatureStore(side.database()).list(build.id);
    if (!features)
        return fail(features.error());
    for (const Feature &feature : std::as_const(*features))
        if (feature.status == FeatureStatus::NeedsYou)
            matters.append(
                {u"needs_you"_s,
                 {},
                 feature.description,
                 feature.id,
                 {command("accept", build, feature.id + u" --because \"…\""_s),
                  command("reject", build, feature.id + u" --because \"…\""_s), command("skip", build, feature.id)}});
    return {};
}

/// A build that rests goes on by a command, and the reason says by which.
void addRest(QList<Matter> &matters, const Build &build)
{
    QStringList commands;
    switch (build.state) {
    case BuildState::Paused:
        if (build.reason == "budget"_L1)
            commands = {command("resume", build, u"--budget-usd X"_s),
                        command("resume", build, u"--budget-tokens N"_s)};
        else if (build.reason == "stuck"_L1)
            commands = {command("logs", build), command("resume", build)};
        else
            commands = {command("resume", build)};
        break;
    case BuildState::Interrupted:
        commands = {command("resume", build)};
        break;
    case BuildState::Failed:
        commands = {command("resume", build), command("logs", build, u"--level error"_s)};
        if (build.reason == "features_unverified"_L1)
            commands.append(command("features", build));
        else if (build.reason == "needs_you"_L1)
            commands = {command("show", build), command("accept", build, u"--because TEXT"_s),
                        command("reject", build, u"FEATURE --because TEXT"_s)};
        break;
    case BuildState::Pending:
    case BuildState::Initializing:
    case BuildState::Running:
    case BuildState::AwaitingDesignReview:
    case BuildState::AwaitingFeatureReview:
    case BuildState::AwaitingProgressReview:
    case BuildState::AwaitingReleaseReview:
    case BuildState::AwaitingAnswer:
    case BuildState::Completed:
    case BuildState::Cancelled:  // by a person, who knows
        return;
    }
    matters.append({toKey(build.state), build.reason, usertext::reasonText(build.reason), {}, commands});
}

Result<QList<Matter>> mattersOf(ReadSide &side, const Build &build)
{
    QList<Matter> matters;
    const auto waiting = waitingOf(side, build);
    if (!waiting)
        return fail(waiting.error());
    addWaiting(matters, build, *waiting);
    if (auto added = addFeatures(matters, side, build); !added)
        return fail(added.error());
    addRest(matters, build);
    return matters;
}

void show(const Invocation &invocation, const Build &build, const Matter &matter)
{
    Terminal &out = invocation.out();
    Json commands = Json::array();
    for (const QString &one : matter.commands)
        commands.push_back(toStd(one));
    out.object(Json {{"build", toStd(build.id.value)},
                     {"name", toStd(build.name)},
                     {"state", toStd(toKey(build.state))},
                     {"kind", toStd(matter.kind)},
                     {"reason", toStd(matter.reason)},
                     {"text", toStd(matter.says)},
                     {"feature", matter.feature.isEmpty() ? Json(nullptr) : Json(toStd(matter.feature))},
                     {"commands", std::move(commands)},
                     {"demonstration", build.demonstration}});
    const QString feature = matter.feature.isEmpty() ? QString() : u"  "_s + matter.feature;
    out.line(u"%1  %2  %3%4"_s.arg(out.strong(build.id.value), usertext::plainTerminalText(build.name),
                                   usertext::stateText(build.state), feature));
    if (!matter.says.isEmpty())
        out.line(u"    "_s + usertext::plainTerminalText(matter.says));
    for (const QString &one : matter.commands)
        out.line(u"    "_s + one);
}

}  // namespace

ExitCode runInbox(const Invocation &invocation)
{
    const QString none = text(QT_TRANSLATE_NOOP("bw::cli", "Nothing waits for you."));
    const auto nothing = [&] {
        invocation.out().note(none);
        return ExitCode::Done;
    };
    auto side = ReadSide::open(invocation);
    if (!side)
        return isNothingYet(side.error()) ? nothing() : report(invocation, side.error());
    store::BuildQuery query;
    bool any = false;
    for (;;) {
        auto page = store::BuildStore((*side)->database()).list(query);
        if (!page)
            return report(invocation, page.error());
        for (const Build &stored : *page) {
            const Build build = (*side)->shown(stored);
            auto matters = mattersOf(**side, build);
            if (!matters)
                return report(invocation, matters.error());
            for (const Matter &matter : std::as_const(*matters))
                show(invocation, build, matter);
            any = any || !matters->isEmpty();
        }
        if (page->size() < query.limit)
            return any ? ExitCode::Done : nothing();
        query.olderThan = page->last().id;
    }
}

}  // namespace bw::cli
