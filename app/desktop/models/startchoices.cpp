// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startchoices.h"

#include "account/settings.h"
#include "build/rolechoice.h"
#include "engine/settingsdefaults.h"
#include "models/startfields.h"
#include "spec/specparser.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StartChoices", source); }

std::unexpected<Error> wrongSource(const QString &what, const QString &remedy)
{
    return wrongField(u"source"_s, what, remedy);
}

Result<QByteArray> readSpec(const QString &path)
{
    if (path.trimmed().isEmpty())
        return wrongSource(text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "the specification")),
                           text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "choose a file")));
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, u"specification"_s,
                    {{u"path"_s, path},
                     {u"why"_s,
                      QFileInfo::exists(path)
                          ? file.errorString()
                          : text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "there is no such file"))}});
    QByteArray bytes = file.read(spec::largestSpec + 1);
    if (bytes.size() > spec::largestSpec)
        return fail(ErrorCode::TooLarge, u"specification"_s, {{u"what"_s, path}, {u"limit"_s, u"4 MB"_s}});
    return bytes;
}

Status readSource(const StartChoices &choices, engine::BuildRequest &request)
{
    const QString what = text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "what to build"));
    switch (choices.source) {
    case StartChoices::Source::Template:
        request.templateId = choices.templateId;
        if (request.templateId.isEmpty())
            return wrongSource(what, text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "choose a template")));
        return {};
    case StartChoices::Source::File: {
        auto bytes = readSpec(choices.specPath);
        if (!bytes)
            return fail(bytes.error());
        request.specText = std::move(*bytes);
        request.specName = choices.specPath;
        return {};
    }
    case StartChoices::Source::Library:
        request.specText = choices.specText;
        request.specName = choices.specName;
        request.spec = choices.spec;
        request.specVersion = choices.specVersion;
        return {};
    case StartChoices::Source::Prompt:
        request.prompt = choices.prompt.trimmed();
        if (request.prompt.isEmpty())
            return wrongSource(what, text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "describe the application")));
        return {};
    }
    return {};
}

// Every number that is typed, by the key of its field.
Result<QHash<QLatin1StringView, std::optional<qint64>>> readNumbers(StartChoices choices)
{
    QHash<QLatin1StringView, std::optional<qint64>> numbers;
    for (const StartField &field : startFields()) {
        if (field.kind == StartField::Kind::Text)
            continue;
        const auto number = numberOf(field, field.of(choices));
        if (!number)
            return fail(number.error());
        numbers.insert(QLatin1StringView(field.key), *number);
    }
    return numbers;
}

std::optional<Money> moneyOf(std::optional<qint64> nano) { return nano ? std::optional(Money {*nano}) : std::nullopt; }

std::optional<qint64> times(std::optional<qint64> value, qint64 factor)
{
    return value ? std::optional(*value * factor) : std::nullopt;
}

Status applyNumbers(const StartChoices &choices, BuildOptions &options)
{
    const auto numbers = readNumbers(choices);
    if (!numbers)
        return fail(numbers.error());
    const auto of = [&numbers](const char *key) { return numbers->value(QLatin1StringView(key)); };
    options.budgetUsd = moneyOf(of("budget.usd"));
    options.budgetTokens = of("budget.tokens");
    options.timeLimitMs = times(of("budget.minutes"), 60'000);
    options.budgetSandboxSeconds = times(of("budget.sandbox_minutes"), 60);
    options.phaseCeilings = {moneyOf(of("phase.usd")), of("phase.tokens"), times(of("phase.minutes"), 60'000),
                             times(of("phase.sandbox_minutes"), 60)};
    options.featureCeilings = {moneyOf(of("feature.usd")), of("feature.tokens"), times(of("feature.minutes"), 60'000),
                               times(of("feature.sandbox_minutes"), 60)};
    options.memoryBytes = of("sandbox.memory").value_or(options.memoryBytes);
    options.diskBytes = of("sandbox.disk").value_or(options.diskBytes);
    options.processes = static_cast<int>(of("sandbox.processes").value_or(options.processes));
    options.niceness = static_cast<int>(of("sandbox.nice").value_or(options.niceness));
    return {};
}

// Found before hours of work, not after them.
Status applyOut(const QString &typed, BuildOptions &options)
{
    options.out.clear();
    if (typed.trimmed().isEmpty())
        return {};
    const QFileInfo file(typed.trimmed());
    const QFileInfo folder(file.absolutePath());
    if (!file.isAbsolute() || file.isDir() || !folder.isDir() || !folder.isWritable())
        return wrongField(
            u"out"_s, text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "where the zip is copied to")),
            text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "a file in a folder that exists and may be written")));
    options.out = file.absoluteFilePath();
    return {};
}

