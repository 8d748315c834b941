// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/speceditor.h"

#include "spec/markdowneditor.h"
#include "spec/specparser.h"
#include "spec/xmleditor.h"

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> missing(const QString &kind, const QString &name)
{
    return fail(ErrorCode::NotFound, u"no such "_s + kind, {{u"kind"_s, kind}, {u"name"_s, name}});
}

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Status checkOnce(const SpecChange &change)
{
    if (change.kind == SpecChange::Kind::SetName && change.value.trimmed().isEmpty())
        return wrong(u"name"_s, u"a name"_s);
    if (change.value.isEmpty())
        return {};
    if (change.kind == SpecChange::Kind::SetTier && !tierFromKey(change.value))
        return wrong(change.value, u"simple, standard, production"_s);
    if (change.kind == SpecChange::Kind::SetTarget) {
        bool good = false;
        const int number = change.value.toInt(&good);
        if (!good || number < 1 || number > 9999)
            return wrong(change.value, u"a number from 1 to 9999"_s);
    }
    return {};
}

}  // namespace

std::unique_ptr<SpecEditor> SpecEditor::of(const AppSpec &spec)
{
    if (spec.format == SpecFormat::Xml)
        return std::make_unique<XmlEditor>(spec);
    return std::make_unique<MarkdownEditor>(spec);
}

std::unexpected<Error> SpecEditor::unsupported(const QString &what)
{
    return fail(ErrorCode::Unsupported, what, {{u"what"_s, what}});
}

const SpecGroup *SpecEditor::group(SpecArea area, const QString &name) const
{
    const auto found = std::ranges::find_if(
        m_spec.groups, [&](const SpecGroup &group) { return group.area == area && group.name == name; });
    return found == m_spec.groups.end() ? nullptr : &*found;
}

const SpecFeature *SpecEditor::firstOf(const QString &group, const QString &without) const
{
    for (const SpecFeature &feature : m_spec.features) {
        if (feature.group == group && feature.id != without)
            return &feature;
    }
    return nullptr;
}

const SpecFeature *SpecEditor::before(const SpecChange &change, const QString &without) const
{
    if (change.toFront)
        return nullptr;
    if (!change.after.isEmpty())
        return m_spec.feature(change.after);
    const SpecFeature *last = nullptr;
    for (const SpecFeature &feature : m_spec.features) {
        if (feature.group == change.group && feature.id != without)
            last = &feature;
    }
    return last;
}

const SpecItem *SpecEditor::lastOf(SpecArea area, const QString &group) const
{
    const SpecItem *last = nullptr;
    for (const SpecItem &item : m_spec.items) {
        if (item.area == area && item.group == group && !item.whole.isNull())
            last = &item;
    }
    return last;
}

Result<QList<TextEdit>> SpecEditor::featureEdits(const SpecChange &change)
{
    using Kind = SpecChange::Kind;
    if (!change.after.isEmpty()) {
        const SpecFeature *after = m_spec.feature(change.after);
        if (!after || after->group != change.group)
            return missing(u"feature"_s, change.after);
    }
    if ((change.kind == Kind::AddFeature || change.kind == Kind::SetFeature) && change.value.trimmed().isEmpty())
        return wrong(u"feature"_s, u"a text"_s);
    if (change.kind == Kind::AddFeature)
        return addFeature(change);
    const SpecFeature *feature = m_spec.feature(change.target);
    if (!feature)
        return missing(u"feature"_s, change.target);
    if (feature->whole.isNull())
        return unsupported(u"a change of the feature in line %1: change it in the text"_s.arg(feature->lines.first));
    if (change.kind == Kind::RemoveFeature)
        return Edits {m_source.removal(feature->whole)};
    if (change.kind == Kind::SetFeature)
        return setFeature(*feature, change);
    if (change.kind == Kind::SetDependencies)
        return setDependencies(*feature, change.list);
    const bool same = feature->group == change.group
        && (change.after == feature->id || (change.toFront && firstOf(change.group) == feature)
            || (!change.toFront && change.after.isEmpty() && before(change) == feature));
    return same ? Result<Edits>(Edits {}) : moveFeature(*feature, change);
}

Result<QList<TextEdit>> SpecEditor::groupEdits(const SpecChange &change)
{
    const bool named = change.kind == SpecChange::Kind::RemoveGroup || !change.value.simplified().isEmpty();
    if (!named)
        return wrong(u"group"_s, u"a name"_s);
    if (change.kind != SpecChange::Kind::RemoveGroup && group(change.area, change.value.simplified()))
        return wrong(change.value, u"a name that no other group has"_s);
    if (change.kind == SpecChange::Kind::AddGroup) {
        if (change.area == SpecArea::Priorities || change.area == SpecArea::Criteria)
            return unsupported(u"a group of "_s + toKey(change.area));
        return addGroup(change);
    }
    const SpecGroup *found = group(change.area, change.target);
    if (!found)
        return missing(u"group"_s, change.target);
    if (change.kind == SpecChange::Kind::RenameGroup)
        return renameGroup(*found, change.value.simplified());
    return Edits {m_source.removal(found->whole)};
}

Result<QList<TextEdit>> SpecEditor::itemEdits(const SpecChange &change)
{
    if (change.kind != SpecChange::Kind::RemoveItem && change.value.trimmed().isEmpty()
        && change.area != SpecArea::DataModel)
        return wrong(u"entry"_s, u"a text"_s);
    if (change.kind == SpecChange::Kind::AddItem)
        return change.area == SpecArea::Features ? unsupported(u"an entry of the features"_s) : addItem(change);
    if (change.index < 0 || change.index >= m_spec.items.size())
        return missing(u"entry"_s, QString::number(change.index));
    const SpecItem &item = m_spec.items.at(change.index);
    if (item.whole.isNull())
        return unsupported(u"a change of the entry in line %1: change it in the text"_s.arg(item.lines.first));
    if (change.kind == SpecChange::Kind::RemoveItem)
        return Edits {m_source.removal(item.whole)};
    return setItem(item, change);
}

Result<QList<TextEdit>> SpecEditor::edits(const SpecChange &change)
{
    using Kind = SpecChange::Kind;
    switch (change.kind) {
    case Kind::SetName:
    case Kind::SetOverview:
    case Kind::SetTier:
    case Kind::SetTarget:
        if (auto good = checkOnce(change); !good)
            return fail(good.error());
        return setOnce(change);
    case Kind::AddFeature:
    case Kind::RemoveFeature:
    case Kind::SetFeature:
    case Kind::SetDependencies:
    case Kind::MoveFeature:
        return featureEdits(change);
    case Kind::AddGroup:
    case Kind::RenameGroup:
    case Kind::RemoveGroup:
        return groupEdits(change);
    case Kind::AddItem:
    case Kind::SetItem:
    case Kind::RemoveItem:
        break;
    }
    return itemEdits(change);
}

Result<QList<TextEdit>> editsFor(const AppSpec &spec, const SpecChange &change)
{
    // A source that cannot be read has no structure: nothing may be written into it blindly.
    if (spec.body.isNull())
        return wrong(u"specification"_s, u"mend the text first: it cannot be read"_s);
    return SpecEditor::of(spec)->edits(change);
}

Result<AppSpec> changedSpec(const AppSpec &spec, const SpecChange &change)
{
    auto edits = editsFor(spec, change);
    if (!edits)
        return fail(edits.error());
    auto source = applyEdits(spec.source, *edits);
    if (!source)
        return fail(source.error());
    return readSpec(*source).spec;
}

}  // namespace bw::spec
