// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/xmleditor.h"

#include "spec/featureids.h"
#include "spec/specmarks.h"
#include "spec/xmlareas.h"
#include "spec/xmlmarkup.h"

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

QString indented(const QString &lines, const QString &indent)
{
    return QString(lines).replace(u"\n"_s, u"\n"_s + indent);
}

bool closesItself(const QString &text) { return text.startsWith(u'<') && text.endsWith(u"/>"_s); }

QString tagName(const QString &tag)
{
    qsizetype end = 1;
    while (end < tag.size() && !tag[end].isSpace() && tag[end] != u'>' && tag[end] != u'/')
        ++end;
    return tag.sliced(1, end - 1);
}

/// `<tag …/>` with something in it.
QString opened(const QString &tag, const QString &content)
{
    QString open = tag;
    open.chop(2);
    return open.trimmed() + u'>' + content + u"</"_s + tagName(tag) + u'>';
}

/// The new text in the place of the old one, with the blanks around it.
QString inItsBlanks(const QString &old, const QString &text)
{
    const QString inner = old.trimmed();
    if (inner.isEmpty())
        return text;
    const qsizetype at = old.indexOf(inner);
    return old.left(at) + text + old.mid(at + inner.size());
}

QString markedText(const QString &text, const FeatureMarks &marks) { return text + featureMarksText(marks); }

}  // namespace

TextSpan XmlEditor::tagOf(const TextSpan &whole, const TextSpan &inner)
{
    return {whole.from, inner.isNull() ? whole.to : inner.from};
}

TextPlace XmlEditor::behindClosing(const TextSpan &inner) const
{
    for (int number = inner.to.line; number <= m_source.lineCount(); ++number) {
        const qsizetype at = m_source.line(number).indexOf(u'>', number == inner.to.line ? inner.to.column : 0);
        if (at >= 0)
            return {number, static_cast<int>(at) + 1};
    }
    return inner.to;
}

TextSpan XmlEditor::elementOf(const TextSpan &inner) const
{
    if (closesItself(textOf(inner)))
        return inner;
    for (int number = inner.from.line; number > 0; --number) {
        QString text = m_source.line(number);
        if (number == inner.from.line)
            text.truncate(inner.from.column);
        if (const qsizetype at = text.lastIndexOf(u'<'); at >= 0)
            return {{number, static_cast<int>(at)}, behindClosing(inner)};
    }
    return inner;
}

bool XmlEditor::isBullet(const TextSpan &whole) const { return !textOf(whole).startsWith(u'<'); }

TextEdit XmlEditor::behind(const TextSpan &whole, const QString &element) const
{
    const QString before = m_source.line(whole.from.line).left(whole.from.column);
    return insertion(whole.to, before.trimmed().isEmpty() ? u'\n' + before + element : element);
}

TextEdit XmlEditor::atEndOf(const TextSpan &inner, const QString &element) const
{
    const TextPlace place = m_source.lastText(inner);
    const QString outer = m_source.indent(inner.from.line);
    const bool first = place.line == inner.from.line;
    const QString indent =
        first ? (inner.from == TextPlace {1, 0} ? QString() : outer + u"  "_s) : m_source.indent(place.line);
    QString text = u'\n' + indent + indented(element, indent);
    if (place.line == inner.to.line)
        text += u'\n' + outer;
    return insertion(place, text);
}

TextEdit XmlEditor::intoGroup(const SpecGroup &group, const QString &element) const
{
    if (!group.inner.isNull())
        return atEndOf(group.inner, element);
    const QString indent = m_source.indent(group.whole.from.line);
    return {group.whole, opened(textOf(group.whole), u"\n  "_s + indent + element + u'\n' + indent)};
}

Result<QList<TextEdit>> XmlEditor::intoArea(SpecArea area, const QString &element) const
{
    const QString container = QString::fromLatin1(xmlArea(area).container);
    const auto found = m_spec.areaSpans.constFind(area);
    if (found == m_spec.areaSpans.constEnd())
        return Edits {atEndOf(
            m_spec.body, u'<' + container + u">\n  "_s + indented(element, u"  "_s) + u"\n</"_s + container + u'>')};
    if (!closesItself(textOf(*found)) || textOf(*found).count(u'<') > 1)
        return Edits {atEndOf(*found, element)};
    const QString indent = m_source.indent(found->from.line);
    return Edits {
        {*found, opened(textOf(*found), u"\n  "_s + indent + indented(element, u"  "_s + indent) + u'\n' + indent)}};
}

