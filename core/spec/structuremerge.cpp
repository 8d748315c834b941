// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/structuremerge.h"

#include "spec/featurematch.h"
#include "spec/specchange.h"
#include "spec/specparser.h"

#include <QHash>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;
using Kind = SpecChange::Kind;

namespace
{

constexpr qsizetype mostChanges = 300;  // each is made by reading the text again

/// A change of mine, and what was there before.
struct Step {
    SpecChange change;
    QString before {};       ///< the old text
    QString groupBefore {};  ///< of a feature
    QString key {};          ///< of an entry
};

qsizetype indexOf(const AppSpec &spec, const QString &key)
{
    const auto found = std::ranges::find_if(spec.items, [&key](const SpecItem &item) { return item.key() == key; });
    return found == spec.items.end() ? -1 : found - spec.items.begin();
}

QString valueOf(const AppSpec &spec, Kind kind)
{
    if (kind == Kind::SetName)
        return spec.name;
    if (kind == Kind::SetOverview)
        return spec.overview;
    if (kind == Kind::SetTier)
        return spec.tier ? toKey(*spec.tier) : QString();
    return spec.targetFeatures ? QString::number(*spec.targetFeatures) : QString();
}

bool standsOnce(Kind kind)
{
    return kind == Kind::SetName || kind == Kind::SetOverview || kind == Kind::SetTier || kind == Kind::SetTarget;
}

bool isOfItems(Kind kind) { return kind == Kind::AddItem || kind == Kind::SetItem || kind == Kind::RemoveItem; }

bool hasGroup(const AppSpec &spec, SpecArea area, const QString &name)
{
    return std::ranges::any_of(spec.groups,
                               [&](const SpecGroup &group) { return group.area == area && group.name == name; });
}

/// What leads from one version to the other, in an order in which it can be made.
class Steps
{
public:
    Steps(const AppSpec &base, const AppSpec &mine)
        : m_base(base)
        , m_mine(mine)
    {
    }

    QList<Step> find()
    {
        for (const Kind kind : {Kind::SetName, Kind::SetOverview, Kind::SetTier, Kind::SetTarget}) {
            const QString before = valueOf(m_base, kind);
            const QString now = valueOf(m_mine, kind);
            if (before != now)
                add({.change = {.kind = kind, .value = now}, .before = before});
        }
        features();
        items();
        groups();
        return std::move(m_steps);
    }

private:
    void add(const Step &step) { m_steps.append(step); }

    /// The one in front of it in its group, so that it comes to the same place.
    [[nodiscard]] QString neighbour(qsizetype index) const
    {
        const QString group = m_mine.features.at(index).group;
        for (qsizetype i = index - 1; i >= 0; --i) {
            if (m_mine.features.at(i).group == group)
                return m_mine.features.at(i).id;
        }
        return {};
    }

    void features()
    {
        const FeatureMatch match = matchFeatures(m_base.features, m_mine.features);
        const QSet<qsizetype> moved = movedFeatures(m_base.features, m_mine.features, match);
        for (qsizetype i = 0; i < m_base.features.size(); ++i) {
            const SpecFeature &old = m_base.features.at(i);
            const qsizetype to = match.after.at(i);
            if (to < 0) {
                add({.change = {.kind = Kind::RemoveFeature, .target = old.id},
                     .before = old.text,
                     .groupBefore = old.group});
                continue;
            }
            const SpecFeature &now = m_mine.features.at(to);
            if (old.text != now.text)
                add({.change = {.kind = Kind::SetFeature,
                                .target = old.id,
                                .group = now.group,
                                .value = now.text,
                                .plain = now.writtenId == old.writtenId},
                     .before = old.text,
                     .groupBefore = old.group});
            if (old.depends != now.depends)
                add({.change = {.kind = Kind::SetDependencies, .target = now.id, .list = now.depends},
                     .before = old.depends.join(u' '),
                     .groupBefore = old.group});
        }
        for (qsizetype i = 0; i < m_mine.features.size(); ++i) {
            const SpecFeature &now = m_mine.features.at(i);
            const qsizetype from = match.before.at(i);
            const QString after = neighbour(i);
            SpecChange change {.kind = Kind::AddFeature,
                               .target = now.writtenId,
                               .group = now.group,
                               .after = after,
                               .value = now.text,
                               .list = now.depends,
                               .toFront = after.isEmpty()};
            if (from < 0) {
                add({.change = change});
            } else if (moved.contains(i) || m_base.features.at(from).group != now.group) {
                change.kind = Kind::MoveFeature;
                change.target = now.id;
                add({.change = change, .before = now.text, .groupBefore = m_base.features.at(from).group});
            }
        }
    }

