// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "buildview.h"
#include "commands/commands.h"
#include "duration.h"
#include "engine/settingsdefaults.h"
#include "follow.h"
#include "readside.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestSpec = 4'000'000;

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Result<qint64> wholeNumber(const Invocation &invocation, const QString &option, qint64 highest)
{
    bool good = false;
    const qint64 value = invocation.value(option).toLongLong(&good);
    if (!good || value < 1 || value > highest)
        return wrong(u"--%1 %2"_s.arg(option, invocation.value(option)),
                     text(QT_TRANSLATE_NOOP("bw::cli", "a whole number from 1 to %1")).arg(highest));
    return value;
}

// "512M", "4G" or bytes.
Result<qint64> size(const Invocation &invocation, const QString &option)
{
    QString given = invocation.value(option).trimmed().toUpper();
    qint64 unit = 1;
    const QString units = u"KMGT"_s;
    if (!given.isEmpty() && units.contains(given.back())) {
        unit = 1LL << (10 * (units.indexOf(given.back()) + 1));
        given.chop(1);
    }
    bool good = false;
    const qint64 value = given.toLongLong(&good);
    if (!good || value < 1 || value > (1LL << 50) / unit)
        return wrong(u"--%1 %2"_s.arg(option, invocation.value(option)),
                     text(QT_TRANSLATE_NOOP("bw::cli", "a size such as 512M or 4G")));
    return value * unit;
}

template <typename T, typename Target>
Status take(Result<T> value, Target &target)
{
    if (!value)
        return fail(value.error());
    target = static_cast<Target>(*value);
    return {};
}

