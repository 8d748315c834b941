// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specvalidator.h"

#include "spec/featureids.h"
#include "spec/speceditor.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostFindings = 500;  // a screen shows no more, and a hostile file has millions

/// Singular, without cases and marks: "UserProfiles" and "user_profile" are the same thing.
QString thing(const QString &name)
{
    QString made;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            made += c.toLower();
    }
    if (made.endsWith(u"ies"_s))
        return made.chopped(3) + u'y';
    if (made.endsWith(u"sses"_s) || made.endsWith(u"xes"_s) || made.endsWith(u"ches"_s))
        return made.chopped(2);
    return made.endsWith(u's') && !made.endsWith(u"ss"_s) ? made.chopped(1) : made;
}

/// What the address of an endpoint is about: its first part that is no prefix and no parameter.
QString resourceOf(const QString &endpoint)
{
    static const QSet<QString> prefixes {u"api"_s, u"v1"_s, u"v2"_s, u"v3"_s, u"rest"_s};
    // These seldom keep rows of their own.
    static const QSet<QString> without {u"auth"_s,      u"login"_s,    u"logout"_s,  u"register"_s, u"signup"_s,
                                        u"signin"_s,    u"health"_s,   u"healthz"_s, u"status"_s,   u"search"_s,
                                        u"me"_s,        u"stats"_s,    u"stream"_s,  u"events"_s,   u"upload"_s,
                                        u"uploads"_s,   u"export"_s,   u"import"_s,  u"config"_s,   u"version"_s,
                                        u"dashboard"_s, u"webhooks"_s, u"metrics"_s, u"csrf"_s,     u"password"_s};
    const QString path = endpoint.section(u' ', 1).section(u'?', 0, 0);
    for (const QString &part : path.split(u'/', Qt::SkipEmptyParts)) {
        if (prefixes.contains(part.toLower()))
            continue;
        // A file is served, not kept.
        if (without.contains(part.toLower()) || !part.front().isLetter() || part.contains(u'.'))
            return {};
        return part;
    }
    return {};
}

/// An address may name a thing otherwise than its table; then the description does.
bool speaksOf(const QString &text, const QSet<QString> &tables)
{
    return std::ranges::any_of(text.split(u' '),
                               [&tables](const QString &word) { return tables.contains(thing(word)); });
}

class Validator
{
public:
    explicit Validator(const ParsedSpec &parsed)
        : m_parsed(parsed)
        , m_spec(parsed.spec)
    {
    }

    QList<Finding> run()
    {
        for (const Diagnostic &diagnostic : m_parsed.diagnostics)
            add({.level = diagnostic.level,
                 .span = diagnostic.line > 0 ? wholeLine(diagnostic.line) : TextSpan {},
                 .key = diagnostic.key,
                 .detail = diagnostic.detail});
        if (m_spec.source.size() > largeSpec && m_spec.source.size() <= largestSpec)
            add({.key = u"large"_s, .detail = QString::number((m_spec.source.size() + 999) / 1000)});
        if (!m_spec.body.isNull()) {
            m_editor = SpecEditor::of(m_spec);
            checkIds();
            checkDependencies();
            checkGroups();
            checkEndpoints();
            checkCounts();
        }
        std::ranges::stable_sort(m_findings, {}, [](const Finding &finding) { return finding.span.from; });
        return std::move(m_findings);
    }

private:
    static TextSpan wholeLine(int line) { return {{line, 0}, {line, 0}}; }

    void add(const Finding &finding)
    {
        if (m_findings.size() < mostFindings)
            m_findings.append(finding);
    }

    /// Only what can be made: a fix that fails is none.
    void fix(Finding &finding, const QString &key, const QString &detail, const SpecChange &change)
    {
        if (m_findings.size() >= mostFindings)
            return;
        auto edits = m_editor->edits(change);
        if (edits && !edits->isEmpty())
            finding.fixes.append({key, detail, *std::move(edits)});
    }

    void checkIds()
    {
        QSet<QString> written;
        QSet<QString> texts;
        QSet<QString> all;
        for (const SpecFeature &feature : m_spec.features)
            all.insert(feature.id);
        for (const SpecFeature &feature : m_spec.features) {
            const QString given = feature.writtenId.isEmpty() ? QString() : featureIdOf(feature.writtenId);
            const bool sameId = !given.isEmpty() && written.contains(given);
            const bool sameText = given.isEmpty() && texts.contains(feature.text);
            written.insert(given);
            texts.insert(feature.text);
            if (!sameId && !sameText)
                continue;
            Finding finding {.span = feature.whole.isNull() ? wholeLine(feature.lines.first) : feature.whole,
                             .key = sameId ? u"duplicate_id"_s : u"duplicate_feature"_s,
                             .detail = sameId ? feature.writtenId : feature.text.left(120)};
            // The reader told them apart already: what it gave is free.
            if (sameId)
                fixId(finding, feature);
            fix(finding, u"remove_feature"_s, feature.text.left(120),
                {.kind = SpecChange::Kind::RemoveFeature, .target = feature.id});
            add(finding);
        }
    }

    void fixId(Finding &finding, const SpecFeature &feature)
    {
        const SourceText source(m_spec.source);
        const TextSpan tag {feature.whole.from, feature.whole.to};
        const QString text = source.text(tag);
        static const QRegularExpression attribute(u"\\sid\\s*=\\s*[\"']"_s);
        // In the XML-like form the id stands before the text, in Markdown behind it.
        const qsizetype from = text.startsWith(u'<') ? attribute.match(text).capturedEnd()
                                                     : text.lastIndexOf(u"{#"_s + feature.writtenId) + 2;
        if (from < 2 || m_findings.size() >= mostFindings)
            return;
        const QString before = text.left(from);
        const auto lines = static_cast<int>(before.count(u'\n'));
        const int line = tag.from.line + lines;
        const auto column = static_cast<int>(lines > 0 ? from - before.lastIndexOf(u'\n') - 1 : tag.from.column + from);
        const TextSpan span {{line, column}, {line, column + static_cast<int>(feature.writtenId.size())}};
        if (source.text(span) == feature.writtenId)
            finding.fixes.append({u"rename_id"_s, feature.id, {{span, feature.id}}});
    }

