// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/xmlspec.h"

#include "spec/xmltree.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

QString simple(const XmlNode *node) { return node ? node->text.toString().simplified() : QString(); }

// Free-form specifications put bullet lists into tags of their own instead of <feature> elements.
void addBullets(const XmlNode &node, const QString &group, AppSpec &spec)
{
    int line = node.lines.first;
    for (const QStringView row : node.text.split(u'\n')) {
        const QString bullet = row.trimmed().toString();
        if (bullet.startsWith(u"- "_s) || bullet.startsWith(u"* "_s))
            spec.features.append({{}, bullet.mid(2).simplified(), group, {line, line}});
        ++line;
    }
}

void addGroup(const XmlNode &group, AppSpec &spec)
{
    const QString name = group.attributes.value(
        u"name"_s, group.name == "feature_group"_L1 ? QString() : QString(group.name).replace(u'_', u' '));
    std::vector<const XmlNode *> features;
    group.collect(u"feature"_s, features);
    for (const XmlNode *feature : features) {
        if (const QString text = simple(feature); !text.isEmpty())
            spec.features.append({feature->attributes.value(u"id"_s), text, name, feature->lines});
    }
    if (features.empty())
        addBullets(group, name, spec);
}

void readFeatures(const XmlNode &top, AppSpec &spec)
{
    const XmlNode *core = top.child(u"core_features"_s);
    if (!core)
        return;
    for (const auto &child : core->children) {
        if (child->name == "feature"_L1) {
            if (const QString text = simple(child.get()); !text.isEmpty())
                spec.features.append({child->attributes.value(u"id"_s), text, {}, child->lines});
        } else {
            addGroup(*child, spec);
        }
    }
    if (core->children.empty())
        addBullets(*core, {}, spec);
}

void readTier(const XmlNode &top, ParsedSpec &parsed)
{
    if (const XmlNode *node = top.child(u"complexity_tier"_s)) {
        parsed.spec.tier = tierFromKey(simple(node).toLower());
        if (!parsed.spec.tier)
            parsed.diagnostics.append({Diagnostic::Level::Warning, node->lines.first, u"unknown_tier"_s, simple(node)});
    }
    if (const XmlNode *node = top.child(u"target_features"_s)) {
        static const QRegularExpression number(u"\\d{1,4}"_s);
        const auto match = number.matchView(node->text);
        if (match.hasMatch() && match.captured().toInt() > 0)
            parsed.spec.targetFeatures = match.captured().toInt();
        else
            parsed.diagnostics.append({Diagnostic::Level::Warning, node->lines.first, u"no_number"_s, simple(node)});
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
    if (!top)
        top = tree.root.get();
    parsed.spec.name = simple(top->child(u"project_name"_s));
    const XmlNode *overview = top->child(u"overview"_s);
    parsed.spec.overview = overview ? overview->text.trimmed().toString() : QString();
    readTier(*top, parsed);
    readFeatures(*top, parsed.spec);
    static const QStringList taken {u"project_name"_s, u"overview"_s, u"complexity_tier"_s, u"target_features"_s,
                                    u"core_features"_s};
    for (const auto &child : top->children) {
        if (!taken.contains(child->name))
            parsed.spec.sections.append({child->name, child->text.trimmed().toString(), child->lines});
    }
}

}  // namespace bw::spec
