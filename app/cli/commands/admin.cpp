// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/doctor.h"

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
    out.line(text(QT_TRANSLATE_NOOP("bw::cli", "Looked at %1 builds, %2 events, %3 log lines, %4 blobs."))
                 .arg(found.builds)
                 .arg(found.events)
                 .arg(found.lines)
                 .arg(found.blobs));
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