    void checkDependencies()
    {
        QSet<QString> known;
        for (const SpecFeature &feature : m_spec.features)
            known.insert(feature.id);
        for (const SpecFeature &feature : m_spec.features) {
            for (const QString &wanted : feature.depends) {
                const bool self = featureIdOf(wanted) == feature.id;
                if (known.contains(featureIdOf(wanted)) && !self)
                    continue;
                Finding finding {.span = feature.whole.isNull() ? wholeLine(feature.lines.first) : feature.whole,
                                 .key = self ? u"dependency_on_itself"_s : u"unknown_dependency"_s,
                                 .detail = wanted};
                QStringList rest = feature.depends;
                rest.removeAll(wanted);
                fix(finding, u"remove_dependency"_s, wanted,
                    {.kind = SpecChange::Kind::SetDependencies, .target = feature.id, .list = rest});
                add(finding);
            }
        }
    }

    void checkGroups()
    {
        QSet<std::pair<int, QString>> filled;
        for (const SpecFeature &feature : m_spec.features)
            filled.insert({static_cast<int>(SpecArea::Features), feature.group});
        for (const SpecItem &item : m_spec.items)
            filled.insert({static_cast<int>(item.area), item.group});
        for (const SpecGroup &group : m_spec.groups) {
            if (filled.contains({static_cast<int>(group.area), group.name}))
                continue;
            Finding finding {.span = group.label.isNull() ? group.whole : group.label,
                             .key = u"empty_group"_s,
                             .detail = group.name};
            fix(finding, u"remove_group"_s, group.name,
                {.kind = SpecChange::Kind::RemoveGroup, .area = group.area, .target = group.name});
            add(finding);
        }
    }

    void checkEndpoints()
    {
        QSet<QString> tables;
        for (const SpecGroup &group : m_spec.groups) {
            if (group.area == SpecArea::DataModel)
                tables.insert(thing(group.name));
        }
        for (const SpecItem &item : m_spec.items) {
            if (item.area == SpecArea::DataModel && item.group.isEmpty())
                tables.insert(thing(item.name));
        }
        // Without a data model nobody promised tables.
        if (tables.isEmpty())
            return;
        QSet<QString> told;
        for (const SpecItem &item : m_spec.items) {
            const QString resource = item.area == SpecArea::Endpoints ? resourceOf(item.name) : QString();
            const QString known = thing(resource);
            if (known.isEmpty() || tables.contains(known) || told.contains(known) || speaksOf(item.text, tables))
                continue;
            told.insert(known);
            Finding finding {.span = item.whole.isNull() ? wholeLine(item.lines.first) : item.whole,
                             .key = u"endpoint_without_table"_s,
                             .detail = item.name};
            const QString table = QString(resource).replace(u'-', u'_');
            fix(finding, u"add_table"_s, table,
                {.kind = SpecChange::Kind::AddItem,
                 .area = SpecArea::DataModel,
                 .group = table,
                 .name = u"id"_s,
                 .value = u"integer, primary key"_s});
            add(finding);
        }
    }

    static Tier tierOf(int count)
    {
        // Half way, by ratio, between the usual numbers 30, 80 and 200 (platform-behaviour §3.5).
        if (count <= 55)
            return Tier::Simple;
        return count <= 130 ? Tier::Standard : Tier::Production;
    }
    static int usual(Tier tier) { return tier == Tier::Simple ? 30 : tier == Tier::Standard ? 80 : 200; }

    void checkCounts()
    {
        const auto count = static_cast<int>(m_spec.features.size());
        const int target = m_spec.targetFeatures.value_or(count);
        if (m_spec.tier) {
            const Tier fitting = tierOf(std::max(target, count));
            // A small list in a large tier is no contradiction: the plan finds the rest.
            const bool odd = m_spec.targetFeatures ? fitting != *m_spec.tier : fitting > *m_spec.tier;
            if (odd) {
                Finding finding {.span = m_spec.tierSpan,
                                 .key = u"tier_and_count"_s,
                                 .detail = u"%1, %2"_s.arg(toKey(*m_spec.tier)).arg(std::max(target, count))};
                fix(finding, u"set_tier"_s, toKey(fitting),
                    {.kind = SpecChange::Kind::SetTier, .value = toKey(fitting)});
                if (m_spec.targetFeatures && count <= usual(*m_spec.tier))
                    fix(finding, u"set_target"_s, QString::number(usual(*m_spec.tier)),
                        {.kind = SpecChange::Kind::SetTarget, .value = QString::number(usual(*m_spec.tier))});
                add(finding);
            }
        }
        if (m_spec.targetFeatures && count > target + target / 10) {
            Finding finding {
                .span = m_spec.targetSpan, .key = u"target_and_count"_s, .detail = u"%1, %2"_s.arg(target).arg(count)};
            fix(finding, u"set_target"_s, QString::number(count),
                {.kind = SpecChange::Kind::SetTarget, .value = QString::number(count)});
            add(finding);
        }
    }

    const ParsedSpec &m_parsed;
    const AppSpec &m_spec;
    std::unique_ptr<SpecEditor> m_editor;
    QList<Finding> m_findings;
};

}  // namespace

QList<Finding> validateSpec(const ParsedSpec &parsed) { return Validator(parsed).run(); }

}  // namespace bw::spec
