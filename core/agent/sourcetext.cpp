// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/sourcetext.h"

#include <QRegularExpression>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

class JavaScript
{
public:
    explicit JavaScript(const QString &text)
        : m_text(text)
    {
    }
    SourceText run()
    {
        while (m_at < m_text.size())
            step();
        return std::move(m_out);
    }

private:
    void step()
    {
        const QChar c = m_text.at(m_at);
        if (ahead(u"//") || (m_at == 0 && ahead(u"#!"))) {
            m_at = std::max(m_at, end(u'\n'));
        } else if (ahead(u"/*")) {
            const qsizetype close = m_text.indexOf(u"*/"_s, m_at + 2);
            m_at = close < 0 ? m_text.size() : close + 2;
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            string(c);
        } else if (c == u'/' && startsPattern()) {
            pattern();
        } else {
            put(c);
        }
    }
    void put(QChar c)
    {
        ++m_at;
        m_depth -= c == u')' || c == u']' || c == u'}' ? 1 : 0;
        add(QString(c));
        m_depth += c == u'(' || c == u'[' || c == u'{' ? 1 : 0;
    }
    void add(const QString &code)
    {
        m_out.code += code;
        m_out.depth.append(code.size(), static_cast<char>(std::clamp(m_depth, 0, 100)));
    }
    void string(QChar quote)
    {
        QString inside;
        for (++m_at; m_at < m_text.size() && m_text.at(m_at) != quote; ++m_at) {
            if (m_text.at(m_at) == u'\\')
                ++m_at;
            else if (m_text.at(m_at) == u'\n' && quote != u'`')
                break;
            if (m_at < m_text.size())
                inside += m_text.at(m_at);
        }
        ++m_at;
        m_out.strings.append(inside);
        // A template runs what stands in its braces.
        static const QRegularExpression filled(u"\\$\\{([^}]*)\\}"_s);
        QString code = u"\"\""_s;
        if (quote == u'`')
            for (auto it = filled.globalMatch(inside); it.hasNext();)
                code += u" + ("_s + it.next().captured(1) + u')';
        add(code);
    }
    [[nodiscard]] bool startsPattern() const
    {
        for (qsizetype i = m_out.code.size() - 1; i >= 0; --i) {
            const QChar c = m_out.code.at(i);
            if (c.isSpace())
                continue;
            return u"(,=:[!&|?{};+-*%<>~^"_s.contains(c) || m_out.code.first(i + 1).endsWith("return"_L1);
        }
        return true;
    }
    void pattern()
    {
        bool isClass = false;
        for (++m_at; m_at < m_text.size() && m_text.at(m_at) != u'\n'; ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'\\')
                ++m_at;
            else if (c == u'[')
                isClass = true;
            else if (c == u']')
                isClass = false;
            else if (c == u'/' && !isClass)
                break;
        }
        ++m_at;
        add(u"/x/"_s);
    }
    [[nodiscard]] bool ahead(QStringView what) const { return QStringView(m_text).sliced(m_at).startsWith(what); }
    [[nodiscard]] qsizetype end(QChar c) const
    {
        const qsizetype found = m_text.indexOf(c, m_at);
        return found < 0 ? m_text.size() : found;
    }

    const QString m_text;
    SourceText m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

}  // namespace

SourceText readJavaScript(const QString &text) { return JavaScript(text).run(); }

SourceText readPython(const QString &text)
{
    SourceText out;
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        if (c == u'#') {
            const qsizetype end = text.indexOf(u'\n', at);
            at = end < 0 ? text.size() : end;
        } else if (c == u'"' || c == u'\'') {
            const QString quote = QStringView(text).sliced(at).startsWith(QString(3, c)) ? QString(3, c) : QString(c);
            qsizetype end = at + quote.size();
            while (end < text.size() && !QStringView(text).sliced(end).startsWith(quote))
                end += text.at(end) == u'\\' ? 2 : 1;
            end = std::min(end, text.size());
            out.strings.append(text.sliced(at + quote.size(), std::max<qsizetype>(0, end - at - quote.size())));
            out.code += u"\"\""_s;
            at = std::min(end + quote.size(), text.size());
        } else {
            out.code += c;
            ++at;
        }
    }
    char inside = 0;
    for (qsizetype i = 0; i < out.code.size(); ++i) {
        if (i == 0 || out.code.at(i - 1) == u'\n')
            inside = out.code.at(i).isSpace() ? 1 : 0;
        out.depth.append(inside);
    }
    return out;
}

QString bracketed(const QString &code, qsizetype opening)
{
    int depth = 0;
    for (qsizetype i = opening; i < code.size(); ++i) {
        const QChar c = code.at(i);
        depth += c == u'(' || c == u'[' || c == u'{' ? 1 : 0;
        depth -= c == u')' || c == u']' || c == u'}' ? 1 : 0;
        if (depth == 0)
            return code.sliced(opening + 1, i - opening - 1);
    }
    return code.sliced(std::min(opening + 1, code.size()));
}

}  // namespace bw::agent