Result<QList<TextEdit>> XmlEditor::setOnce(const SpecChange &change)
{
    using Kind = SpecChange::Kind;
    const auto [tag, span] = change.kind == Kind::SetName ? std::pair(u"project_name"_s, m_spec.nameSpan)
        : change.kind == Kind::SetOverview                ? std::pair(u"overview"_s, m_spec.overviewSpan)
        : change.kind == Kind::SetTier                    ? std::pair(u"complexity_tier"_s, m_spec.tierSpan)
                                                          : std::pair(u"target_features"_s, m_spec.targetSpan);
    const QString value = change.value.trimmed();
    if (!span.isNull()) {
        if (value.isEmpty() && change.kind != Kind::SetOverview)
            return Edits {m_source.removal(elementOf(span))};
        const QString old = textOf(span);
        if (closesItself(old))
            return Edits {{span, xmlElement(tag, value)}};
        return Edits {{span, inItsBlanks(old, xmlText(value))}};
    }
    if (value.isEmpty())
        return Edits {};
    QList<TextSpan> earlier {m_spec.targetSpan, m_spec.tierSpan, m_spec.overviewSpan, m_spec.nameSpan};
    earlier.remove(0, change.kind == Kind::SetTarget ? 1 : change.kind == Kind::SetTier ? 2 : 3);
    for (const TextSpan &before : std::as_const(earlier)) {
        if (!before.isNull())
            return Edits {behind(elementOf(before), xmlElement(tag, value))};
    }
    if (m_spec.body.from == TextPlace {1, 0})
        return Edits {insertion(m_spec.body.from, xmlElement(tag, value) + u'\n')};
    return Edits {
        insertion(m_spec.body.from, u'\n' + m_source.indent(m_spec.body.from.line) + u"  "_s + xmlElement(tag, value))};
}

Result<QList<TextEdit>> XmlEditor::placeFeature(const SpecChange &change, const QString &id, const QString &element,
                                                const QString &bullet) const
{
    const SpecFeature *neighbour = before(change, id);
    if (neighbour && !neighbour->whole.isNull())
        return Edits {behind(neighbour->whole, isBullet(neighbour->whole) ? bullet : element)};
    if (neighbour)
        return unsupported(u"a place behind line %1: change it in the text"_s.arg(neighbour->lines.first));
    const SpecFeature *first = change.toFront ? firstOf(change.group, id) : nullptr;
    if (first && !first->whole.isNull()) {
        const QString blanks = m_source.line(first->whole.from.line).left(first->whole.from.column);
        const QString text = isBullet(first->whole) ? bullet : element;
        return Edits {insertion(first->whole.from, blanks.trimmed().isEmpty() ? text + u'\n' + blanks : text)};
    }
    const SpecGroup *found = group(SpecArea::Features, change.group);
    if (found)
        return Edits {intoGroup(*found, element)};
    if (change.group.isEmpty())
        return intoArea(SpecArea::Features, element);
    return intoArea(SpecArea::Features, xmlGroup(SpecArea::Features, change.group, element));
}

Result<QList<TextEdit>> XmlEditor::addFeature(const SpecChange &change)
{
    SpecFeature feature;
    feature.text = change.value.simplified();
    feature.writtenId = change.target;
    feature.depends = change.list;
    return placeFeature(change, {}, xmlFeature(feature),
                        u"- "_s + xmlText(markedText(feature.text, {feature.writtenId, feature.depends})));
}

Result<QList<TextEdit>> XmlEditor::setFeature(const SpecFeature &feature, const SpecChange &change)
{
    const QString text = change.value.simplified();
    const bool needsId = !change.plain && feature.writtenId.isEmpty() && featureIdOf(text) != feature.id;
    const QString id = needsId ? feature.id : feature.writtenId;
    if (isBullet(feature.whole))
        return Edits {{feature.inner, xmlText(markedText(text, {id, feature.depends}))}};
    Edits edits {{feature.inner, inItsBlanks(textOf(feature.inner), xmlText(text))}};
    const TextSpan tag = tagOf(feature.whole, feature.inner);
    if (needsId)
        edits.prepend({tag, withAttribute(textOf(tag), u"id"_s, id)});
    return edits;
}

