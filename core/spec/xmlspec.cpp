// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/xmlspec.h"

#include "spec/sourcetext.h"
#include "spec/specmarks.h"
#include "spec/xmlareas.h"
#include "spec/xmltree.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

QString simple(const XmlNode *node) { return node ? node->text.toString().simplified() : QString(); }

QString nameOf(const XmlNode &node)
{
    const XmlArea &features = xmlArea(SpecArea::Features);
    return node.attributes.value(
        u"name"_s, node.name == QLatin1StringView(features.group) ? QString() : QString(node.name).replace(u'_', u' '));
}

/// A line of a bullet list, and where it stands.
struct Bullet {
    QString text;
    TextSpan whole {};
    TextSpan inner {};
    int line = 0;
};

class Reader
{
public:
    Reader(const XmlNode &top, ParsedSpec &parsed)
        : m_top(top)
        , m_parsed(parsed)
        , m_spec(parsed.spec)
        , m_source(parsed.spec.source)
    {
    }

    void read()
    {
        const XmlNode *name = m_top.child(u"project_name"_s);
        const XmlNode *overview = m_top.child(u"overview"_s);
        m_spec.name = simple(name);
        m_spec.nameSpan = innerOf(name);
        m_spec.overview = overview ? overview->text.trimmed().toString() : QString();
        m_spec.overviewSpan = innerOf(overview);
        m_spec.body = m_top.inner;
        readTier();
        readFeatures();
        readSections();
    }

private:
    // Of an element that closes itself: all of it.
    static TextSpan innerOf(const XmlNode *node)
    {
        if (!node)
            return {};
        return node->inner.isNull() ? node->whole : node->inner;
    }

    void readTier();
    void readFeatures();
    void readGroup(const XmlNode &group);
    void readSections();
    void readArea(SpecArea area, const XmlNode &node);
    void readEntries(SpecArea area, const QString &group, const XmlNode &node);
    void addItem(SpecArea area, const QString &group, const XmlNode &node);
    void addGroup(SpecArea area, const QString &name, const XmlNode &node);
    void addFeature(const XmlNode &node, const QString &group);
    void addFeatures(const XmlNode &node, const QString &group);
    [[nodiscard]] QList<Bullet> bullets(const XmlNode &node) const;

    const XmlNode &m_top;
    ParsedSpec &m_parsed;
    AppSpec &m_spec;
    SourceText m_source;
};

void Reader::readTier()
{
    if (const XmlNode *node = m_top.child(u"complexity_tier"_s)) {
        m_spec.tier = tierFromKey(simple(node).toLower());
        m_spec.tierSpan = innerOf(node);
        if (!m_spec.tier)
            m_parsed.diagnostics.append(
                {Diagnostic::Level::Warning, node->lines.first, u"unknown_tier"_s, simple(node)});
    }
    if (const XmlNode *node = m_top.child(u"target_features"_s)) {
        static const QRegularExpression number(u"\\d{1,4}"_s);
        const auto match = number.matchView(node->text);
        m_spec.targetSpan = innerOf(node);
        if (match.hasMatch() && match.captured().toInt() > 0)
            m_spec.targetFeatures = match.captured().toInt();
        else
            m_parsed.diagnostics.append({Diagnostic::Level::Warning, node->lines.first, u"no_number"_s, simple(node)});
    }
}

// Free-form specifications put bullet lists into tags of their own instead of elements.
QList<Bullet> Reader::bullets(const XmlNode &node) const
{
    QList<Bullet> found;
    int line = node.lines.first;
    for (const QStringView row : node.text.split(u'\n')) {
        const QString entry = row.trimmed().toString();
        if (entry.startsWith(u"- "_s) || entry.startsWith(u"* "_s)) {
            Bullet bullet {entry.mid(2), {}, {}, line};
            // The text went through entities and comments: only a line that says the same is its place.
            const QString source = m_source.line(line);
            const int at = static_cast<int>(m_source.indent(line).size());
            const int end = static_cast<int>(source.size());
            if (xmlPlain(source.trimmed()) == entry) {
                bullet.whole = {{line, at}, {line, end}};
                bullet.inner = {{line, at + 2}, {line, end}};
            }
            found.append(bullet);
        }
        ++line;
    }
    return found;
}

void Reader::addFeature(const XmlNode &node, const QString &group)
{
    const QString text = simple(&node);
    if (text.isEmpty())
        return;
    SpecFeature feature {node.attributes.value(u"id"_s), text, group, node.lines};
    feature.writtenId = feature.id;
    for (const auto &name : {u"depends"_s, u"depends_on"_s, u"dependsOn"_s})
        feature.depends += dependencyList(node.attributes.value(name));
    feature.whole = node.whole;
    feature.inner = node.inner;
    m_spec.features.append(feature);
}

void Reader::addFeatures(const XmlNode &node, const QString &group)
{
    for (const Bullet &bullet : bullets(node)) {
        QString text = bullet.text;
        const FeatureMarks marks = takeFeatureMarks(text);
        SpecFeature feature {marks.id, text.simplified(), group, {bullet.line, bullet.line}};
        feature.writtenId = marks.id;
        feature.depends = marks.depends;
        feature.whole = bullet.whole;
        feature.inner = bullet.inner;
        m_spec.features.append(feature);
    }
}

