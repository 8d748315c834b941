// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/markdowneditor.h"

#include "spec/featureids.h"
#include "spec/markdownareas.h"
#include "spec/specmarks.h"

#include <QRegularExpression>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

QString entryText(SpecArea area, const QString &name, const QString &value)
{
    if (name.isEmpty() || area == SpecArea::Pages || area == SpecArea::Priorities)
        return value;
    return name + u": "_s + value;
}

}  // namespace

bool MarkdownEditor::headed() const
{
    return !m_spec.features.isEmpty() && textOf(m_spec.features.constFirst().whole).startsWith(u'#');
}

/// What stands before the text of an entry: "- ", "* [ ] ", "3. ", one higher for a number.
QString MarkdownEditor::markOf(const TextSpan &whole) const
{
    static const QRegularExpression form(u"^( {0,3})(?:([-*+])|(\\d{1,3})([.)]))(\\s+)(\\[[ xX]\\]\\s+)?"_s);
    const auto match = form.match(m_source.line(whole.from.line));
    if (!match.hasMatch())
        return u"- "_s;
    const QString mark = match.captured(3).isEmpty()
        ? match.captured(2)
        : QString::number(match.captured(3).toInt() + 1) + match.captured(4);
    const QString box = match.captured(6).isEmpty() ? QString() : u"[ ] "_s;
    return match.captured(1) + mark + match.captured(5) + box;
}

TextEdit MarkdownEditor::line(const TextPlace &after, const QString &text) const
{
    return insertion(after, u'\n' + text);
}

TextPlace MarkdownEditor::behindTitle() const
{
    const int number = m_spec.nameSpan.to.line;
    return number > 0 ? TextPlace {number, m_source.columns(number)} : TextPlace {};
}

/// Tier and count where they stand in the middle of a text that is replaced.
QString MarkdownEditor::linesWithin(const TextSpan &span) const
{
    QStringList lines;
    for (const TextSpan &kept : {m_spec.tierSpan, m_spec.targetSpan}) {
        const QString line = m_source.line(kept.from.line);
        if (kept.from > span.from && kept.from < span.to && !lines.contains(line))
            lines << line;
    }
    return lines.isEmpty() ? QString() : u"\n\n"_s + lines.join(u'\n');
}

/// Lines at the end of a group, which is made where it is missing; so is the area.
TextEdit MarkdownEditor::intoArea(SpecArea area, const QString &name, const QString &lines) const
{
    const QString own = name.isEmpty() ? lines : u"### "_s + name + (lines.isEmpty() ? QString() : u'\n' + lines);
    const auto found = m_spec.areaSpans.constFind(area);
    if (found == m_spec.areaSpans.constEnd())
        return line(m_source.lastText(m_spec.body), u"\n## "_s + headingOfArea(area) + u'\n' + own);
    if (!name.isEmpty()) {
        if (const SpecGroup *known = group(area, name))
            return line(m_source.lastText(known->inner), lines);
        return line(m_source.lastText(*found), u'\n' + own);
    }
    // What is in no group stands before the first of them.
    for (const SpecGroup &first : m_spec.groups) {
        if (first.area == area && first.whole.from > found->from && first.whole.from < found->to)
            return line(m_source.lastText({found->from, first.whole.from}), lines);
    }
    return line(m_source.lastText(*found), lines);
}

Result<QList<TextEdit>> MarkdownEditor::setOnce(const SpecChange &change)
{
    using Kind = SpecChange::Kind;
    const QString value = change.value.trimmed();
    if (change.kind == Kind::SetName) {
        if (!m_spec.nameSpan.isNull())
            return Edits {{m_spec.nameSpan, value.simplified()}};
        return Edits {insertion({1, 0}, u"# "_s + value.simplified() + u"\n\n"_s)};
    }
    const TextPlace title = behindTitle();
    const auto below = [&](const QString &text) {
        return title.line > 0 ? line(title, u'\n' + text) : insertion({1, 0}, text + u"\n\n"_s);
    };
    if (change.kind == Kind::SetOverview) {
        if (!m_spec.overviewSpan.isNull())
            return Edits {{m_spec.overviewSpan, value + linesWithin(m_spec.overviewSpan)}};
        return value.isEmpty() ? Edits {} : Edits {below(u"## Overview\n\n"_s + value)};
    }
    const bool tier = change.kind == Kind::SetTier;
    const TextSpan span = tier ? m_spec.tierSpan : m_spec.targetSpan;
    if (!span.isNull() && !value.isEmpty())
        return Edits {{span, value}};
    if (!span.isNull())
        return Edits {m_source.removal({{span.from.line, 0}, {span.from.line, m_source.columns(span.from.line)}})};
    return value.isEmpty() ? Edits {} : Edits {below((tier ? u"Tier: "_s : u"Target features: "_s) + value)};
}

