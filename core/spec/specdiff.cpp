// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specdiff.h"

#include "spec/featurematch.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = SpecDifference::Kind;
using What = SpecDifference::What;

/// Line ends are no difference.
QString unixLines(QString text) { return text.remove(u'\r'); }

class Comparison
{
public:
    Comparison(const AppSpec &before, const AppSpec &after)
        : m_before(before)
        , m_after(after)
    {
    }

    QList<SpecDifference> run()
    {
        field(What::Name, m_before.name, m_after.name, m_before.nameSpan, m_after.nameSpan);
        field(What::Overview, m_before.overview, m_after.overview, m_before.overviewSpan, m_after.overviewSpan);
        field(What::Tier, m_before.tier ? toKey(*m_before.tier) : QString(),
              m_after.tier ? toKey(*m_after.tier) : QString(), m_before.tierSpan, m_after.tierSpan);
        field(What::Target, m_before.targetFeatures ? QString::number(*m_before.targetFeatures) : QString(),
              m_after.targetFeatures ? QString::number(*m_after.targetFeatures) : QString(), m_before.targetSpan,
              m_after.targetSpan);
        features();
        groups();
        items();
        sections();
        m_found += m_removed;
        return std::move(m_found);
    }

private:
    void field(What what, const QString &written, const QString &rewritten, const TextSpan &from, const TextSpan &to)
    {
        const QString before = unixLines(written);
        const QString after = unixLines(rewritten);
        if (before == after)
            return;
        SpecDifference difference {.kind = before.isEmpty() ? Kind::Added
                                       : after.isEmpty()    ? Kind::Removed
                                                            : Kind::Changed,
                                   .what = what,
                                   .key = toKey(what),
                                   .before = before,
                                   .after = after,
                                   .lineBefore = from.from.line,
                                   .lineAfter = to.from.line};
        append(std::move(difference));
    }

    void append(SpecDifference difference)
    {
        if (difference.kind == Kind::Changed)
            difference.words = wordDiff(difference.before, difference.after);
        (difference.kind == Kind::Removed ? m_removed : m_found).append(std::move(difference));
    }

    void features();
    void groups();
    void items();
    void sections();

    const AppSpec &m_before;
    const AppSpec &m_after;
    QList<SpecDifference> m_found;
    QList<SpecDifference> m_removed;
};

void Comparison::features()
{
    const FeatureMatch match = matchFeatures(m_before.features, m_after.features);
    const QSet<qsizetype> moved = movedFeatures(m_before.features, m_after.features, match);
    for (qsizetype i = 0; i < m_after.features.size(); ++i) {
        const SpecFeature &now = m_after.features.at(i);
        SpecDifference difference {.kind = Kind::Added,
                                   .what = What::Feature,
                                   .key = now.id,
                                   .after = now.text,
                                   .groupAfter = now.group,
                                   .lineAfter = now.lines.first};
        const qsizetype from = match.before.at(i);
        if (from < 0) {
            append(std::move(difference));
            continue;
        }
        const SpecFeature &old = m_before.features.at(from);
        difference.before = old.text;
        difference.groupBefore = old.group;
        difference.lineBefore = old.lines.first;
        if (old.text != now.text || old.depends != now.depends) {
            difference.kind = Kind::Changed;
            if (old.text == now.text) {
                difference.before += u" → "_s + old.depends.join(u", "_s);
                difference.after += u" → "_s + now.depends.join(u", "_s);
            }
            append(difference);
        }
        if (old.group != now.group || moved.contains(i)) {
            difference.kind = Kind::Moved;
            difference.words.clear();
            append(std::move(difference));
        }
    }
    for (qsizetype i = 0; i < m_before.features.size(); ++i) {
        const SpecFeature &old = m_before.features.at(i);
        if (match.after.at(i) < 0)
            append({.kind = Kind::Removed,
                    .what = What::Feature,
                    .key = old.id,
                    .before = old.text,
                    .groupBefore = old.group,
                    .lineBefore = old.lines.first});
    }
}

void Comparison::groups()
{
    const auto names = [](const AppSpec &spec) {
        QHash<std::pair<int, QString>, int> found;
        for (const SpecGroup &group : spec.groups)
            found.insert({static_cast<int>(group.area), group.name}, group.lines.first);
        return found;
    };
    const auto old = names(m_before);
    const auto now = names(m_after);
    for (const SpecGroup &group : m_after.groups) {
        if (!old.contains({static_cast<int>(group.area), group.name}))
            append({.kind = Kind::Added,
                    .what = What::Group,
                    .area = group.area,
                    .key = group.name,
                    .after = group.name,
                    .lineAfter = group.lines.first});
    }
    for (const SpecGroup &group : m_before.groups) {
        if (!now.contains({static_cast<int>(group.area), group.name}))
            append({.kind = Kind::Removed,
                    .what = What::Group,
                    .area = group.area,
                    .key = group.name,
                    .before = group.name,
                    .lineBefore = group.lines.first});
    }
}