Status readLimits(const Invocation &invocation, BuildOptions &options)
{
    Status done;
    if (invocation.has(u"memory"_s))
        done = take(size(invocation, u"memory"_s), options.memoryBytes);
    if (done && invocation.has(u"disk"_s))
        done = take(size(invocation, u"disk"_s), options.diskBytes);
    if (done && invocation.has(u"processes"_s))
        done = take(wholeNumber(invocation, u"processes"_s, 100'000), options.processes);
    if (done && invocation.has(u"nice"_s))
        done = take(wholeNumber(invocation, u"nice"_s, 19), options.niceness);
    return done;
}

Status readBudget(const Invocation &invocation, BuildOptions &options)
{
    if (invocation.has(u"budget-usd"_s)) {
        options.budgetUsd = Money::fromDecimal(invocation.value(u"budget-usd"_s));
        if (!options.budgetUsd)
            return wrong(u"--budget-usd "_s + invocation.value(u"budget-usd"_s),
                         text(QT_TRANSLATE_NOOP("bw::cli", "an amount in dollars such as 5 or 0.50")));
    }
    if (invocation.has(u"budget-tokens"_s)) {
        auto tokens = wholeNumber(invocation, u"budget-tokens"_s, 1'000'000'000'000);
        if (!tokens)
            return fail(tokens.error());
        options.budgetTokens = *tokens;
    }
    if (invocation.has(u"time-limit"_s)) {
        const auto limit = parseDuration(invocation.value(u"time-limit"_s));
        if (!limit)
            return wrong(u"--time-limit "_s + invocation.value(u"time-limit"_s),
                         text(QT_TRANSLATE_NOOP("bw::cli", "a duration such as 45m or 2h30m")));
        options.timeLimitMs = limit->count();
    }
    return {};
}

Status readChoices(const Invocation &invocation, BuildOptions &options)
{
    if (invocation.has(u"model"_s))
        options.model = invocation.value(u"model"_s);
    if (invocation.has(u"base-url"_s))
        options.baseUrl = invocation.value(u"base-url"_s);
    if (invocation.has(u"sandbox"_s))
        options.sandbox = invocation.value(u"sandbox"_s);
    if (options.sandbox != "local"_L1)
        return fail(ErrorCode::Unsupported, u"sandbox"_s, {{u"what"_s, u"--sandbox "_s + options.sandbox}});
    if (invocation.has(u"network"_s)) {
        const auto policy = networkPolicyFromKey(invocation.value(u"network"_s));
        if (!policy)
            return wrong(u"--network "_s + invocation.value(u"network"_s), u"none, registries, open"_s);
        options.network = *policy;
    }
    if (invocation.has(u"tier"_s)) {
        const auto tier = tierFromKey(invocation.value(u"tier"_s));
        if (!tier)
            return wrong(u"--tier "_s + invocation.value(u"tier"_s), u"simple, standard, production"_s);
        options.tier = *tier;
    }
    if (invocation.has(u"features"_s))
        return take(wholeNumber(invocation, u"features"_s, 1000), options.features);
    return {};
}

Result<QByteArray> readSpec(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, u"spec"_s,
                    {{u"path"_s, path},
                     {u"why"_s,
                      QFileInfo::exists(path) ? file.errorString()
                                              : text(QT_TRANSLATE_NOOP("bw::cli", "there is no such file"))}});
    if (file.size() > largestSpec)
        return fail(ErrorCode::TooLarge, u"spec"_s, {{u"what"_s, path}, {u"limit"_s, u"4 MB"_s}});
    return file.readAll();
}

Result<engine::BuildRequest> readRequest(const Invocation &invocation)
{
    const int sources = invocation.has(u"spec"_s) + invocation.has(u"template"_s) + invocation.has(u"prompt"_s);
    if (sources != 1)
        return wrong(text(QT_TRANSLATE_NOOP("bw::cli", "what to build")),
                     u"--spec FILE | --template ID | --prompt TEXT"_s);
    engine::BuildRequest request;
    request.options = engine::defaultBuildOptions();
    for (const auto read : {readChoices, readBudget, readLimits}) {
        if (auto done = read(invocation, request.options); !done)
            return fail(done.error());
    }
    if (invocation.has(u"spec"_s)) {
        auto spec = readSpec(invocation.value(u"spec"_s));
        if (!spec)
            return fail(spec.error());
        request.specText = *spec;
        request.specName = invocation.value(u"spec"_s);
    }
    request.templateId = invocation.value(u"template"_s);
    request.prompt = invocation.value(u"prompt"_s);
    if (invocation.has(u"prompt"_s) && request.prompt.trimmed().isEmpty())
        return wrong(u"--prompt"_s, text(QT_TRANSLATE_NOOP("bw::cli", "a description of the application")));
    return request;
}

// Found before hours of work, not after them.
Result<QString> outPath(const Invocation &invocation)
{
    if (!invocation.has(u"out"_s))
        return QString();
    const QFileInfo info(QDir::current().absoluteFilePath(invocation.value(u"out"_s)));
    const QFileInfo folder(info.absolutePath());
    if (info.isDir() || !folder.isDir() || !folder.isWritable())
        return fail(
            ErrorCode::FileUnwritable, u"--out"_s,
            {{u"path"_s, info.absoluteFilePath()},
             {u"why"_s,
              info.isDir() ? text(QT_TRANSLATE_NOOP("bw::cli", "it is a folder"))
                           : text(QT_TRANSLATE_NOOP("bw::cli", "its folder is missing or may not be written"))}});
    return info.absoluteFilePath();
}

ExitCode showDetached(const Invocation &invocation, const BuildId &id)
{
    auto side = ReadSide::open(invocation);
    auto build = side ? (*side)->build(id) : Result<Build>(fail(side.error()));
    if (!build)
        return report(invocation, build.error());
    invocation.out().object(resultObject(*build, std::nullopt, build->events));
    invocation.out().line(
        text(
            QT_TRANSLATE_NOOP("bw::cli", "Build %1 goes on in the background. Follow it: buildwright logs %1 --follow"))
            .arg(id.value));
    return ExitCode::Done;
}

}  // namespace

ExitCode runBuild(const Invocation &invocation)
{
    auto request = readRequest(invocation);
    if (!request)
        return report(invocation, request.error());
    auto out = outPath(invocation);
    if (!out)
        return report(invocation, out.error());
    const bool detached = invocation.has(u"detach"_s);
    if (detached)
        request->options.out = *out;
    auto acting = detached ? Acting::openDetached(invocation) : Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    auto id = (*acting)->submit(*request, invocation.stop);
    if (!id)
        return report(invocation, id.error());
    if (detached)
        return showDetached(invocation, *id);
    invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Build %1")).arg(id->value));
    if (request->options.model == "demo"_L1 || request->options.model.startsWith("recording:"_L1))
        invocation.out().line(demonstrationText());
    const ExitCode code = followBuild(invocation, **acting, *id, 0, *out);
    (*acting)->finish(invocation);
    return code;
}

}  // namespace bw::cli
