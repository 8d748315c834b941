// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/markdownspec.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

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
        const QString trimmed = text.trimmed();
        if (trimmed.startsWith(u"```"_s) || trimmed.startsWith(u"~~~"_s))
            m_fenced = !m_fenced;
        if (const int level = m_fenced ? 0 : levelOf(text); level > 0)
            takeHeading(level, titleOf(text, level));
        else
            takeText(text);
    }

    void finish()
    {
        closeSection();
        // Lists are features only where no "### Feature N" says it outright.
        if (m_spec.features.isEmpty())
            m_spec.features = m_listed;
    }

private:
    // By hand, not by expressions: those take quadratic time on hostile lines.
    static int levelOf(const QString &text)
    {
        int level = 0;
        while (level < text.size() && text[level] == u'#')
            ++level;
        return level >= 1 && level <= 6 && level < text.size() && text[level].isSpace() ? level : 0;
    }

    static QString titleOf(const QString &text, int level)
    {
        const QStringView title = QStringView(text).sliced(level).trimmed();
        // "# Title #" is closed, "# C#" is not.
        QStringView open = title;
        while (open.endsWith(u'#'))
            open.chop(1);
        return (open.isEmpty() || open.last().isSpace() ? open.trimmed() : title).toString();
    }

    void takeHeading(int level, const QString &title)
    {
        static const QRegularExpression feature(u"^Feature\\s+\\d+\\s*[:.–-]?\\s*(.+)$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
        if (level == 1 && m_spec.name.isEmpty()) {
            closeSection();
            m_spec.name = title.simplified();
            return;
        }
        if (const auto match = feature.match(title); match.hasMatch() && level >= 3) {
            m_spec.features.append({{}, match.captured(1).simplified(), m_section.name, {m_number, m_number}});
            return;
        }
        if (level <= 2) {
            closeSection();
            m_section = {title.simplified(), {}, {m_number, m_number}};
            m_inFeatures = speaksOfFeatures(title);
            m_group.clear();
        } else if (m_inFeatures) {
            m_group = title.simplified();
        }
    }

    void takeText(const QString &text)
    {
        m_section.text += text + u'\n';
        m_section.lines.last = m_number;
        takeTier(text);
        static const QRegularExpression item(u"^( {0,3})(?:[-*+]|\\d{1,3}[.)])\\s+(?:\\[[ xX]\\]\\s+)?(.+)$"_s);
        if (!m_inFeatures || m_fenced)
            return;
        if (const auto match = item.match(text); match.hasMatch())
            m_listed.append(
                {{}, plain(match.captured(2)), m_group.isEmpty() ? QString() : m_group, {m_number, m_number}});
        else if (!m_listed.isEmpty() && text.startsWith(u"  "_s) && !text.trimmed().isEmpty()
                 && m_listed.last().lines.last == m_number - 1)
            continueItem(text);
    }

    // A wrapped or nested line belongs to the item above it.
    void continueItem(const QString &text)
    {
        m_listed.last().text += u' ' + plain(text.trimmed());
        m_listed.last().lines.last = m_number;
    }

    void takeTier(const QString &text)
    {
        if (text.size() > 200)
            return;
        static const QRegularExpression tier(u"^[-*\\s]*\\**(?:complexity )?tier\\**\\s*:\\**\\s*(\\w+)"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression count(
            u"^[-*\\s]*\\**(?:target|estimated) features\\**\\s*:\\**\\s*(\\d{1,4})"_s,
            QRegularExpression::CaseInsensitiveOption);
        if (const auto match = tier.match(text); match.hasMatch() && !m_spec.tier) {
            m_spec.tier = tierFromKey(match.captured(1).toLower());
            if (!m_spec.tier)
                m_parsed.diagnostics.append(
                    {Diagnostic::Level::Warning, m_number, u"unknown_tier"_s, match.captured(1)});
        }
        if (const auto match = count.match(text);
            match.hasMatch() && !m_spec.targetFeatures && match.captured(1).toInt() > 0)
            m_spec.targetFeatures = match.captured(1).toInt();
    }

    void closeSection()
    {
        const QString text = m_section.text.trimmed();
        static const QRegularExpression overview(u"overview|description|summary|about"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
        if (m_spec.overview.isEmpty() && (m_section.name.isEmpty() || overview.match(m_section.name).hasMatch()))
            m_spec.overview = text;
        if (!m_section.name.isEmpty() && !m_inFeatures)
            m_spec.sections.append({m_section.name, text, m_section.lines});
        m_section = {};
        m_inFeatures = false;
    }

    static bool speaksOfFeatures(const QString &title)
    {
        static const QRegularExpression words(
            u"\\b(features?|requirements?|user stories|funktionen|anforderungen)\\b"_s,
            QRegularExpression::CaseInsensitiveOption);
        return words.match(title).hasMatch();
    }

    static QString plain(QString text) { return text.remove(u"**"_s).remove(u"__"_s).simplified(); }

    ParsedSpec &m_parsed;
    AppSpec &m_spec;
    SpecSection m_section;
    QString m_group;
    QList<SpecFeature> m_listed;
    int m_number = 0;
    bool m_inFeatures = false;
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