    void items()
    {
        for (const SpecItem &old : m_base.items) {
            const qsizetype now = indexOf(m_mine, old.key());
            if (now < 0)
                add({.change = {.kind = Kind::RemoveItem, .area = old.area}, .before = old.text, .key = old.key()});
            else if (m_mine.items.at(now).text != old.text)
                add({.change = {.kind = Kind::SetItem,
                                .area = old.area,
                                .group = old.group,
                                .name = old.name,
                                .value = m_mine.items.at(now).text},
                     .before = old.text,
                     .key = old.key()});
        }
        for (const SpecItem &now : m_mine.items) {
            if (indexOf(m_base, now.key()) < 0)
                add({.change = {.kind = Kind::AddItem,
                                .area = now.area,
                                .group = now.group,
                                .name = now.name,
                                .value = now.text},
                     .key = now.key()});
        }
    }

    void groups()
    {
        for (const SpecGroup &old : m_base.groups) {
            if (!hasGroup(m_mine, old.area, old.name))
                add({.change = {.kind = Kind::RemoveGroup, .area = old.area, .target = old.name}});
        }
        for (const SpecGroup &now : m_mine.groups) {
            // Those with something in them were made with it.
            const bool filled = std::ranges::contains(m_mine.features, now.name, &SpecFeature::group)
                || std::ranges::contains(m_mine.items, now.name, &SpecItem::group);
            if (!filled && !hasGroup(m_base, now.area, now.name))
                add({.change = {.kind = Kind::AddGroup, .area = now.area, .value = now.name}});
        }
    }

    const AppSpec &m_base;
    const AppSpec &m_mine;
    QList<Step> m_steps;
};

/// Makes steps in a text that is not the one they were found in.
class Application
{
public:
    /// `names`: ids of the base that are others here.
    explicit Application(AppSpec theirs, QHash<QString, QString> names = {})
        : m_spec(std::move(theirs))
        , m_names(std::move(names))
    {
    }

    enum class Fit { Clean, Done, Conflict };
    /// How a step meets what stands there now; may change it so that it can be made.
    Fit fit(Step &step) const
    {
        SpecChange &change = step.change;
        if (standsOnce(change.kind))
            return compare(valueOf(m_spec, change.kind), step.before, change.value);
        if (change.kind == Kind::AddFeature) {
            place(change);
            return std::ranges::contains(m_spec.features, change.value, &SpecFeature::text) ? Fit::Done : Fit::Clean;
        }
        if (change.kind == Kind::AddGroup)
            return hasGroup(m_spec, change.area, change.value) ? Fit::Done : Fit::Clean;
        if (change.kind == Kind::RemoveGroup)
            return fitRemoval(change);
        return isOfItems(change.kind) ? fitItem(step) : fitFeature(step);
    }

    bool make(const SpecChange &change)
    {
        auto changed = changedSpec(m_spec, change);
        if (changed)
            m_spec = *std::move(changed);
        return changed.has_value();
    }

    [[nodiscard]] const AppSpec &spec() const { return m_spec; }

private:
    static Fit compare(const QString &there, const QString &before, const QString &wanted)
    {
        return there == wanted ? Fit::Done : there == before ? Fit::Clean : Fit::Conflict;
    }

    /// Behind its neighbour where that stands in the same group here, else as the last one.
    void place(SpecChange &change) const
    {
        const SpecFeature *after = change.after.isEmpty() ? nullptr : m_spec.feature(change.after);
        if (!change.after.isEmpty() && (!after || after->group != change.group))
            change.after.clear();
    }

