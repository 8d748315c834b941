// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specwriter.h"

#include "spec/markdownareas.h"
#include "spec/sourcetext.h"
#include "spec/specmarks.h"
#include "spec/xmlareas.h"
#include "spec/xmlmarkup.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

/// All areas in the order in which both forms have them.
constexpr std::array laterAreas {SpecArea::Stack,  SpecArea::DataModel,  SpecArea::Endpoints, SpecArea::Pages,
                                 SpecArea::Design, SpecArea::Priorities, SpecArea::Criteria};

/// The name of the element that holds a free section of Markdown.
const QString freeElement = u"section"_s;

QString plainAttribute(QString text)
{
    return text.replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&quot;"_s, u"\""_s)
        .replace(u"&amp;"_s, u"&"_s);
}

QString indented(const QString &lines) { return u"  "_s + QString(lines).replace(u"\n"_s, u"\n  "_s); }

/// Names of an area's groups in order; "" for what is in none.
QStringList groupsOf(const AppSpec &spec, SpecArea area, bool looseFirst)
{
    QStringList names;
    const auto add = [&names](const QString &name) {
        if (!names.contains(name))
            names.append(name);
    };
    if (area == SpecArea::Features) {
        for (const SpecFeature &feature : spec.features)
            add(feature.group);
    }
    for (const SpecGroup &group : spec.groups) {
        if (group.area == area)
            add(group.name);
    }
    for (const SpecItem &item : spec.items) {
        if (item.area == area)
            add(item.group);
    }
    // In Markdown what is in no group has to stand first: it would belong to the one before.
    if (looseFirst && names.removeAll(QString()) > 0)
        names.prepend({});
    return names;
}

class XmlWriter
{
public:
    explicit XmlWriter(const AppSpec &spec)
        : m_spec(spec)
        , m_source(spec.source)
    {
    }

    QByteArray write()
    {
        add(xmlElement(u"project_name"_s, m_spec.name));
        if (!m_spec.overview.isEmpty())
            add(xmlElement(u"overview"_s, m_spec.overview));
        if (m_spec.tier)
            add(xmlElement(u"complexity_tier"_s, toKey(*m_spec.tier)));
        if (m_spec.targetFeatures)
            add(xmlElement(u"target_features"_s, QString::number(*m_spec.targetFeatures)));
        area(SpecArea::Features);
        for (const SpecArea later : laterAreas)
            area(later);
        for (const SpecSection &section : m_spec.sections) {
            if (!section.area)
                free(section);
        }
        return (u"<project_specification>\n"_s + m_body + u"</project_specification>\n"_s).toUtf8();
    }

private:
    void add(const QString &element) { m_body += indented(element) + u'\n'; }

    void area(SpecArea area)
    {
        QStringList parts;
        for (const QString &group : groupsOf(m_spec, area, false)) {
            QStringList entries;
            for (const SpecFeature &feature : m_spec.features) {
                if (area == SpecArea::Features && feature.group == group)
                    entries << xmlFeature(feature);
            }
            for (const SpecItem &item : m_spec.items) {
                if (item.area == area && item.group == group)
                    entries << xmlItem(area, item.name, item.text);
            }
            parts << (group.isEmpty() ? entries.join(u'\n') : xmlGroup(area, group, entries.join(u'\n')));
        }
        if (parts.isEmpty())
            return;
        const QString container = QString::fromLatin1(xmlArea(area).container);
        add(u'<' + container + u">\n"_s + indented(parts.join(u'\n')) + u"\n</"_s + container + u'>');
    }