QString minutesText(std::optional<qint64> value, qint64 unit)
{
    return value ? QString::number(*value / unit) : QString();
}

StartChoices::Part partOf(const PartCeilings &ceilings)
{
    return {.usd = ceilings.usd ? ceilings.usd->toDecimal() : QString(),
            .tokens = minutesText(ceilings.tokens, 1),
            .minutes = minutesText(ceilings.timeMs, 60'000),
            .sandboxMinutes = minutesText(ceilings.sandboxSeconds, 60)};
}

}  // namespace

StartChoices defaultChoices()
{
    const auto settings = account::Settings::load();
    const BuildOptions options = engine::buildOptionsFrom(settings);
    StartChoices choices;
    choices.model = options.model;
    choices.roleModels = options.roleModels;
    choices.effort = options.effort;
    choices.baseUrl = options.baseUrl;
    choices.whole =
        partOf({options.budgetUsd, options.budgetTokens, options.timeLimitMs, options.budgetSandboxSeconds});
    choices.phase = partOf(options.phaseCeilings);
    choices.feature = partOf(options.featureCeilings);
    choices.sandbox = options.sandbox;
    choices.network = options.network;
    choices.policy = options.policy;
    choices.features = options.features;
    choices.gates = options.gates;
    choices.retries = options.retries;
    choices.memory = sizeText(options.memoryBytes);
    choices.disk = sizeText(options.diskBytes);
    choices.processes = QString::number(options.processes);
    choices.niceness = QString::number(options.niceness);
    choices.templateImage = options.templateImage;
    choices.nodeVersion = options.nodeVersion;
    if (settings.origin(u"build.tier"_s) != "default"_L1)
        choices.tier = options.tier;
    return choices;
}

Result<engine::BuildRequest> requestOf(const StartChoices &choices)
{
    engine::BuildRequest request;
    request.options = engine::buildOptionsFrom(account::Settings::load());
    BuildOptions &options = request.options;
    options.model = choices.model.trimmed();
    options.roleModels = choices.roleModels;
    options.effort = choices.effort;
    options.roleEfforts = choices.roleEfforts;
    options.baseUrl = choices.baseUrl.trimmed();
    options.sandbox = choices.sandbox;
    options.network = choices.network;
    options.policy = choices.policy;
    options.features = choices.features;
    options.gates = choices.gates;
    options.project = choices.project;
    options.retries = choices.retries;
    options.priority = choices.priority;
    options.attended = true;
    const bool cloud = choices.sandbox == "e2b"_L1;
    options.templateImage = cloud ? choices.templateImage.trimmed() : QString();
    options.nodeVersion = cloud ? choices.nodeVersion.trimmed() : QString();
    request.tierGiven = choices.tier.has_value();
    if (choices.tier)
        options.tier = *choices.tier;
    if (auto applied = applyNumbers(choices, options); !applied)
        return fail(applied.error());
    if (auto applied = applyOut(choices.out, options); !applied)
        return fail(applied.error());
    if (const auto good = build::checkRoles(options); !good) {
        Error error = good.error();
        error.args.insert(u"field"_s, u"roles"_s);
        return fail(error);
    }
    if (auto read = readSource(choices, request); !read)
        return fail(read.error());
    return request;
}

}  // namespace bw::desktop
