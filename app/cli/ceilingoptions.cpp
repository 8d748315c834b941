// SPDX-License-Identifier: GPL-3.0-or-later
#include "ceilingoptions.h"

#include "duration.h"

#include <QCoreApplication>

#include <array>
#include <cstring>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *prefix = "budget-";
constexpr qint64 mostTokens = 1'000'000'000'000;
constexpr qint64 mostMinutes = 1'000'000;

enum class Of { Build, Phase, Feature };
enum class Kind { Usd, Tokens, Minutes, SandboxMinutes };

struct CeilingOption {
    const char *name;
    const char *value;
    const char *help;
    Of of;
    Kind kind;
};

constexpr std::array table {
    CeilingOption {"budget-usd", "X", QT_TRANSLATE_NOOP("bw::cli", "ceiling in dollars"), Of::Build, Kind::Usd},
    CeilingOption {"budget-tokens", "N", QT_TRANSLATE_NOOP("bw::cli", "ceiling in tokens"), Of::Build, Kind::Tokens},
    CeilingOption {"budget-sandbox-minutes", "N",
                   QT_TRANSLATE_NOOP("bw::cli", "how long sandboxes may stand, all together"), Of::Build,
                   Kind::SandboxMinutes},
    CeilingOption {"budget-phase-usd", "X", QT_TRANSLATE_NOOP("bw::cli", "ceiling in dollars of each phase"), Of::Phase,
                   Kind::Usd},
    CeilingOption {"budget-phase-tokens", "N", QT_TRANSLATE_NOOP("bw::cli", "ceiling in tokens of each phase"),
                   Of::Phase, Kind::Tokens},
    CeilingOption {"budget-phase-minutes", "N", QT_TRANSLATE_NOOP("bw::cli", "how long each phase may take"), Of::Phase,
                   Kind::Minutes},
    CeilingOption {"budget-phase-sandbox-minutes", "N",
                   QT_TRANSLATE_NOOP("bw::cli", "how long sandboxes may stand in each phase"), Of::Phase,
                   Kind::SandboxMinutes},
    CeilingOption {"budget-feature-usd", "X",
                   QT_TRANSLATE_NOOP("bw::cli", "ceiling in dollars of each feature; one that reaches it is left"),
                   Of::Feature, Kind::Usd},
    CeilingOption {"budget-feature-tokens", "N", QT_TRANSLATE_NOOP("bw::cli", "ceiling in tokens of each feature"),
                   Of::Feature, Kind::Tokens},
    CeilingOption {"budget-feature-minutes", "N", QT_TRANSLATE_NOOP("bw::cli", "how long each feature may take"),
                   Of::Feature, Kind::Minutes},
    CeilingOption {"budget-feature-sandbox-minutes", "N",
                   QT_TRANSLATE_NOOP("bw::cli", "how long sandboxes may stand for each feature"), Of::Feature,
                   Kind::SandboxMinutes},
};

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

std::unexpected<Error> wrong(const QString &option, const QString &value, const QString &remedy)
{
    const QString what = u"--%1 %2"_s.arg(option, value);
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Result<qint64> wholeNumber(const QString &option, const QString &value, qint64 highest)
{
    bool good = false;
    const qint64 number = value.toLongLong(&good);
    if (!good || number < 1 || number > highest)
        return wrong(option, value, text(QT_TRANSLATE_NOOP("bw::cli", "a whole number from 1 to %1")).arg(highest));
    return number;
}

Status take(Kind kind, const QString &option, const QString &value, PartCeilings &part)
{
    if (kind == Kind::Usd) {
        const auto usd = Money::fromDecimal(value);
        if (!usd)
            return wrong(option, value, text(QT_TRANSLATE_NOOP("bw::cli", "an amount in dollars such as 5 or 0.50")));
        part.usd = usd;
        return {};
    }
    const auto number = wholeNumber(option, value, kind == Kind::Tokens ? mostTokens : mostMinutes);
    if (!number)
        return fail(number.error());
    if (kind == Kind::Tokens)
        part.tokens = *number;
    else if (kind == Kind::Minutes)
        part.timeMs = *number * 60'000;
    else
        part.sandboxSeconds = *number * 60;
    return {};
}

}  // namespace

QList<OptionInfo> ceilingOptions(bool brief)
{
    QList<OptionInfo> options;
    for (const CeilingOption &option : table)
        options.append({brief ? option.name + std::strlen(prefix) : option.name, option.value, option.help});
    options.append({"time-limit", "DURATION", QT_TRANSLATE_NOOP("bw::cli", "rest after this time: 45m, 2h30m")});
    return options;
}

Status readCeilings(const Invocation &invocation, engine::Ceilings &ceilings)
{
    PartCeilings whole {ceilings.usd, ceilings.tokens, std::nullopt, ceilings.sandboxSeconds};
    for (const CeilingOption &option : table) {
        QString name = QString::fromLatin1(option.name);
        if (!invocation.has(name))
            name = name.mid(static_cast<qsizetype>(std::strlen(prefix)));
        if (!invocation.has(name))
            continue;
        PartCeilings &part = option.of == Of::Build ? whole
            : option.of == Of::Phase                ? ceilings.phase
                                                    : ceilings.feature;
        if (auto taken = take(option.kind, name, invocation.value(name), part); !taken)
            return taken;
    }
    ceilings.usd = whole.usd;
    ceilings.tokens = whole.tokens;
    ceilings.sandboxSeconds = whole.sandboxSeconds;
    if (const QString option = u"time-limit"_s; invocation.has(option)) {
        const auto limit = parseDuration(invocation.value(option));
        if (!limit)
            return wrong(option, invocation.value(option),
                         text(QT_TRANSLATE_NOOP("bw::cli", "a duration such as 45m or 2h30m")));
        ceilings.timeLimitMs = limit->count();
    }
    return {};
}

}  // namespace bw::cli
