// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/specoutline.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = OutlineNode::Kind;
using spec::SpecArea;

namespace
{

constexpr SpecArea areaOrder[] {SpecArea::Stack, SpecArea::Features, SpecArea::DataModel,  SpecArea::Endpoints,
                                SpecArea::Pages, SpecArea::Design,   SpecArea::Priorities, SpecArea::Criteria};
constexpr qsizetype longestTitle = 200;  // a row shows less

QString oneLine(const QString &text) { return text.left(longestTitle).simplified(); }

QString itemTitle(const spec::SpecItem &item)
{
    if (item.name.isEmpty())
        return oneLine(item.text);
    return item.text.isEmpty() ? item.name : oneLine(item.name + u": "_s + item.text.left(longestTitle));
}

void cover(OutlineNode &node, const OutlineNode &child)
{
    if (child.line > 0 && (node.line == 0 || child.line < node.line))
        node.line = child.line;
    node.last = std::max(node.last, child.last);
}

class Outliner final
{
public:
    explicit Outliner(const spec::AppSpec &spec)
        : m_spec(spec)
    {
        for (const SpecArea area : areaOrder) {
            OutlineNode node {.kind = Kind::Area, .area = area, .key = u"a:"_s + toKey(area)};
            if (const auto found = spec.areaSpans.constFind(area); found != spec.areaSpans.constEnd()) {
                node.line = found->from.line;
                node.last = found->to.line;
            }
            m_areas.push_back(std::move(node));
        }
    }

    OutlineNode make()
    {
        addGroups();
        for (int i = 0; i < m_spec.features.size(); ++i) {
            const spec::SpecFeature &feature = m_spec.features.at(i);
            add(feature.group,
                {.kind = Kind::Feature,
                 .area = SpecArea::Features,
                 .index = i,
                 .line = feature.lines.first,
                 .last = feature.lines.last,
                 .key = u"f:"_s + feature.id,
                 .title = oneLine(feature.text)});
        }
        for (int i = 0; i < m_spec.items.size(); ++i) {
            const spec::SpecItem &item = m_spec.items.at(i);
            add(item.group,
                {.kind = Kind::Item,
                 .area = item.area,
                 .index = i,
                 .line = item.lines.first,
                 .last = item.lines.last,
                 .key = u"i:"_s + (item.name.isEmpty() ? item.text : item.name),
                 .title = itemTitle(item)});
        }
        OutlineNode root;
        root.children.push_back({.kind = Kind::Overview,
                                 .line = std::max(m_spec.nameSpan.from.line, 1),
                                 .last = m_spec.overviewSpan.to.line,
                                 .key = u"overview"_s,
                                 .title = m_spec.name});
        for (OutlineNode &area : m_areas)
            root.children.push_back(std::move(area));
        root.children.push_back(sections());
        return root;
    }

private:
    OutlineNode &areaNode(SpecArea area) { return *std::ranges::find(m_areas, area, &OutlineNode::area); }

    /// Where several groups have one name, what is in them cannot be told apart and stands in the first.
    void addGroups()
    {
        for (int i = 0; i < m_spec.groups.size(); ++i) {
            const spec::SpecGroup &group = m_spec.groups.at(i);
            const auto place = std::pair(static_cast<int>(group.area), group.name);
            OutlineNode &area = areaNode(group.area);
            if (!m_groups.contains(place))
                m_groups.insert(place, area.children.size());
            area.children.push_back({.kind = Kind::Group,
                                     .area = group.area,
                                     .index = i,
                                     .line = group.lines.first,
                                     .last = group.lines.last,
                                     .key = u"g:"_s + group.name,
                                     .title = group.name});
        }
    }

    void add(const QString &group, const OutlineNode &node)
    {
        OutlineNode &area = areaNode(node.area);
        const auto found = m_groups.constFind({static_cast<int>(node.area), group});
        OutlineNode &parent = found == m_groups.constEnd() ? area : area.children[*found];
        cover(parent, node);
        if (&parent != &area)
            cover(area, parent);
        parent.children.push_back(node);
    }

    [[nodiscard]] OutlineNode sections() const
    {
        OutlineNode node {.kind = Kind::Sections, .key = u"sections"_s};
        QSet<int> groups;  // a section may be the group of what is headed in it
        for (const spec::SpecGroup &group : m_spec.groups)
            groups.insert(group.whole.from.line);
        for (int i = 0; i < m_spec.sections.size(); ++i) {
            const spec::SpecSection &section = m_spec.sections.at(i);
            // What is data has a place of its own; so has the overview.
            if (section.area || groups.contains(section.whole.from.line)
                || (!m_spec.overviewSpan.isNull() && section.whole.from <= m_spec.overviewSpan.from
                    && m_spec.overviewSpan.to <= section.whole.to))
                continue;
            node.children.push_back({.kind = Kind::Section,
                                     .index = i,
                                     .line = section.lines.first,
                                     .last = section.lines.last,
                                     .key = u"s:"_s + section.name,
                                     .title = oneLine(section.name)});
            cover(node, node.children.back());
        }
        return node;
    }

    const spec::AppSpec &m_spec;
    std::vector<OutlineNode> m_areas;
    QHash<std::pair<int, QString>, size_t> m_groups;  // index among the children of the area
};

}  // namespace

OutlineNode outlineOf(const spec::AppSpec &spec) { return Outliner(spec).make(); }

std::shared_ptr<const CheckedSpec> checkSpecText(const QByteArray &bytes)
{
    auto checked = std::make_shared<CheckedSpec>();
    checked->parsed = spec::readSpec(bytes);
    checked->findings = spec::validateSpec(checked->parsed);
    for (const spec::Finding &finding : std::as_const(checked->findings))
        ++(finding.level == spec::Diagnostic::Level::Error ? checked->errors : checked->warnings);
    checked->readable = !checked->parsed.spec.body.isNull()
        && std::ranges::all_of(checked->parsed.diagnostics, [](const spec::Diagnostic &diagnostic) {
               return diagnostic.level != spec::Diagnostic::Level::Error || diagnostic.key == "no_features"_L1;
           });
    if (checked->readable)
        checked->outline = outlineOf(checked->parsed.spec);
    return checked;
}

}  // namespace bw::desktop
