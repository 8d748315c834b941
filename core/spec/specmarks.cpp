// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specmarks.h"

#include <QRegularExpression>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

FeatureMarks takeFeatureMarks(QString &text)
{
    // Looked at from the end: this is asked for every line that a long entry grows by.
    constexpr qsizetype longest = 2000;
    qsizetype end = text.size();
    while (end > 0 && text.size() - end < longest && text[end - 1].isSpace())
        --end;
    if (end == 0 || text[end - 1] != u'}')
        return {};
    const qsizetype from = std::max<qsizetype>(0, text.size() - longest);
    const qsizetype found = QStringView(text).sliced(from).lastIndexOf(u"{#");
    const qsizetype at = from + found;
    // Marks alone would be a feature without a text.
    if (found < 0 || at < 1)
        return {};
    static const QRegularExpression form(u"^\\{#([\\w.-]+)(?:\\s+depends=\"([^\"]*)\")?\\s*\\}\\s*$"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    const auto match = form.match(text.mid(at));
    if (!match.hasMatch())
        return {};
    text = text.left(at).trimmed();
    return {match.captured(1), dependencyList(match.captured(2))};
}

QString featureMarksText(const FeatureMarks &marks)
{
    if (marks.id.isEmpty())
        return {};
    const QString depends = marks.depends.isEmpty() ? QString() : u" depends=\"%1\""_s.arg(marks.depends.join(u", "_s));
    return u" {#"_s + marks.id + depends + u'}';
}

QStringList dependencyList(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

NamedText splitName(const QString &entry)
{
    constexpr qsizetype longest = 60;
    const qsizetype at = entry.indexOf(u": "_s);
    if (at < 1 || at > longest)
        return {{}, entry};
    const QString name = entry.left(at).trimmed();
    // A sentence before the colon is no name.
    if (name.contains(u'.') || name.contains(u',') || name.count(u' ') > 4)
        return {{}, entry};
    return {name, entry.mid(at + 2).trimmed()};
}

NamedText splitEndpoint(const QString &entry)
{
    static const QRegularExpression form(
        u"^`?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WS|SSE)\\s+(\\S+?)`?(?:\\s*:\\s+|\\s+[:–—-]+\\s+|\\s+|:?$)(.*)$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(entry);
    if (!match.hasMatch())
        return {{}, entry};
    return {match.captured(1) + u' ' + match.captured(2), match.captured(3).trimmed()};
}

}  // namespace bw::spec