Result<QList<TextEdit>> MarkdownEditor::placeFeature(const SpecChange &change, const QString &id,
                                                     const QString &lines) const
{
    const QString gap = headed() ? u"\n"_s : QString();
    if (const SpecFeature *neighbour = before(change, id)) {
        const TextPlace end = m_source.lastText(neighbour->whole);
        return Edits {line(end, gap + lines)};
    }
    if (const SpecFeature *first = change.toFront ? firstOf(change.group, id) : nullptr)
        return Edits {insertion({first->whole.from.line, 0}, lines + u'\n' + gap)};
    if (headed() && !change.group.isEmpty() && !group(SpecArea::Features, change.group))
        return Edits {line(m_source.lastText(m_spec.body), u"\n## "_s + change.group + u"\n\n"_s + lines)};
    return Edits {intoArea(SpecArea::Features, change.group, lines)};
}

Result<QList<TextEdit>> MarkdownEditor::addFeature(const SpecChange &change)
{
    const QString text = change.value.simplified() + featureMarksText({change.target, change.list});
    if (headed())
        return placeFeature(change, {}, u"### Feature %1: %2"_s.arg(m_spec.features.size() + 1).arg(text));
    const SpecFeature *neighbour = before(change);
    if (!neighbour && change.toFront)
        neighbour = firstOf(change.group);
    const bool numbered = neighbour && !change.toFront;
    const QString mark = neighbour ? markOf(neighbour->whole) : u"- "_s;
    return placeFeature(change, {}, (numbered || !mark.trimmed().front().isDigit() ? mark : u"1. "_s) + text);
}

Result<QList<TextEdit>> MarkdownEditor::setFeature(const SpecFeature &feature, const SpecChange &change)
{
    const QString text = change.value.simplified();
    const bool needsId = !change.plain && feature.writtenId.isEmpty() && featureIdOf(text) != feature.id;
    const QString id = needsId ? feature.id : feature.writtenId;
    return Edits {{feature.inner, text + featureMarksText({id, feature.depends})}};
}

Result<QList<TextEdit>> MarkdownEditor::setDependencies(const SpecFeature &feature, const QStringList &ids)
{
    const QString id = feature.writtenId.isEmpty() ? feature.id : feature.writtenId;
    QString text = textOf(feature.inner);
    (void)takeFeatureMarks(text);
    return Edits {{feature.inner, text + featureMarksText({id, ids})}};
}

Result<QList<TextEdit>> MarkdownEditor::moveFeature(const SpecFeature &feature, const SpecChange &change)
{
    const TextSpan lines {{feature.whole.from.line, 0}, m_source.lastText(feature.whole)};
    auto placed = placeFeature(change, feature.id, textOf(lines));
    if (!placed)
        return placed;
    const TextEdit removal = m_source.removal(feature.whole);
    const TextEdit &insert = placed->constFirst();
    if (insert.span.from > removal.span.from && insert.span.from < removal.span.to)
        return Edits {{removal.span, insert.text.mid(1) + u'\n'}};
    placed->append(removal);
    return placed;
}

Result<QList<TextEdit>> MarkdownEditor::addGroup(const SpecChange &change)
{
    const QString name = change.value.simplified();
    if (change.area == SpecArea::Features && headed())
        return unsupported(u"an empty group among headings: add a feature with this group"_s);
    return Edits {intoArea(change.area, name, {})};
}

Result<QList<TextEdit>> MarkdownEditor::renameGroup(const SpecGroup &group, const QString &name)
{
    return Edits {{group.label, name}};
}

Result<QList<TextEdit>> MarkdownEditor::addItem(const SpecChange &change)
{
    const QString text = entryText(change.area, change.name, change.value.simplified());
    const SpecItem *last = lastOf(change.area, change.group);
    if (last)
        return Edits {line(m_source.lastText(last->whole), markOf(last->whole) + text)};
    const QString mark =
        change.area == SpecArea::Priorities && !change.name.isEmpty() ? change.name + u". "_s : u"- "_s;
    return Edits {intoArea(change.area, change.group, mark + text)};
}

Result<QList<TextEdit>> MarkdownEditor::setItem(const SpecItem &item, const SpecChange &change)
{
    if (item.area == SpecArea::Priorities && change.name != item.name)
        return Edits {{{{item.whole.from.line, 0}, item.whole.to}, change.name + u". "_s + change.value.simplified()}};
    return Edits {{item.inner, entryText(item.area, change.name, change.value.simplified())}};
}

}  // namespace bw::spec
