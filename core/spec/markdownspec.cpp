// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/markdownspec.h"

#include "spec/markdownareas.h"
#include "spec/specmarks.h"

#include <QRegularExpression>

#include <set>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

/// An entry of a list that is just being read: later lines may belong to it.
struct Entry {
    QString text;
    FeatureMarks marks {};
    QString group;
    QString number {};  ///< "3" of "3."
    LineRange lines {};
    TextSpan whole {};
    TextSpan inner {};
};

class Reader
{
public:
    explicit Reader(ParsedSpec &parsed)
        : m_parsed(parsed)
        , m_spec(parsed.spec)
    {
    }

    void line(const QString &text)
    {
        ++m_number;
        if (fences(text))
            m_fenced = !m_fenced;
        if (const int level = m_fenced ? 0 : levelOf(text); level > 0)
            takeHeading(text, level);
        else
            takeText(text);
        m_length = static_cast<int>(text.size());
    }

    void finish()
    {
        ++m_number;
        closeSection();
        // Lists are features only where no "### Feature N" says it outright.
        const bool listed = m_spec.features.isEmpty();
        if (listed)
            m_spec.features = m_listed;
        m_spec.groups.removeIf([listed, this](const SpecGroup &group) {
            return group.area == SpecArea::Features && (m_headed.count(group.whole) > 0) == listed;
        });
        m_spec.body = {{1, 0}, {std::max(m_number - 1, 1), m_length}};
    }

private:
    static bool fences(const QString &text)
    {
        const QStringView trimmed = QStringView(text).trimmed();
        return trimmed.startsWith(u"```") || trimmed.startsWith(u"~~~");
    }

    // By hand, not by expressions: those take quadratic time on hostile lines.
    static int levelOf(const QString &text)
    {
        int level = 0;
        while (level < text.size() && text[level] == u'#')
            ++level;
        return level >= 1 && level <= 6 && level < text.size() && text[level].isSpace() ? level : 0;
    }

    static QStringView titleOf(const QString &text, int level)
    {
        const QStringView title = QStringView(text).sliced(level).trimmed();
        // "# Title #" is closed, "# C#" is not.
        QStringView open = title;
        while (open.endsWith(u'#'))
            open.chop(1);
        return open.isEmpty() || open.last().isSpace() ? open.trimmed() : title;
    }

    [[nodiscard]] TextSpan spanOf(const QString &text, QStringView part) const
    {
        const auto at = static_cast<int>(part.isNull() ? text.size() : part.utf16() - QStringView(text).utf16());
        return {{m_number, at}, {m_number, at + static_cast<int>(part.size())}};
    }

