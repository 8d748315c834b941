// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/trace.h"

#include "base/clock.h"
#include "buildview.h"
#include "commands/commands.h"
#include "readside.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

#include <algorithm>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype shownFiles = 20;

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

Json array(const QStringList &texts)
{
    Json result = Json::array();
    for (const QString &entry : texts)
        result.push_back(toStd(entry));
    return result;
}

Json passageObject(const spec::SpecFeature &passage)
{
    return Json {{"id", toStd(passage.id)},
                 {"first_line", passage.lines.first},
                 {"last_line", passage.lines.last},
                 {"text", toStd(passage.text)}};
}

Json featureObject(const build::FeatureTrace &trace)
{
    Json commits = Json::array();
    for (const build::TraceCommit &commit : trace.commits)
        commits.push_back(Json {{"hash", toStd(commit.hash)}, {"subject", toStd(commit.subject)}});
    Json proofs = Json::array();
    for (const Proof &proof : trace.feature.proof)
        proofs.push_back(Json {{"command", toStd(proof.command)}, {"cwd", toStd(proof.cwd)}});
    Json evidence = Json::array();
    for (const build::TraceEvidence &run : trace.evidence)
        evidence.push_back(Json {{"event", run.seq},
                                 {"time", toStd(toIso(run.timeMs))},
                                 {"command", toStd(run.command)},
                                 {"exit_code", run.exitCode},
                                 {"timed_out", run.timedOut},
                                 {"before", run.before},
                                 {"checkpoint", toStd(run.checkpoint)}});
    return Json {{"feature", toStd(trace.feature.id)},
                 {"status", toStd(toKey(trace.feature.status))},
                 {"description", toStd(trace.feature.description)},
                 {"spec", trace.spec ? passageObject(*trace.spec) : Json(nullptr)},
                 {"sessions", array(trace.sessions)},
                 {"files", array(trace.files)},
                 {"commits", std::move(commits)},
                 {"proofs", std::move(proofs)},
                 {"evidence", std::move(evidence)},
                 {"spec_changed", trace.specChanged},
                 {"changed_since_proof", array(trace.changedSinceProof)}};
}

Json traceObject(const Build &build, const build::BuildTrace &trace)
{
    Json features = Json::array();
    for (const build::FeatureTrace &feature : trace.features)
        features.push_back(featureObject(feature));
    Json unasked = Json::array();
    for (const build::UnaskedFile &file : trace.unasked)
        unasked.push_back(Json {{"path", toStd(file.path)}, {"origin", toStd(file.origin)}});
    Json unplanned = Json::array();
    for (const spec::SpecFeature &passage : trace.unplanned)
        unplanned.push_back(passageObject(passage));
    return Json {{"build", toStd(build.id.value)},
                 {"spec", toStd(trace.specId)},
                 {"spec_version", trace.specVersion},
                 {"newest_spec", toStd(trace.newestSpecId)},
                 {"newest_version", trace.newestVersion},
                 {"features", std::move(features)},
                 {"drift",
                  {{"spec_changed", trace.specChanged},
                   {"unplanned", std::move(unplanned)},
                   {"unasked_files", std::move(unasked)}}},
                 {"demonstration", build.demonstration}};
}

void listed(Terminal &out, const QString &label, const QStringList &entries)
{
    if (entries.isEmpty())
        return;
    QString line = entries.first(std::min(shownFiles, entries.size())).join(u", "_s);
    if (entries.size() > shownFiles)
        line += text(QT_TRANSLATE_NOOP("bw::cli", " and %1 more")).arg(entries.size() - shownFiles);
    out.line(u"    %1 %2"_s.arg(label, -10).arg(usertext::plainTerminalText(line)));
}

