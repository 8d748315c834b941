// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/xmlmarkup.h"

#include "spec/xmlareas.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

QString xmlText(QString text)
{
    return text.replace(u'&', u"&amp;"_s).replace(u'<', u"&lt;"_s).replace(u'>', u"&gt;"_s);
}

QString xmlAttribute(QString text) { return xmlText(std::move(text)).replace(u'"', u"&quot;"_s); }

QString xmlElement(const QString &tag, const QString &text, const QList<std::pair<QString, QString>> &attributes)
{
    QString open = u'<' + tag;
    for (const auto &[name, value] : attributes) {
        if (!value.isEmpty())
            open += u' ' + name + u"=\""_s + xmlAttribute(value) + u'"';
    }
    return open + u'>' + xmlText(text) + u"</"_s + tag + u'>';
}

QString withAttribute(QString tag, const QString &name, const QString &value)
{
    const QRegularExpression form(u"\\s+"_s + QRegularExpression::escape(name) + u"\\s*=\\s*(\"[^\"]*\"|'[^']*')"_s);
    const auto match = form.match(tag);
    const QString written = value.isEmpty() ? QString() : u' ' + name + u"=\""_s + xmlAttribute(value) + u'"';
    if (match.hasMatch())
        return tag.replace(match.capturedStart(), match.capturedLength(), written);
    qsizetype end = tag.size() - (tag.endsWith(u"/>"_s) ? 2 : 1);
    while (end > 0 && tag[end - 1].isSpace())
        --end;
    return tag.insert(end, written);
}

QString xmlName(const QString &words)
{
    static const QRegularExpression other(u"[^A-Za-z0-9_.-]+"_s);
    QString name = words.trimmed().replace(other, u"_"_s);
    while (name.startsWith(u'_'))
        name.remove(0, 1);
    if (name.isEmpty() || !name.front().isLetter())
        name.prepend(u"part_"_s);
    return name;
}

QString xmlItem(SpecArea area, const QString &name, const QString &text)
{
    const QString tag = QString::fromLatin1(xmlArea(area).item);
    switch (area) {
    case SpecArea::DataModel:
        return xmlElement(tag, name.isEmpty() ? text : name + u": "_s + text);
    case SpecArea::Endpoints: {
        const qsizetype blank = name.indexOf(u' ');
        return xmlElement(tag, text,
                          {{u"method"_s, blank < 0 ? QString() : name.left(blank)},
                           {u"path"_s, blank < 0 ? name : name.mid(blank + 1)}});
    }
    case SpecArea::Priorities:
        return xmlElement(tag, text, {{u"level"_s, name}});
    case SpecArea::Criteria:
        return xmlElement(tag, text, {{u"category"_s, name}});
    case SpecArea::Stack:
    case SpecArea::Design:
        return xmlElement(name.isEmpty() ? u"note"_s : xmlName(name), text);
    case SpecArea::Features:
    case SpecArea::Pages:
        break;
    }
    return xmlElement(tag, text);
}

QString xmlGroup(SpecArea area, const QString &name, const QString &content)
{
    const QString fixed = QString::fromLatin1(xmlArea(area).group);
    const QString tag = fixed.isEmpty() ? xmlName(name) : fixed;
    // What the reader makes of a tag alone needs no name beside it.
    const bool said = fixed.isEmpty() && QString(tag).replace(u'_', u' ') == name;
    const QString label = said ? QString() : u" name=\""_s + xmlAttribute(name) + u'"';
    const QString inside =
        content.isEmpty() ? QString() : u"  "_s + QString(content).replace(u"\n"_s, u"\n  "_s) + u'\n';
    return u'<' + tag + label + u">\n"_s + inside + u"</"_s + tag + u'>';
}

QString xmlFeature(const SpecFeature &feature)
{
    return xmlElement(u"feature"_s, feature.text,
                      {{u"id"_s, feature.writtenId}, {u"depends"_s, feature.depends.join(u", "_s)}});
}

}  // namespace bw::spec