void Reader::addGroup(SpecArea area, const QString &name, const XmlNode &node)
{
    SpecGroup group {.area = area, .name = name, .lines = node.lines, .whole = node.whole, .inner = node.inner};
    group.label = {node.whole.from, node.inner.isNull() ? node.whole.to : node.inner.from};
    m_spec.groups.append(group);
}

void Reader::readGroup(const XmlNode &group)
{
    const QString name = nameOf(group);
    addGroup(SpecArea::Features, name, group);
    std::vector<const XmlNode *> features;
    group.collect(u"feature"_s, features);
    for (const XmlNode *feature : features)
        addFeature(*feature, name);
    if (features.empty())
        addFeatures(group, name);
}

void Reader::readFeatures()
{
    const XmlNode *core = m_top.child(u"core_features"_s);
    if (!core)
        return;
    m_spec.areaSpans.insert(SpecArea::Features, innerOf(core));
    for (const auto &child : core->children) {
        if (child->name == "feature"_L1)
            addFeature(*child, {});
        else
            readGroup(*child);
    }
    if (core->children.empty())
        addFeatures(*core, {});
}

void Reader::addItem(SpecArea area, const QString &group, const XmlNode &node)
{
    SpecItem item {.area = area,
                   .group = group,
                   .name = {},
                   .text = simple(&node),
                   .lines = node.lines,
                   .whole = node.whole,
                   .inner = node.inner};
    const auto attribute = [&node](const QString &name) { return node.attributes.value(name).simplified(); };
    if (area == SpecArea::Stack || area == SpecArea::Design)
        item.name = node.name;
    else if (area == SpecArea::Endpoints)
        item.name = QString(attribute(u"method"_s) + u' ' + attribute(u"path"_s)).trimmed();
    else if (area == SpecArea::Priorities)
        item.name = attribute(u"level"_s);
    else if (area == SpecArea::Criteria)
        item.name = attribute(u"category"_s);
    const NamedText split = area == SpecArea::DataModel      ? splitName(item.text)
        : area == SpecArea::Endpoints && item.name.isEmpty() ? splitEndpoint(item.text)
                                                             : NamedText {item.name, item.text};
    item.name = split.name;
    item.text = split.text;
    m_spec.items.append(item);
}

void Reader::readEntries(SpecArea area, const QString &group, const XmlNode &node)
{
    for (const auto &child : node.children) {
        if (child->children.empty())
            addItem(area, group, *child);
        else
            readEntries(area, group, *child);
    }
    if (!node.children.empty())
        return;
    for (const Bullet &bullet : bullets(node)) {
        const QString text = bullet.text.simplified();
        const NamedText split = area == SpecArea::Endpoints           ? splitEndpoint(text)
            : area == SpecArea::Pages || area == SpecArea::Priorities ? NamedText {{}, text}
                                                                      : splitName(text);
        m_spec.items.append(
            {area, group, split.name, split.text, {bullet.line, bullet.line}, bullet.whole, bullet.inner});
    }
}

void Reader::readArea(SpecArea area, const XmlNode &node)
{
    if (!m_spec.areaSpans.contains(area))
        m_spec.areaSpans.insert(area, innerOf(&node));
    const XmlArea &names = xmlArea(area);
    const bool named = area == SpecArea::Stack || area == SpecArea::Design;
    for (const auto &child : node.children) {
        const bool leaf = child->children.empty() && bullets(*child).isEmpty();
        if (child->name == QLatin1StringView(names.item) || (named && leaf && !simple(child.get()).isEmpty())) {
            addItem(area, {}, *child);
            continue;
        }
        addGroup(area, nameOf(*child), *child);
        if (leaf && !simple(child.get()).isEmpty())
            m_spec.items.append(
                {area, nameOf(*child), {}, simple(child.get()), child->lines, child->whole, child->inner});
        else
            readEntries(area, nameOf(*child), *child);
    }
    if (node.children.empty())
        readEntries(area, {}, node);
}

void Reader::readSections()
{
    static const QStringList taken {u"project_name"_s, u"overview"_s, u"complexity_tier"_s, u"target_features"_s,
                                    u"core_features"_s};
    for (const auto &child : m_top.children) {
        if (taken.contains(child->name))
            continue;
        SpecSection section {child->name, child->text.trimmed().toString(), child->lines};
        section.whole = child->whole;
        section.inner = child->inner;
        for (const XmlArea &area : xmlAreas) {
            if (child->name == QLatin1StringView(area.container)) {
                section.area = area.area;
                readArea(area.area, *child);
            }
        }
        m_spec.sections.append(section);
    }
}

}  // namespace

void readXmlSpec(const QString &text, ParsedSpec &parsed)
{
    const XmlTree tree = readXmlTree(text);
    if (tree.errorLine > 0) {
        parsed.diagnostics.append({Diagnostic::Level::Error, tree.errorLine, u"broken_xml"_s, tree.error});
        return;
    }
    const XmlNode *top = tree.root->child(u"project_specification"_s);
    Reader(top ? *top : *tree.root, parsed).read();
}

}  // namespace bw::spec
