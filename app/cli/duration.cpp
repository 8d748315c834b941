// SPDX-License-Identifier: GPL-3.0-or-later
#include "duration.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

qint64 unitMs(QChar unit)
{
    switch (unit.unicode()) {
    case 's':
        return 1'000;
    case 'm':
        return 60'000;
    case 'h':
        return 3'600'000;
    case 'd':
        return 86'400'000;
    default:
        return 0;
    }
}

// Ten years: more is a slip of the keyboard, and stays far away from overflow.
constexpr qint64 longest = 3'650LL * 86'400'000;

}  // namespace

std::optional<std::chrono::milliseconds> parseDuration(const QString &text)
{
    const QString trimmed = text.trimmed().toLower();
    if (trimmed.isEmpty())
        return std::nullopt;
    qint64 total = 0;
    qint64 number = -1;
    bool anyUnit = false;
    for (const QChar c : trimmed) {
        if (c >= u'0' && c <= u'9') {
            number = (number < 0 ? 0 : number) * 10 + (c.unicode() - u'0');
            if (number > longest)
                return std::nullopt;
            continue;
        }
        const qint64 unit = unitMs(c);
        if (unit == 0 || number < 0 || number > longest / unit)
            return std::nullopt;
        total += number * unit;
        number = -1;
        anyUnit = true;
    }
    if (number >= 0) {
        if (anyUnit || number > longest / unitMs(u'm'))
            return std::nullopt;
        total = number * unitMs(u'm');
    }
    if (total <= 0 || total > longest)
        return std::nullopt;
    return std::chrono::milliseconds(total);
}

QString durationText(std::chrono::milliseconds duration)
{
    const qint64 seconds = duration.count() / 1000;
    const auto text = [](const char *source) { return QCoreApplication::translate("bw::cli", source); };
    if (seconds < 60)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 min %2 s")).arg(seconds / 60).arg(seconds % 60);
    return text(QT_TRANSLATE_NOOP("bw::cli", "%1 h %2 min")).arg(seconds / 3600).arg(seconds / 60 % 60);
}

}  // namespace bw::cli