Result<QList<TextEdit>> XmlEditor::setDependencies(const SpecFeature &feature, const QStringList &ids)
{
    const QString id = feature.writtenId.isEmpty() ? feature.id : feature.writtenId;
    if (isBullet(feature.whole))
        return Edits {{feature.inner, xmlText(markedText(feature.text, {id, ids}))}};
    const TextSpan tag = tagOf(feature.whole, feature.inner);
    QString text = textOf(tag);
    for (const auto &other : {u"depends_on"_s, u"dependsOn"_s})
        text = withAttribute(text, other, {});
    return Edits {{tag, withAttribute(text, u"depends"_s, ids.join(u", "_s))}};
}

Result<QList<TextEdit>> XmlEditor::moveFeature(const SpecFeature &feature, const SpecChange &change)
{
    const QString raw = textOf(feature.whole);
    const bool bullet = isBullet(feature.whole);
    auto placed =
        placeFeature(change, feature.id, bullet ? xmlFeature(feature) : raw,
                     bullet ? raw : u"- "_s + xmlText(markedText(feature.text, {feature.writtenId, feature.depends})));
    if (!placed)
        return placed;
    const TextEdit removal = m_source.removal(feature.whole);
    TextEdit &insert = placed->first();
    if (insert.span.from > removal.span.from && insert.span.from < removal.span.to) {
        // The place is the end of what goes: one edit for both.
        return Edits {{removal.span, insert.text.mid(insert.text.startsWith(u'\n') ? 1 : 0) + u'\n'}};
    }
    placed->append(removal);
    return placed;
}

Result<QList<TextEdit>> XmlEditor::addGroup(const SpecChange &change)
{
    return intoArea(change.area, xmlGroup(change.area, change.value.simplified(), {}));
}

Result<QList<TextEdit>> XmlEditor::renameGroup(const SpecGroup &group, const QString &name)
{
    return Edits {{group.label, withAttribute(textOf(group.label), u"name"_s, name)}};
}

Result<QList<TextEdit>> XmlEditor::addItem(const SpecChange &change)
{
    const QString element = xmlItem(change.area, change.name, change.value.simplified());
    if (const SpecItem *last = lastOf(change.area, change.group)) {
        const QString entry = change.name.isEmpty() ? change.value : change.name + u": "_s + change.value;
        return Edits {behind(last->whole, isBullet(last->whole) ? u"- "_s + xmlText(entry.simplified()) : element)};
    }
    if (change.group.isEmpty())
        return intoArea(change.area, element);
    if (const SpecGroup *found = group(change.area, change.group))
        return Edits {intoGroup(*found, element)};
    return intoArea(change.area, xmlGroup(change.area, change.group, element));
}

Result<QList<TextEdit>> XmlEditor::setItem(const SpecItem &item, const SpecChange &change)
{
    const QString value = change.value.simplified();
    const QString both = change.name.isEmpty() ? value : change.name + u": "_s + value;
    if (isBullet(item.whole))
        return Edits {{item.inner, xmlText(both)}};
    const TextSpan span = tagOf(item.whole, item.inner);
    const QString tag = textOf(span);
    const bool attributed = item.area == SpecArea::Priorities || item.area == SpecArea::Criteria
        || (item.area == SpecArea::Endpoints && tag.contains(u"path"_s));
    const bool inText = item.area == SpecArea::DataModel || (item.area == SpecArea::Endpoints && !attributed);
    const bool retag = (item.area == SpecArea::Stack || item.area == SpecArea::Design) && change.name != item.name;
    if (item.inner.isNull() || retag)
        return Edits {{item.whole, xmlItem(item.area, change.name, value)}};
    Edits edits {{item.inner, inItsBlanks(textOf(item.inner), xmlText(inText ? both : value))}};
    if (!attributed || change.name == item.name)
        return edits;
    QString changed = tag;
    if (item.area == SpecArea::Endpoints) {
        changed = withAttribute(changed, u"method"_s, change.name.section(u' ', 0, 0));
        changed = withAttribute(changed, u"path"_s, change.name.section(u' ', 1));
    } else {
        changed = withAttribute(changed, item.area == SpecArea::Priorities ? u"level"_s : u"category"_s, change.name);
    }
    edits.prepend({span, changed});
    return edits;
}

}  // namespace bw::spec
