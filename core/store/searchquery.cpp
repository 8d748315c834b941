// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/searchquery.h"

#include <QStringList>

#include <algorithm>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

bool hasWord(const QString &text)
{
    return std::ranges::any_of(text.toUcs4(), [](uint c) { return QChar::isLetterOrNumber(c); });
}

}  // namespace

QString matchExpression(const QString &typed)
{
    QStringList terms;
    bool endsOpen = false;  // the last term is an unquoted word that may still be growing
    const QStringList parts = QString(typed).remove(QChar(0)).split(u'"');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool phrase = i % 2 == 1 && i + 1 < parts.size();
        const QStringList words =
            phrase ? QStringList {parts.at(i)} : parts.at(i).simplified().split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            if (!hasWord(word))
                continue;
            terms.append(u'"' + word + u'"');
            endsOpen = !phrase;
        }
    }
    if (terms.isEmpty())
        return {};
    return terms.join(u" AND "_s) + (endsOpen && !typed.back().isSpace() ? u"*"_s : QString());
}

}  // namespace bw::store