    Fit fitFeature(Step &step) const
    {
        SpecChange &change = step.change;
        const SpecFeature *there = m_spec.feature(change.target);
        if (!there && m_names.contains(change.target)) {
            change.target = m_names.value(change.target);
            there = m_spec.feature(change.target);
        }
        if (change.kind == Kind::RemoveFeature)
            return !there ? Fit::Done : there->text == step.before ? Fit::Clean : Fit::Conflict;
        if (!there) {
            // They took out what I changed: my text as a new feature, if I want it.
            if (change.kind == Kind::SetDependencies)
                return Fit::Done;
            change = {.kind = Kind::AddFeature,
                      .group = change.group,
                      .value = change.kind == Kind::SetFeature ? change.value : step.before};
            return std::ranges::contains(m_spec.features, change.value, &SpecFeature::text) ? Fit::Done : Fit::Conflict;
        }
        if (change.kind == Kind::SetFeature)
            return compare(there->text, step.before, change.value);
        if (change.kind == Kind::SetDependencies)
            return compare(there->depends.join(u' '), step.before, change.list.join(u' '));
        place(change);
        if (change.group == step.groupBefore)
            return there->group == step.groupBefore ? Fit::Clean : Fit::Conflict;
        return compare(there->group, step.groupBefore, change.group);
    }

    Fit fitItem(Step &step) const
    {
        const qsizetype at = indexOf(m_spec, step.key);
        step.change.index = static_cast<int>(at);
        const QString there = at < 0 ? QString() : m_spec.items.at(at).text;
        if (step.change.kind == Kind::RemoveItem)
            return at < 0 ? Fit::Done : there == step.before ? Fit::Clean : Fit::Conflict;
        if (at >= 0) {
            step.change.kind = Kind::SetItem;
            return compare(there, step.before, step.change.value);
        }
        const bool theyRemoved = step.change.kind == Kind::SetItem;
        step.change.kind = Kind::AddItem;
        return theyRemoved ? Fit::Conflict : Fit::Clean;
    }

    Fit fitRemoval(const SpecChange &change) const
    {
        if (!hasGroup(m_spec, change.area, change.target))
            return Fit::Done;
        const bool filled = change.area == SpecArea::Features
            ? std::ranges::contains(m_spec.features, change.target, &SpecFeature::group)
            : std::ranges::any_of(m_spec.items, [&change](const SpecItem &item) {
                  return item.area == change.area && item.group == change.target;
              });
        return filled ? Fit::Conflict : Fit::Clean;
    }

    AppSpec m_spec;
    QHash<QString, QString> m_names;
};

/// Features that they wrote in other words.
QHash<QString, QString> otherNames(const AppSpec &base, const AppSpec &theirs)
{
    const FeatureMatch match = matchFeatures(base.features, theirs.features);
    QHash<QString, QString> names;
    for (qsizetype i = 0; i < base.features.size(); ++i) {
        if (match.after.at(i) >= 0)
            names.insert(base.features.at(i).id, theirs.features.at(match.after.at(i)).id);
    }
    return names;
}

/// Whether the steps are all of the difference: making them gives my text to the byte.
bool areAll(const QList<Step> &steps, const AppSpec &base, const QByteArray &mine)
{
    Application application(base);
    for (const Step &step : steps) {
        Step made = step;
        if (application.fit(made) == Application::Fit::Conflict && made.change.kind != Kind::RemoveGroup)
            return false;
        if (!application.make(made.change))
            return false;
    }
    return application.spec().source == mine;
}

}  // namespace

std::optional<StructureMerge> mergeStructure(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    const ParsedSpec from = readSpec(base);
    const ParsedSpec my = readSpec(mine);
    const ParsedSpec their = readSpec(theirs);
    if (!from.usable() || !my.usable() || !their.usable() || from.spec.format != my.spec.format)
        return std::nullopt;
    const QList<Step> steps = Steps(from.spec, my.spec).find();
    if (steps.size() > mostChanges || !areAll(steps, from.spec, mine))
        return std::nullopt;
    const QHash<QString, QString> names = otherNames(from.spec, their.spec);
    Application agreed(their.spec, names);
    QList<Step> open;
    for (const Step &step : steps) {
        Step fitted = step;
        const auto fit = agreed.fit(fitted);
        if (fit == Application::Fit::Conflict)
            open.append(step);
        else if (fit == Application::Fit::Clean && !agreed.make(fitted.change))
            return std::nullopt;
    }
    Application wanted(agreed.spec(), names);
    for (Step &step : open) {
        if (wanted.fit(step) != Application::Fit::Done && !wanted.make(step.change))
            return std::nullopt;
    }
    return StructureMerge {agreed.spec().source, wanted.spec().source};
}

}  // namespace bw::spec
