// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startfields.h"

#include <QCoreApplication>
#include <QLocale>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StartFields", source); }

constexpr qint64 mostTokens = 1'000'000'000'000;
constexpr qint64 mostMinutes = 1'000'000;
constexpr qint64 largest = 1LL << 50;

#define BW_TITLE(source) QT_TRANSLATE_NOOP("bw::desktop::StartFields", source)

// "512M", "4G" or bytes; -1 = not understood.
qint64 bytesOf(QString typed)
{
    typed = typed.trimmed().toUpper();
    qint64 unit = 1;
    const QString units = u"KMGT"_s;
    if (!typed.isEmpty() && units.contains(typed.back())) {
        unit = 1LL << (10 * (units.indexOf(typed.back()) + 1));
        typed.chop(1);
    }
    bool good = false;
    const qint64 value = typed.toLongLong(&good);
    return good && value > 0 && value <= largest / unit ? value * unit : -1;
}

}  // namespace

const QList<StartField> &startFields()
{
    using enum StartField::Kind;
    static const QList<StartField> all {
        {"budget.usd", Usd, 0, [](StartChoices &c) -> QString & { return c.whole.usd; }, BW_TITLE("Budget in dollars")},
        {"budget.tokens", Tokens, 0, [](StartChoices &c) -> QString & { return c.whole.tokens; },
         BW_TITLE("Most tokens")},
        {"budget.minutes", Minutes, 0, [](StartChoices &c) -> QString & { return c.whole.minutes; },
         BW_TITLE("Longest time in minutes")},
        {"budget.sandbox_minutes", Minutes, 0, [](StartChoices &c) -> QString & { return c.whole.sandboxMinutes; },
         BW_TITLE("Most minutes of sandboxes")},
        {"phase.usd", Usd, 0, [](StartChoices &c) -> QString & { return c.phase.usd; },
         BW_TITLE("Dollars of each phase")},
        {"phase.tokens", Tokens, 0, [](StartChoices &c) -> QString & { return c.phase.tokens; },
         BW_TITLE("Tokens of each phase")},
        {"phase.minutes", Minutes, 0, [](StartChoices &c) -> QString & { return c.phase.minutes; },
         BW_TITLE("Minutes of each phase")},
        {"phase.sandbox_minutes", Minutes, 0, [](StartChoices &c) -> QString & { return c.phase.sandboxMinutes; },
         BW_TITLE("Minutes of sandboxes of each phase")},
        {"feature.usd", Usd, 0, [](StartChoices &c) -> QString & { return c.feature.usd; },
         BW_TITLE("Dollars of each feature")},
        {"feature.tokens", Tokens, 0, [](StartChoices &c) -> QString & { return c.feature.tokens; },
         BW_TITLE("Tokens of each feature")},
        {"feature.minutes", Minutes, 0, [](StartChoices &c) -> QString & { return c.feature.minutes; },
         BW_TITLE("Minutes of each feature")},
        {"feature.sandbox_minutes", Minutes, 0, [](StartChoices &c) -> QString & { return c.feature.sandboxMinutes; },
         BW_TITLE("Minutes of sandboxes of each feature")},
        {"sandbox.memory", Size, 0, [](StartChoices &c) -> QString & { return c.memory; },
         BW_TITLE("Memory of the sandbox")},
        {"sandbox.disk", Size, 0, [](StartChoices &c) -> QString & { return c.disk; }, BW_TITLE("Disk of the sandbox")},
        {"sandbox.processes", Number, 100'000, [](StartChoices &c) -> QString & { return c.processes; },
         BW_TITLE("Processes in the sandbox")},
        {"sandbox.nice", Number, 19, [](StartChoices &c) -> QString & { return c.niceness; },
         BW_TITLE("Niceness of the sandbox")},
        {"cloud.image", Text, 0, [](StartChoices &c) -> QString & { return c.templateImage; },
         BW_TITLE("Template at E2B")},
        {"cloud.node", Text, 0, [](StartChoices &c) -> QString & { return c.nodeVersion; }, BW_TITLE("Node.js at E2B")},
        {"model.base_url", Text, 0, [](StartChoices &c) -> QString & { return c.baseUrl; },
         BW_TITLE("Address of the model")},
    };
    return all;
}

#undef BW_TITLE

QString titleOf(const StartField &field) { return text(field.title); }

QString hintOf(const StartField &field)
{
    switch (field.kind) {
    case StartField::Kind::Usd:
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartFields", "an amount of dollars such as 5 or 0.50"));
    case StartField::Kind::Tokens:
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartFields", "a whole number such as 2000000"));
    case StartField::Kind::Minutes:
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartFields", "whole minutes, 1 at least"));
    case StartField::Kind::Size:
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartFields", "a size such as 512M or 4G"));
    case StartField::Kind::Number:
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartFields", "a whole number from 1 to %1")).arg(field.highest);
    case StartField::Kind::Text:
        return {};
    }
    return {};
}

std::unexpected<Error> wrongField(const QString &field, const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}, {u"field"_s, field}});
}

Result<std::optional<qint64>> numberOf(const StartField &field, const QString &typed)
{
    const QString trimmed = typed.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    qint64 value = -1;
    bool good = false;
    switch (field.kind) {
    case StartField::Kind::Usd: {
        // Where a comma stands before the cents it is understood; a point is everywhere.
        QString amount = trimmed;
        if (QLocale().decimalPoint() == u","_s)
            amount.replace(u',', u'.');
        const auto money = Money::fromDecimal(amount);
        value = money ? money->nano : -1;
        break;
    }
    case StartField::Kind::Size:
        value = bytesOf(trimmed);
        break;
    case StartField::Kind::Tokens:
    case StartField::Kind::Minutes:
    case StartField::Kind::Number: {
        const qint64 highest = field.kind == StartField::Kind::Tokens ? mostTokens
            : field.kind == StartField::Kind::Minutes                 ? mostMinutes
                                                                      : field.highest;
        const qint64 number = trimmed.toLongLong(&good);
        value = good && number <= highest ? number : -1;
        break;
    }
    case StartField::Kind::Text:
        break;
    }
    if (value < 1)
        return wrongField(QString::fromLatin1(field.key), titleOf(field), hintOf(field));
    return value;
}

QString sizeText(qint64 bytes)
{
    for (const auto &[unit, letter] : {std::pair(1LL << 40, u'T'), {1LL << 30, u'G'}, {1LL << 20, u'M'}})
        if (bytes >= unit && bytes % unit == 0)
            return QString::number(bytes / unit) + letter;
    return QString::number(bytes);
}

}  // namespace bw::desktop
