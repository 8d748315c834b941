// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wholefile.h"
#include "commands/commands.h"
#include "engine/rememberedanswers.h"
#include "readside.h"
#include "waiting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

void showGate(const Invocation &invocation, const Waiting &waiting, Json object)
{
    object["content"] = toStd(QString::fromUtf8(waiting.content));
    invocation.out().object(object);
    // On stdout and nothing else there: it is meant to be edited and given to `approve --edit`.
    const QString content = QString::fromUtf8(waiting.content);
    for (const QString &line : content.trimmed().split(u'\n'))
        invocation.out().line(line);
}

}  // namespace

ExitCode runReview(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    if (!build)
        return report(invocation, build.error());
    auto waiting = waitingOf(**side, *build);
    if (!waiting)
        return report(invocation, waiting.error());
    Json object = waitingObject(*waiting);
    if (!object.is_object())
        object = Json::object();
    object["build"] = toStd(build->id.value);
    if (waiting->gate && invocation.has(u"out"_s)) {
        const QString path = QDir::current().absoluteFilePath(invocation.value(u"out"_s));
        if (auto written = writeWhole(path, waiting->content); !written)
            return report(invocation, written.error());
        object["out"] = toStd(path);
        invocation.out().object(object);
        invocation.out().line(path);
    } else if (waiting->gate) {
        showGate(invocation, *waiting, std::move(object));
    } else {
        invocation.out().object(object);
    }
    if (!waiting->any())
        invocation.out().note(text(QT_TRANSLATE_NOOP("bw::cli", "Build %1 waits for nobody.")).arg(build->id.value));
    for (const QString &line : waitingLines(*build, *waiting))
        invocation.out().note(line);
    return ExitCode::Done;
}

ExitCode runAnswers(const Invocation &invocation)
{
    engine::RememberedAnswers remembered(invocation.dataFolder);
    if (invocation.arguments.value(0) == "forget"_L1) {
        if (auto forgotten = remembered.forget(invocation.arguments.value(1).toInt()); !forgotten)
            return report(invocation, forgotten.error());
        invocation.out().object(Json {{"forgotten", invocation.arguments.value(1).toInt()}});
        invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "It will be asked again.")));
        return ExitCode::Done;
    }
    if (!invocation.arguments.isEmpty())
        return report(invocation,
                      Error {ErrorCode::InvalidArgument,
                             invocation.arguments.first(),
                             {{u"what"_s, invocation.arguments.first()}, {u"remedy"_s, u"answers [forget N]"_s}},
                             {}});
    const auto all = remembered.all();
    if (!all)
        return report(invocation, all.error());
    if (all->isEmpty())
        invocation.out().note(text(QT_TRANSLATE_NOOP("bw::cli", "No answer is remembered for a project.")));
    int number = 0;
    for (const auto &answer : *all) {
        ++number;
        invocation.out().object(Json {{"number", number},
                                      {"project", toStd(answer.project)},
                                      {"kind", toStd(answer.kind)},
                                      {"subject", toStd(answer.subject)},
                                      {"answer", toStd(answer.answer)},
                                      {"time_ms", answer.timeMs}});
        invocation.out().line(
            u"%1  %2  %3  %4  %5"_s.arg(number).arg(answer.answer, answer.project, answer.kind, answer.subject));
    }
    return ExitCode::Done;
}

}  // namespace bw::cli