void Comparison::items()
{
    // The same key more than once: the first with the first, and so on.
    QHash<QString, QList<qsizetype>> old;
    for (qsizetype i = 0; i < m_before.items.size(); ++i)
        old[m_before.items.at(i).key()].append(i);
    for (const SpecItem &now : m_after.items) {
        auto &same = old[now.key()];
        SpecDifference difference {.kind = Kind::Added,
                                   .what = What::Item,
                                   .area = now.area,
                                   .key = now.key(),
                                   .after = now.text,
                                   .groupAfter = now.group,
                                   .lineAfter = now.lines.first};
        if (same.isEmpty()) {
            append(std::move(difference));
            continue;
        }
        const SpecItem &then = m_before.items.at(same.takeFirst());
        difference.before = then.text;
        difference.groupBefore = then.group;
        difference.lineBefore = then.lines.first;
        difference.kind = Kind::Changed;
        if (then.text != now.text)
            append(std::move(difference));
    }
    QSet<qsizetype> gone;
    for (const QList<qsizetype> &rest : std::as_const(old))
        gone.unite(QSet<qsizetype>(rest.begin(), rest.end()));
    for (qsizetype i = 0; i < m_before.items.size(); ++i) {
        const SpecItem &then = m_before.items.at(i);
        if (gone.contains(i))
            append({.kind = Kind::Removed,
                    .what = What::Item,
                    .area = then.area,
                    .key = then.key(),
                    .before = then.text,
                    .groupBefore = then.group,
                    .lineBefore = then.lines.first});
    }
}

void Comparison::sections()
{
    QHash<QString, QList<const SpecSection *>> old;
    for (const SpecSection &section : m_before.sections)
        old[section.name].append(&section);
    for (const SpecSection &now : m_after.sections) {
        auto &same = old[now.name];
        const SpecSection *then = same.isEmpty() ? nullptr : same.takeFirst();
        // What is read as data has been compared.
        if ((then && unixLines(then->text) == unixLines(now.text)) || now.area)
            continue;
        append({.kind = then ? Kind::Changed : Kind::Added,
                .what = What::Section,
                .key = now.name,
                .before = then ? then->text : QString(),
                .after = now.text,
                .lineBefore = then ? then->lines.first : 0,
                .lineAfter = now.lines.first});
    }
    for (const SpecSection &section : m_before.sections) {
        if (!section.area && old.value(section.name).contains(&section))
            append({.kind = Kind::Removed,
                    .what = What::Section,
                    .key = section.name,
                    .before = section.text,
                    .lineBefore = section.lines.first});
    }
}

}  // namespace

QString toKey(SpecDifference::Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return u"added"_s;
    case Kind::Removed:
        return u"removed"_s;
    case Kind::Changed:
        return u"changed"_s;
    case Kind::Moved:
        return u"moved"_s;
    }
    return {};
}

QString toKey(SpecDifference::What what)
{
    switch (what) {
    case What::Name:
        return u"name"_s;
    case What::Overview:
        return u"overview"_s;
    case What::Tier:
        return u"tier"_s;
    case What::Target:
        return u"target"_s;
    case What::Feature:
        return u"feature"_s;
    case What::Group:
        return u"group"_s;
    case What::Item:
        return u"item"_s;
    case What::Section:
        return u"section"_s;
    }
    return {};
}

Json toJson(const SpecDifference &difference)
{
    Json object {{"kind", toStd(toKey(difference.kind))}, {"what", toStd(toKey(difference.what))}};
    if (difference.what == What::Group || difference.what == What::Item)
        object["area"] = toStd(toKey(difference.area));
    object["key"] = toStd(difference.key);
    object["before"] = toStd(difference.before);
    object["after"] = toStd(difference.after);
    if (difference.groupBefore != difference.groupAfter)
        object["groups"] = Json::array({toStd(difference.groupBefore), toStd(difference.groupAfter)});
    object["lines"] = Json::array({difference.lineBefore, difference.lineAfter});
    if (!difference.words.isEmpty()) {
        Json words = Json::array();
        for (const WordPiece &piece : difference.words) {
            const char *mark = piece.kind == WordPiece::Kind::Same ? " "
                : piece.kind == WordPiece::Kind::Added             ? "+"
                                                                   : "-";
            words.push_back(Json::array({mark, toStd(piece.text)}));
        }
        object["words"] = std::move(words);
    }
    return object;
}

QList<SpecDifference> diffSpecs(const AppSpec &before, const AppSpec &after) { return Comparison(before, after).run(); }

}  // namespace bw::spec
