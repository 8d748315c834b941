// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/doctor.h"
#include "store/statehash.h"
#include "usertext/amounttext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

Json reportObject(const store::DoctorReport &found)
{
    Json findings = Json::array();
    for (const store::Finding &finding : found.findings)
        findings.push_back(
            Json {{"kind", toStd(finding.kind)}, {"where", toStd(finding.where)}, {"detail", toStd(finding.detail)}});
    return Json {{"sound", found.sound()}, {"rebuilt", found.rebuilt}, {"differences", found.differences},
                 {"builds", found.builds}, {"events", found.events},   {"lines", found.lines},
                 {"blobs", found.blobs},   {"findings", findings}};
}

ExitCode showReport(const Invocation &invocation, const store::DoctorReport &found)
{
    Terminal &out = invocation.out();
    out.object(reportObject(found));
    out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Looked at: builds %1, events %2, log lines %3, blobs %4."))
                 .arg(usertext::countText(found.builds), usertext::countText(found.events),
                      usertext::countText(found.lines), usertext::countText(found.blobs)));
    for (const store::Finding &finding : found.findings)
        out.line(out.bad(u"✗ "_s) + u"%1: %2: %3"_s.arg(finding.kind, finding.where, finding.detail));
    if (found.rebuilt)
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "The tables were made again from the events.")));
    if (found.sound())
        out.line(out.good(u"✓ "_s) + text(QT_TRANSLATE_NOOP("bw::cli", "Everything is as it should be.")));
    else if (!found.rebuilt)
        out.line(
            text(QT_TRANSLATE_NOOP("bw::cli", "Tables that differ are made again by: buildwright doctor --rebuild")));
    return found.sound() ? ExitCode::Done : ExitCode::BuildFailed;
}

Result<store::DoctorReport> rebuild(const Invocation &invocation)
{
    SystemClock clock;
    auto database = store::Database::open(invocation.dataFolder, store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return fail(database.error());
    return store::Doctor(**database).rebuild(invocation.stop);
}

// Makes everything that is shown of a build again from its events, and compares.
ExitCode replayBuild(const Invocation &invocation, ReadSide &side)
{
    auto id = side.resolve(invocation.arguments.first());
    auto state =
        id ? store::stateHash(side.database(), *id, invocation.stop) : Result<store::StateHash>(fail(id.error()));
    if (!state)
        return report(invocation, state.error());
    Json differing = Json::array();
    for (const QString &table : std::as_const(state->differing))
        differing.push_back(toStd(table));
    Terminal &out = invocation.out();
    out.object(Json {{"build", toStd(id->value)},
                     {"state_hash", toStd(state->stored)},
                     {"replayed_hash", toStd(state->replayed)},
                     {"differing", std::move(differing)},
                     {"equal", state->equal()}});
    out.line(text(QT_TRANSLATE_NOOP("bw::cli", "stored:   %1")).arg(state->stored));
    out.line(text(QT_TRANSLATE_NOOP("bw::cli", "replayed: %1")).arg(state->replayed));
    if (state->equal()) {
        out.line(out.good(text(QT_TRANSLATE_NOOP("bw::cli", "The record replays to what is shown."))));
        return ExitCode::Done;
    }
    out.line(out.bad(text(QT_TRANSLATE_NOOP("bw::cli", "What is shown differs from the record in: %1"))
                         .arg(state->differing.join(u", "_s))));
    return ExitCode::BuildFailed;
}

}  // namespace

ExitCode runDoctor(const Invocation &invocation)
{
    if (invocation.has(u"rebuild"_s)) {
        auto found = rebuild(invocation);
        return found ? showReport(invocation, *found) : report(invocation, found.error());
    }
    auto side = ReadSide::open(invocation);
    if (!side && isNothingYet(side.error())) {
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "Nothing is stored in %1 yet.")).arg(invocation.dataFolder));
        return ExitCode::Done;
    }
    if (!side)
        return report(invocation, side.error());
    if (!invocation.arguments.isEmpty())
        return replayBuild(invocation, **side);
    auto found = store::Doctor((*side)->database()).check(invocation.stop);
    return found ? showReport(invocation, *found) : report(invocation, found.error());
}

ExitCode runVersion(const Invocation &invocation)
{
    invocation.out().object(Json {{"version", BUILDWRIGHT_VERSION}, {"qt", qVersion()}});
    invocation.out().line(u"buildwright "_s + QStringLiteral(BUILDWRIGHT_VERSION) + u" (Qt "_s
                          + QString::fromLatin1(qVersion()) + u")"_s);
    return ExitCode::Done;
}

// The background owner of `build --detach`: takes what it is handed, and ends when nothing of it runs any more.
ExitCode runServe(const Invocation &invocation)
{
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    if (!(*acting)->isOwner())
        return ExitCode::Done;
    SystemClock clock;
    // Whoever started this process hands over within its own patience.
    (void)clock.sleep(std::chrono::seconds(10), invocation.stop);
    (*acting)->finish(invocation);
    return ExitCode::Done;
}

}  // namespace bw::cli
