// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "buildview.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/eventstore.h"
#include "store/logstore.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 1000;

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

void showLine(const Invocation &invocation, const store::LogLine &line, bool demonstration)
{
    Terminal &out = invocation.out();
    out.object(Json {{"build", toStd(line.build.value)},
                     {"n", line.n},
                     {"event", line.eventSeq},
                     {"time", toStd(toIso(line.timeMs))},
                     {"level", toStd(store::toKey(line.level))},
                     {"source", toStd(line.source)},
                     {"feature", toStd(line.feature)},
                     {"text", toStd(line.text)},
                     {"demonstration", demonstration}});
    const QString time = QDateTime::fromMSecsSinceEpoch(line.timeMs).toString(u"hh:mm:ss"_s);
    const QString shown = usertext::plainTerminalText(line.text);
    out.line(out.faint(time) + u"  "_s + (line.level >= store::LogLevel::Warning ? out.bad(shown) : shown));
}

Result<store::LogFilter> filterOf(const Invocation &invocation)
{
    store::LogFilter filter;
    if (!invocation.has(u"level"_s))
        return filter;
    const QString given = invocation.value(u"level"_s);
    const auto level = store::logLevelFromKey(given == "warn"_L1 ? u"warning"_s : given);
    if (!level)
        return fail(ErrorCode::InvalidArgument, u"--level"_s,
                    {{u"what"_s, u"--level "_s + given}, {u"remedy"_s, u"debug, info, warning, error"_s}});
    filter.level = *level;
    return filter;
}

// Prints pages after `after`; gives back the last line's number. Searching and reading differ only in the call.
Result<qint64> showFrom(const Invocation &invocation, ReadSide &side, const Build &build,
                        const store::LogFilter &filter, qint64 after)
{
    const store::LogStore logs(side.database());
    const BuildId &id = build.id;
    for (;;) {
        auto page = invocation.has(u"search"_s)
            ? logs.search(id, invocation.value(u"search"_s), pageSize, after, filter)
            : logs.page(id, after, pageSize, filter);
        if (!page)
            return fail(page.error());
        for (const store::LogLine &line : *page) {
            showLine(invocation, line, build.demonstration);
            after = line.n;
        }
        if (page->size() < pageSize || invocation.stop.stop_requested())
            return after;
    }
}

bool isStillWriting(ReadSide &side, const BuildId &id)
{
    const auto build = side.build(id);
    return build && !isEnded(build->state) && build->state != BuildState::Interrupted
        && build->state != BuildState::Paused;
}

}  // namespace

ExitCode runLogs(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    if (!id)
        return report(invocation, id.error());
    auto filter = filterOf(invocation);
    if (!filter)
        return report(invocation, filter.error());
    const auto build = (*side)->build(*id);
    if (!build)
        return report(invocation, build.error());
    if (build->demonstration)
        invocation.out().note(demonstrationText());
    SystemClock clock;
    Result<qint64> shown = 0;
    for (;;) {
        // Asked before the page is read, so that lines written in between are not lost.
        const bool more = invocation.has(u"follow"_s) && isStillWriting(**side, *id);
        shown = showFrom(invocation, **side, *build, *filter, *shown);
        if (!shown)
            return report(invocation, shown.error());
        if (!more || !clock.sleep(std::chrono::milliseconds(100), invocation.stop))
            break;
    }
    if (*shown == 0)
        invocation.out().note(invocation.has(u"search"_s) ? text(QT_TRANSLATE_NOOP("bw::cli", "No line holds that."))
                                                          : text(QT_TRANSLATE_NOOP("bw::cli", "The log is empty.")));
    return ExitCode::Done;
}

ExitCode runEvents(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    if (!id)
        return report(invocation, id.error());
    const auto build = (*side)->build(*id);
    const bool demonstration = build && build->demonstration;
    if (demonstration)
        invocation.out().note(demonstrationText());
    const store::EventStore events((*side)->database());
    qint64 next = 1;
    for (;;) {
        auto page = events.page(*id, next, 0, pageSize);
        if (!page)
            return report(invocation, page.error());
        for (const Event &event : *page) {
            invocation.out().object(Json {{"build", toStd(event.build.value)},
                                          {"seq", event.seq},
                                          {"type", toStd(event.type)},
                                          {"time", toStd(toIso(event.timeMs))},
                                          {"payload", event.payload},
                                          {"demonstration", demonstration}});
            invocation.out().line(
                u"%1  %2  %3  %4"_s.arg(event.seq, 6)
                    .arg(toIso(event.timeMs))
                    .arg(event.type, -22)
                    .arg(usertext::plainTerminalText(QString::fromUtf8(toBytes(event.payload)).left(160))));
            next = event.seq + 1;
        }
        if (page->size() < pageSize || invocation.stop.stop_requested())
            return ExitCode::Done;
    }
}

}  // namespace bw::cli