    void free(const SpecSection &section)
    {
        // An overview that Markdown has a heading for is written already.
        const QString text = m_source.text(section.inner).trimmed();
        if (text == m_spec.overview)
            return;
        static const QRegularExpression raw(u"^```xml\\n(<[\\s\\S]*>)\\n```$"_s);
        if (const auto match = raw.match(text); match.hasMatch()) {
            m_body += u"  "_s + match.captured(1) + u'\n';
            return;
        }
        const QString safe = QString(text).replace(u"]]>"_s, u"]]]]><![CDATA[>"_s);
        m_body += u"  <"_s + freeElement + u" name=\""_s + xmlAttribute(section.name) + u"\"><![CDATA["_s + safe
            + u"]]></"_s + freeElement + u">\n"_s;
    }

    const AppSpec &m_spec;
    const SourceText m_source;
    QString m_body;
};

class MarkdownWriter
{
public:
    explicit MarkdownWriter(const AppSpec &spec)
        : m_spec(spec)
        , m_source(spec.source)
    {
    }

    QByteArray write()
    {
        m_text = u"# "_s + m_spec.name + u'\n';
        if (m_spec.tier || m_spec.targetFeatures)
            m_text += u'\n';
        if (m_spec.tier)
            m_text += u"Tier: "_s + toKey(*m_spec.tier) + u'\n';
        if (m_spec.targetFeatures)
            m_text += u"Target features: "_s + QString::number(*m_spec.targetFeatures) + u'\n';
        if (!m_spec.overview.isEmpty())
            m_text += u"\n## Overview\n\n"_s + m_spec.overview + u'\n';
        area(SpecArea::Features);
        for (const SpecArea later : laterAreas)
            area(later);
        for (const SpecSection &section : m_spec.sections) {
            if (!section.area)
                free(section);
        }
        return m_text.toUtf8();
    }

private:
    void area(SpecArea area)
    {
        const QStringList groups = groupsOf(m_spec, area, true);
        if (groups.isEmpty())
            return;
        m_text += u"\n## "_s + headingOfArea(area) + u'\n';
        for (const QString &group : groups) {
            m_text += group.isEmpty() ? u"\n"_s : u"\n### "_s + group + u"\n\n"_s;
            for (const SpecFeature &feature : m_spec.features) {
                if (area == SpecArea::Features && feature.group == group)
                    m_text += u"- "_s + feature.text
                        + featureMarksText(
                                  {feature.depends.isEmpty() ? feature.writtenId : feature.id, feature.depends})
                        + u'\n';
            }
            for (const SpecItem &item : m_spec.items) {
                if (item.area == area && item.group == group)
                    m_text += entry(item) + u'\n';
            }
        }
    }

    static QString entry(const SpecItem &item)
    {
        if (item.area == SpecArea::Priorities)
            return (item.name.isEmpty() ? u"- "_s : item.name + u". "_s) + item.text;
        return item.name.isEmpty() || (item.area == SpecArea::Pages && !item.group.isEmpty())
            ? u"- "_s + item.text
            : u"- "_s + item.name + u": "_s + item.text;
    }

    void free(const SpecSection &section)
    {
        if (m_spec.format == SpecFormat::Markdown)
            return;
        const QString element = m_source.text(section.whole);
        // A section that came from Markdown goes back as it was.
        static const QRegularExpression ours(
            u"^<section name=\"([^\"]*)\"><!\\[CDATA\\[([\\s\\S]*)\\]\\]></section>$"_s);
        if (const auto match = ours.match(element); match.hasMatch()) {
            m_text += u"\n## "_s + plainAttribute(match.captured(1)) + u"\n\n"_s
                + match.captured(2).replace(u"]]]]><![CDATA[>"_s, u"]]>"_s) + u'\n';
            return;
        }
        m_text += u"\n## "_s + section.name + u"\n\n```xml\n"_s + element + u"\n```\n"_s;
    }

    const AppSpec &m_spec;
    const SourceText m_source;
    QString m_text;
};

}  // namespace

QByteArray writeSpec(const AppSpec &spec, SpecFormat format)
{
    if (spec.format == format && !spec.source.isEmpty())
        return spec.source;
    return format == SpecFormat::Xml ? XmlWriter(spec).write() : MarkdownWriter(spec).write();
}

}  // namespace bw::spec
