// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/speclexer.h"

namespace bw::desktop
{

namespace
{

enum State : int { Text = firstLexState, InFence, InTag, InComment, InQuotes, InApostrophes };

/// By hand, not by expressions: a line is lexed at each key, and a hostile one must not take longer than its length.
class Line final
{
public:
    Line(QStringView text, QList<SpecTokenAt> &tokens)
        : m_text(text.left(longestLexedLine))
        , m_tokens(tokens)
    {
    }

    int markdown(int state);
    int xml(int state);

private:
    void add(qsizetype from, qsizetype to, SpecToken token)
    {
        if (to > from)
            m_tokens.append({static_cast<int>(from), static_cast<int>(to - from), token});
    }
    [[nodiscard]] bool has(qsizetype at, QStringView what) const { return m_text.sliced(at).startsWith(what); }
    [[nodiscard]] qsizetype size() const { return m_text.size(); }
    [[nodiscard]] qsizetype behind(QStringView what, qsizetype from) const
    {
        const qsizetype at = m_text.indexOf(what, from);
        return at < 0 ? -1 : at + what.size();
    }
    [[nodiscard]] qsizetype blanks(qsizetype at) const
    {
        while (at < size() && m_text[at].isSpace())
            ++at;
        return at;
    }
    [[nodiscard]] qsizetype listMark(qsizetype at) const;
    void inlines(qsizetype at);
    int comment(qsizetype &at);
    int tag(qsizetype &at, int state);
    int quoted(qsizetype &at, qsizetype from, int state);

    QStringView m_text;
    QList<SpecTokenAt> &m_tokens;
};

/// The end of "- ", "3. " or "* [ ] "; `at` where there is none.
qsizetype Line::listMark(qsizetype at) const
{
    qsizetype end = at;
    if (end < size() && (m_text[end] == u'-' || m_text[end] == u'*' || m_text[end] == u'+')) {
        ++end;
    } else {
        while (end < size() && end < at + 3 && m_text[end].isDigit())
            ++end;
        if (end == at || end >= size() || (m_text[end] != u'.' && m_text[end] != u')'))
            return at;
        ++end;
    }
    if (end < size() && !m_text[end].isSpace())
        return at;
    const qsizetype box = blanks(end);
    const bool boxed = box + 2 < size() && m_text[box] == u'[' && m_text[box + 2] == u']'
        && (m_text[box + 1] == u' ' || m_text[box + 1] == u'x' || m_text[box + 1] == u'X');
    return boxed ? box + 3 : end;
}

void Line::inlines(qsizetype at)
{
    // Nothing closes what was searched for in vain once, so no part of the line is gone through again and again.
    bool noCode = false, noStrong = false, noLow = false, noBrace = false;
    while (at < size()) {
        const char16_t c = m_text[at].unicode();
        qsizetype end = -1;
        SpecToken token = SpecToken::Code;
        if (c == u'`' && !noCode) {
            end = behind(u"`", at + 1);
            noCode = end < 0;
        } else if (c == u'*' && !noStrong && has(at, u"**")) {
            end = behind(u"**", at + 2);
            noStrong = end < 0;
            token = SpecToken::Strong;
        } else if (c == u'_' && !noLow && has(at, u"__")) {
            end = behind(u"__", at + 2);
            noLow = end < 0;
            token = SpecToken::Strong;
        } else if (c == u'{' && !noBrace && has(at, u"{#")) {
            end = behind(u"}", at + 2);
            noBrace = end < 0;
            token = SpecToken::Identity;
        }
        if (end > at) {
            add(at, end, token);
            at = end;
        } else {
            ++at;
        }
    }
}

int Line::markdown(int state)
{
    const qsizetype first = blanks(0);
    if (first < size() && (has(first, u"```") || has(first, u"~~~"))) {
        add(0, size(), SpecToken::Code);
        return state == InFence ? Text : InFence;
    }
    if (state == InFence) {
        add(0, size(), SpecToken::Code);
        return InFence;
    }
    qsizetype level = 0;
    while (level < size() && m_text[level] == u'#')
        ++level;
    if (level >= 1 && level <= 6 && (level == size() || m_text[level].isSpace())) {
        add(0, size(), SpecToken::Heading);
        inlines(level);
        return Text;
    }
    qsizetype text = first < size() && m_text[first] == u'>' ? first + 1 : listMark(first);
    add(first, text, SpecToken::Mark);
    inlines(text);
    return Text;
}

int Line::comment(qsizetype &at)
{
    const qsizetype end = behind(u"-->", at);
    add(at, end < 0 ? size() : end, SpecToken::Comment);
    at = end < 0 ? size() : end;
    return end < 0 ? InComment : Text;
}

/// `at` is behind the mark that opens; `from`: where the colour begins.
int Line::quoted(qsizetype &at, qsizetype from, int state)
{
    const QChar mark = state == InQuotes ? u'"' : u'\'';
    const qsizetype end = m_text.indexOf(mark, at);
    add(from, end < 0 ? size() : end + 1, SpecToken::Value);
    at = end < 0 ? size() : end + 1;
    return end < 0 ? state : InTag;
}

/// Inside of a tag, behind its name.
int Line::tag(qsizetype &at, int state)
{
    if (state == InQuotes || state == InApostrophes)
        return quoted(at, at, state);
    const QChar c = m_text[at];
    if (c == u'>' || c == u'/') {
        add(at, at + 1, SpecToken::Tag);
        ++at;
        return c == u'>' ? Text : InTag;
    }
    if (c == u'"' || c == u'\'') {
        const qsizetype from = at++;
        return quoted(at, from, c == u'"' ? InQuotes : InApostrophes);
    }
    const qsizetype from = at;
    while (at < size() && (m_text[at].isLetterOrNumber() || m_text[at] == u'_' || m_text[at] == u'-'))
        ++at;
    add(from, at, SpecToken::Attribute);
    if (at == from)
        ++at;
    return InTag;
}

int Line::xml(int state)
{
    for (qsizetype at = 0; at < size();) {
        if (state == InComment) {
            state = comment(at);
        } else if (state != Text) {
            state = tag(at, state);
        } else if (m_text[at] == u'<' && has(at, u"<!--")) {
            state = comment(at);
        } else if (m_text[at] == u'<') {
            qsizetype end = at + 1;
            while (end < size() && (m_text[end].isLetterOrNumber() || QStringView(u"/_-?!").contains(m_text[end])))
                ++end;
            // "a < b" is prose, and is read as such.
            if (end > at + 1) {
                add(at, end, SpecToken::Tag);
                state = InTag;
            }
            at = end;
        } else if (m_text[at] == u'&') {
            qsizetype end = at + 1;
            while (end < size() && end < at + 10 && (m_text[end].isLetterOrNumber() || m_text[end] == u'#'))
                ++end;
            const bool entity = end < size() && m_text[end] == u';' && end > at + 1;
            if (entity)
                add(at, ++end, SpecToken::Entity);
            at = end;
        } else {
            ++at;
        }
    }
    return state;
}

}  // namespace

int lexSpecLine(spec::SpecFormat format, QStringView line, int state, QList<SpecTokenAt> &tokens)
{
    Line one(line, tokens);
    return format == spec::SpecFormat::Xml ? one.xml(state) : one.markdown(state);
}

spec::SpecFormat likelyFormat(QStringView text)
{
    for (const QChar c : text) {
        if (!c.isSpace() && c != QChar::ByteOrderMark)
            return c == u'<' ? spec::SpecFormat::Xml : spec::SpecFormat::Markdown;
    }
    return spec::SpecFormat::Markdown;
}

}  // namespace bw::desktop