void showFeature(Terminal &out, const build::FeatureTrace &trace)
{
    const bool good = trace.feature.status == FeatureStatus::Verified;
    out.line(u"%1 %2  %3"_s.arg(good ? out.good(u"✓"_s) : out.bad(u"✗"_s), out.strong(trace.feature.id),
                                usertext::plainTerminalText(trace.feature.description)));
    listed(out, text(QT_TRANSLATE_NOOP("bw::cli", "spec")),
           {trace.spec ? text(QT_TRANSLATE_NOOP("bw::cli", "line %1: %2"))
                             .arg(trace.spec->lines.first)
                             .arg(trace.spec->text.simplified().left(100))
                       : text(QT_TRANSLATE_NOOP("bw::cli", "not in it: the plan added this"))});
    listed(out, text(QT_TRANSLATE_NOOP("bw::cli", "sessions")), trace.sessions);
    listed(out, text(QT_TRANSLATE_NOOP("bw::cli", "files")), trace.files);
    for (const build::TraceCommit &commit : trace.commits)
        listed(out, text(QT_TRANSLATE_NOOP("bw::cli", "commit")), {commit.hash.left(10) + u"  "_s + commit.subject});
    for (const build::TraceEvidence &run : trace.evidence)
        listed(out, text(QT_TRANSLATE_NOOP("bw::cli", "evidence")),
               {(run.before ? text(QT_TRANSLATE_NOOP("bw::cli", "event %1, exit %2, on a tree before %3: %4"))
                            : text(QT_TRANSLATE_NOOP("bw::cli", "event %1, exit %2, on %3: %4")))
                    .arg(run.seq)
                    .arg(run.exitCode)
                    .arg(run.checkpoint.isEmpty() ? u"-"_s : run.checkpoint, run.command)});
    if (trace.specChanged)
        out.line(out.bad(text(QT_TRANSLATE_NOOP("bw::cli", "    ! the specification says something else now"))));
    if (!trace.changedSinceProof.isEmpty())
        listed(out, text(QT_TRANSLATE_NOOP("bw::cli", "! changed since it was proved:")), trace.changedSinceProof);
}

void showDrifts(Terminal &out, const build::BuildTrace &trace)
{
    if (trace.specChanged)
        out.line(out.bad(text(QT_TRANSLATE_NOOP("bw::cli", "The specification changed since this was built."))));
    for (const spec::SpecFeature &passage : trace.unplanned)
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "  ! in no feature: line %1: %2"))
                     .arg(passage.lines.first)
                     .arg(usertext::plainTerminalText(passage.text.simplified().left(100))));
    QStringList paths;
    for (const build::UnaskedFile &file : trace.unasked)
        paths.append(file.path);
    if (!paths.isEmpty())
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Files that no feature asked for:")));
    listed(out, {}, paths);
    if (!trace.drifted() && trace.unplanned.isEmpty())
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Nothing drifted: specification, proofs and files fit together.")));
}

Status onlyFeature(build::BuildTrace &trace, const QString &id)
{
    const auto found = std::ranges::find_if(
        trace.features, [&](const build::FeatureTrace &feature) { return feature.feature.id == id; });
    if (found == trace.features.end())
        return fail(ErrorCode::NotFound, id, {{u"kind"_s, u"feature"_s}, {u"name"_s, id}});
    trace.features = {*found};
    return {};
}

}  // namespace

ExitCode runTrace(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    if (!build)
        return report(invocation, build.error());
    std::optional<QByteArray> newest;
    if (invocation.has(u"spec"_s)) {
        auto file = readSpecFile(QDir::current().absoluteFilePath(invocation.value(u"spec"_s)));
        if (!file)
            return report(invocation, file.error());
        newest = std::move(*file);
    }
    auto trace = build::loadTrace((*side)->database(), *id, newest);
    if (!trace)
        return report(invocation, trace.error());
    const QString feature = invocation.arguments.value(1);
    if (!feature.isEmpty())
        if (auto found = onlyFeature(*trace, feature); !found)
            return report(invocation, found.error());
    Terminal &out = invocation.out();
    out.object(traceObject(*build, *trace));
    if (build->demonstration)
        out.line(demonstrationText());
    out.line(out.strong(usertext::plainTerminalText(build->name)) + u"  "_s + build->id.value
             + (trace->specId.isEmpty() ? QString()
                                        : text(QT_TRANSLATE_NOOP("bw::cli", "  specification %1, version %2"))
                                              .arg(trace->specId)
                                              .arg(trace->specVersion)));
    for (const build::FeatureTrace &one : std::as_const(trace->features))
        showFeature(out, one);
    if (feature.isEmpty())
        showDrifts(out, *trace);
    return ExitCode::Done;
}

}  // namespace bw::cli