    void takeHeading(const QString &text, int level)
    {
        static const QRegularExpression feature(u"^Feature\\s+\\d+\\s*[:.–-]?\\s*(.+)$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
        const QStringView title = titleOf(text, level);
        closeEntry();
        closeFeature();
        if (level == 1 && m_spec.name.isEmpty()) {
            closeSection();
            m_spec.name = title.toString().simplified();
            m_spec.nameSpan = spanOf(text, title);
            return;
        }
        if (const auto match = feature.matchView(title); match.hasMatch() && level >= 3)
            return addHeaded(text, match.captured(1),
                             spanOf(text, title).from.column + static_cast<int>(match.capturedStart(1)));
        if (level <= 2) {
            closeSection();
            m_section = {title.toString().simplified(), {}, {m_number, m_number}};
            m_section.area = areaOfHeading(m_section.name);
            m_section.whole.from = {m_number, 0};
            m_sectionSpan = spanOf(text, title);
            m_afterHeading = {m_number, static_cast<int>(text.size())};
            m_group.clear();
        } else if (m_section.area) {
            closeGroup();
            m_group = title.toString().simplified();
            openGroup(m_group, spanOf(text, title), static_cast<int>(text.size()));
        }
    }

    void addHeaded(const QString &text, const QString &words, int at)
    {
        QString plainWords = words;
        const FeatureMarks marks = takeFeatureMarks(plainWords);
        SpecFeature feature {marks.id, plainWords.simplified(), m_section.name, {m_number, m_number}};
        feature.writtenId = marks.id;
        feature.depends = marks.depends;
        feature.inner = {{m_number, at}, {m_number, at + static_cast<int>(words.trimmed().size())}};
        feature.whole = {{m_number, 0}, {m_number, static_cast<int>(text.size())}};
        m_spec.features.append(feature);
        m_openFeature = true;
        if (m_headedSection == m_section.whole.from.line || m_section.name.isEmpty())
            return;
        // The section is the group of what is headed in it.
        m_headedSection = m_section.whole.from.line;
        m_spec.groups.append({.area = SpecArea::Features,
                              .name = m_section.name,
                              .lines = {m_headedSection, m_headedSection},
                              .whole = {m_section.whole.from, m_section.whole.from},
                              .inner = {m_afterHeading, m_afterHeading},
                              .label = m_sectionSpan});
        m_sectionGroup = m_spec.groups.size() - 1;
    }

    void takeText(const QString &text)
    {
        m_section.text += text + u'\n';
        m_section.lines.last = m_number;
        const bool meta = takeTier(text);
        const bool empty = text.trimmed().isEmpty();
        const bool blank = meta || empty;
        if (!meta)
            m_overview += text + u'\n';
        if (!blank && m_textFrom.line == 0)
            m_textFrom = {m_number, 0};
        if (!blank)
            m_textTo = {m_number, static_cast<int>(text.size())};
        if (!m_section.area || m_fenced)
            return closeEntry();
        static const QRegularExpression item(u"^( {0,3})(?:[-*+]|(\\d{1,3})[.)])\\s+(?:\\[[ xX]\\]\\s+)?(.+)$"_s);
        if (const auto match = item.match(text); match.hasMatch()) {
            closeEntry();
            const int size = static_cast<int>(text.size());
            m_entry = Entry {match.captured(3), {}, m_group, match.captured(2), {m_number, m_number}};
            m_entry->whole = {{m_number, static_cast<int>(match.capturedStart(0))}, {m_number, size}};
            m_entry->inner = {{m_number, static_cast<int>(match.capturedStart(3))}, {m_number, size}};
            takeMarks(m_entry->text);
        } else if (m_entry && text.startsWith(u"  "_s) && !empty && m_entry->lines.last == m_number - 1) {
            // A wrapped or nested line belongs to the item above it.
            QString own = u' ' + text.trimmed();
            takeMarks(own);
            m_entry->text += u' ' + own.trimmed();
            m_entry->lines.last = m_number;
            m_entry->whole.to = m_entry->inner.to = {m_number, static_cast<int>(text.size())};
        } else {
            closeEntry();
        }
    }

    void takeMarks(QString &text)
    {
        if (m_section.area != SpecArea::Features)
            return;
        if (const FeatureMarks marks = takeFeatureMarks(text); !marks.id.isEmpty())
            m_entry->marks = marks;
    }

    void closeEntry()
    {
        if (!m_entry)
            return;
        const Entry entry = std::move(*m_entry);
        m_entry.reset();
        const SpecArea area = m_section.area.value_or(SpecArea::Features);
        const QString text = plain(entry.text);
        if (area == SpecArea::Features) {
            SpecFeature feature {entry.marks.id, text, entry.group, entry.lines};
            feature.writtenId = entry.marks.id;
            feature.depends = entry.marks.depends;
            feature.whole = entry.whole;
            feature.inner = entry.inner;
            m_listed.append(feature);
            return;
        }
        const bool pageText = area == SpecArea::Pages && !entry.group.isEmpty();
        NamedText split = area == SpecArea::Endpoints ? splitEndpoint(text)
            : pageText                                ? NamedText {{}, text}
                                                      : splitName(text);
        if (area == SpecArea::Criteria && split.name.contains(u' '))
            split = {{}, text};
        if (area == SpecArea::Priorities)
            split = {entry.number, text};
        m_spec.items.append({area, entry.group, split.name, split.text, entry.lines, entry.whole, entry.inner});
    }

    // What stands below "### Feature N" belongs to it, up to the next heading.
    void closeFeature()
    {
        if (!m_openFeature)
            return;
        m_openFeature = false;
        m_spec.features.last().whole.to = {m_number - 1, m_length};
    }

    void openGroup(const QString &name, const TextSpan &label, int length)
    {
        const TextPlace after {m_number, length};
        m_spec.groups.append({.area = *m_section.area,
                              .name = name,
                              .lines = {m_number, m_number},
                              .whole = {{m_number, 0}, after},
                              .inner = {after, after},
                              .label = label});
        m_openGroup = m_spec.groups.size() - 1;
    }

    void closeGroup() { closeGroupAt(m_openGroup); }

    void closeGroupAt(qsizetype &index)
    {
        if (index < 0)
            return;
        SpecGroup &group = m_spec.groups[index];
        group.whole.to = group.inner.to = {m_number - 1, m_length};
        group.lines.last = m_number - 1;
        if (&index == &m_sectionGroup)
            m_headed.insert(group.whole);
        index = -1;
    }

    /// Whether the line says tier or count: it belongs to no other text.
    bool takeTier(const QString &text)
    {
        if (text.size() > 200 || !text.contains(u':'))
            return false;
        static const QRegularExpression tier(u"^[-*\\s]*\\**(?:complexity )?tier\\**\\s*:\\**\\s*(\\w+)"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression count(
            u"^[-*\\s]*\\**(?:target|estimated) features\\**\\s*:\\**\\s*(\\d{1,4})"_s,
            QRegularExpression::CaseInsensitiveOption);
        const auto isTier = tier.match(text);
        if (isTier.hasMatch() && !m_spec.tier) {
            const auto &match = isTier;
            m_spec.tier = tierFromKey(match.captured(1).toLower());
            m_spec.tierSpan = captured(match);
            if (!m_spec.tier)
                m_parsed.diagnostics.append(
                    {Diagnostic::Level::Warning, m_number, u"unknown_tier"_s, match.captured(1)});
        }
        if (const auto match = count.match(text);
            match.hasMatch() && !m_spec.targetFeatures && match.captured(1).toInt() > 0) {
            m_spec.targetFeatures = match.captured(1).toInt();
            m_spec.targetSpan = captured(match);
        }
        return m_spec.tierSpan.from.line == m_number || m_spec.targetSpan.from.line == m_number;
    }

    [[nodiscard]] TextSpan captured(const QRegularExpressionMatch &match) const
    {
        return {{m_number, static_cast<int>(match.capturedStart(1))},
                {m_number, static_cast<int>(match.capturedEnd(1))}};
    }

    void closeSection()
    {
        closeEntry();
        closeFeature();
        closeGroup();
        closeGroupAt(m_sectionGroup);
        const QString text = m_section.text.trimmed();
        const QString told = m_overview.trimmed();
        m_overview.clear();
        static const QRegularExpression overview(u"overview|description|summary|about"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
        if (m_spec.overview.isEmpty() && (m_section.name.isEmpty() || overview.match(m_section.name).hasMatch())) {
            m_spec.overview = told;
            if (!told.isEmpty())
                m_spec.overviewSpan = {m_textFrom, m_textTo};
        }
        if (!m_section.name.isEmpty()) {
            m_section.whole.to = {m_number - 1, m_length};
            m_section.inner = {m_afterHeading, m_section.whole.to};
            if (m_section.area && !m_spec.areaSpans.contains(*m_section.area))
                m_spec.areaSpans.insert(*m_section.area, m_section.inner);
            m_section.text = text;
            if (m_section.area != SpecArea::Features)
                m_spec.sections.append(m_section);
        }
        m_section = {};
        m_textFrom = m_textTo = {};
    }

    static QString plain(QString text) { return text.remove(u"**"_s).remove(u"__"_s).simplified(); }

    ParsedSpec &m_parsed;
    AppSpec &m_spec;
    SpecSection m_section;
    TextSpan m_sectionSpan {};
    TextPlace m_afterHeading {};
    TextPlace m_textFrom {}, m_textTo {};
    QString m_group;
    QString m_overview;  // of the section, without tier and count
    std::optional<Entry> m_entry;
    QList<SpecFeature> m_listed;
    std::set<TextSpan> m_headed;    // groups of "### Feature N"
    qsizetype m_openGroup = -1;     // in m_spec.groups
    qsizetype m_sectionGroup = -1;  // the same
    int m_headedSection = 0;        // line
    int m_number = 0;
    int m_length = 0;  // of the line before
    bool m_openFeature = false;
    bool m_fenced = false;
};

}  // namespace

void readMarkdownSpec(const QString &text, ParsedSpec &parsed)
{
    Reader reader(parsed);
    for (QStringView rest = text; !rest.isNull();) {
        const qsizetype end = rest.indexOf(u'\n');
        QStringView row = end < 0 ? rest : rest.left(end);
        if (row.endsWith(u'\r'))
            row.chop(1);
        reader.line(row.toString());
        rest = end < 0 ? QStringView() : rest.mid(end + 1);
    }
    reader.finish();
}

}  // namespace bw::spec
