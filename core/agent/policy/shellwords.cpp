// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/shellparser.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int deepest = 40;
constexpr int mostGuesses = 500;

bool isName(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

}  // namespace

bool ShellParser::fail(const QString &what)
{
    if (m_problem.isEmpty())
        m_problem = u"%1, at character %2"_s.arg(what).arg(m_at + 1);
    return false;
}

bool ShellParser::isMeta(QChar c) { return u" \t\n;&|()<>"_s.contains(c); }

bool ShellParser::parseNested(const QString &text)
{
    ShellParser nested(text, m_script, m_depth + 1, m_guesses);
    return nested.run() || fail(nested.problem());
}

bool ShellParser::readWord(ShellWord &word, bool *wasQuoted)
{
    bool quoted = false;
    while (!atEnd()) {
        const bool isProcess = word.text.isEmpty() && (ahead(u"<(") || ahead(u">("));
        if (!isProcess && isMeta(peek()))
            break;
        if (!readPart(word, quoted))
            return false;
    }
    if (wasQuoted != nullptr)
        *wasQuoted = quoted;
    return true;
}

bool ShellParser::readPart(ShellWord &word, bool &quoted)
{
    const QChar c = peek();
    if (c == u'\\') {
        quoted = true;
        if (peek(1) != u'\n' && m_at + 1 < m_text.size())
            word.text += peek(1);
        m_at = qMin(m_at + 2, m_text.size());
        return true;
    }
    if (c == u'\'' || c == u'"') {
        quoted = true;
        return c == u'"' ? readDoubleQuoted(word) : readSingleQuoted(word);
    }
    if (c == u'`')
        return readBackticks(word);
    if (c == u'$') {
        quoted = quoted || peek(1) == u'\'' || peek(1) == u'"';
        return readDollar(word);
    }
    if (c == u'<' || c == u'>')
        return readSubstitution(word);
    const bool isBraceList = (c == u',' || (c == u'.' && peek(1) == u'.')) && word.text.contains(u'{');
    word.isLiteral = word.isLiteral && !isBraceList && !u"*?["_s.contains(c);
    word.text += c;
    ++m_at;
    return true;
}

bool ShellParser::readSingleQuoted(ShellWord &word)
{
    const qsizetype end = m_text.indexOf(u'\'', m_at + 1);
    if (end < 0)
        return fail(u"a single quote is not closed"_s);
    word.text += QStringView(m_text).sliced(m_at + 1, end - m_at - 1);
    m_at = end + 1;
    return true;
}

QChar ShellParser::ansiEscape()
{
    if (atEnd())
        return u'\\';
    const QChar c = peek();
    const auto number = [this](int base, qsizetype most) {
        qsizetype size = 0;
        bool good = true;
        while (size < most && good) {
            (void)m_text.sliced(m_at, qMin(size + 1, m_text.size() - m_at)).toUInt(&good, base);
            good = good && m_at + size < m_text.size();
            size += good ? 1 : 0;
        }
        const QChar value(static_cast<char16_t>(m_text.sliced(m_at, size).toUInt(nullptr, base)));
        m_at += size;
        return value;
    };
    if (c >= u'0' && c <= u'7')
        return number(8, 3);
    ++m_at;
    switch (c.unicode()) {
    case 'n':
        return u'\n';
    case 't':
        return u'\t';
    case 'r':
        return u'\r';
    case 'x':
        return number(16, 2);
    case 'u':
        return number(16, 4);
    default:
        return c;
    }
}

bool ShellParser::readAnsiQuoted(ShellWord &word)
{
    m_at += 2;
    while (!atEnd()) {
        const QChar c = peek();
        ++m_at;
        if (c == u'\'')
            return true;
        word.text += c == u'\\' ? ansiEscape() : c;
    }
    return fail(u"a quote after a dollar sign is not closed"_s);
}

bool ShellParser::readDoubleQuoted(ShellWord &word)
{
    ++m_at;
    while (!atEnd()) {
        const QChar c = peek();
        if (c == u'"') {
            ++m_at;
            return true;
        }
        if (c == u'\\' && u"\"\\$`\n"_s.contains(peek(1))) {
            if (peek(1) != u'\n')
                word.text += peek(1);
            m_at += 2;
        } else if (c == u'`') {
            if (!readBackticks(word))
                return false;
        } else if (c == u'$' && peek(1) != u'"' && peek(1) != u'\'') {
            if (!readDollar(word))
                return false;
        } else {
            word.text += c;
            ++m_at;
        }
    }
    return fail(u"a double quote is not closed"_s);
}

bool ShellParser::readDollar(ShellWord &word)
{
    const QChar next = peek(1);
    if (next == u'\'')
        return readAnsiQuoted(word);
    if (next == u'"') {
        ++m_at;
        return readDoubleQuoted(word);
    }
    if (next == u'(') {
        const qsizetype before = m_at;
        if (peek(2) == u'(' && readArithmetic(word, 3))
            return true;
        m_at = before;
        m_problem.clear();
        return readSubstitution(word);
    }
    if (next == u'{')
        return readBraced(word);
    qsizetype size = 1;
    if (isName(next))
        while (isName(peek(size)) && !(size > 1 && next.isDigit()))
            ++size;
    else if (u"@*#?-$!"_s.contains(next) && !next.isNull())
        size = 2;
    word.isLiteral = word.isLiteral && size == 1;
    word.text += QStringView(m_text).sliced(m_at, size);
    m_at += size;
    return true;
}

/// `$(…)`, `<(…)` and `>(…)`: the commands in it are commands of the script.
bool ShellParser::readSubstitution(ShellWord &word)
{
    if (m_depth >= deepest)
        return fail(u"too many levels"_s);
    const qsizetype from = m_at;
    m_at += 2;
    ++m_depth;
    const auto outer = std::exchange(m_pending, {});
    const bool good = list({u")"_s}) && (peek() == u')' || fail(u"a parenthesis is not closed"_s));
    m_pending = outer;
    --m_depth;
    if (!good)
        return false;
    ++m_at;
    word.isLiteral = false;
    word.text += QStringView(m_text).sliced(from, m_at - from);
    return true;
}

/// `$((…))` and `((…))`, `opening` being the length of its start: no command, but substitutions may stand in it.
bool ShellParser::readArithmetic(ShellWord &word, qsizetype opening)
{
    if (++m_guesses > mostGuesses)
        return fail(u"too many double parentheses"_s);
    const qsizetype from = m_at;
    const auto commands = m_script.commands.size();
    m_at += opening;
    int open = 2;
    ShellWord inside;
    while (!atEnd() && open > 0) {
        const QChar c = peek();
        if ((c == u'$' && (peek(1) == u'(' || peek(1) == u'{')) || c == u'`') {
            if (!(c == u'`' ? readBackticks(inside) : readDollar(inside)))
                return false;
            continue;
        }
        // One parenthesis closes and another thing follows: it was a subshell in a substitution.
        if (c == u')' && open == 2 && peek(1) != u')')
            break;
        open += c == u'(' ? 1 : c == u')' ? -1 : 0;
        ++m_at;
    }
    if (open > 0) {
        m_script.commands.resize(commands);
        return fail(u"an arithmetic expression is not closed"_s);
    }
    word.isLiteral = false;
    word.text += QStringView(m_text).sliced(from, m_at - from);
    return true;
}

/// `${…}`
bool ShellParser::readBraced(ShellWord &word)
{
    const qsizetype from = m_at;
    m_at += 2;
    ShellWord inside;
    bool quoted = false;
    while (!atEnd() && peek() != u'}') {
        if (isMeta(peek())) {
            ++m_at;
        } else if (!readPart(inside, quoted)) {
            return false;
        }
    }
    if (atEnd())
        return fail(u"a brace is not closed"_s);
    ++m_at;
    word.isLiteral = false;
    word.text += QStringView(m_text).sliced(from, m_at - from);
    return true;
}

bool ShellParser::readBackticks(ShellWord &word)
{
    if (m_depth >= deepest)
        return fail(u"too many levels"_s);
    const qsizetype from = m_at++;
    QString inside;
    while (!atEnd() && peek() != u'`') {
        if (peek() == u'\\' && m_at + 1 < m_text.size() && u"`\\$"_s.contains(peek(1)))
            ++m_at;
        inside += peek();
        ++m_at;
    }
    if (atEnd())
        return fail(u"a backtick is not closed"_s);
    ++m_at;
    word.isLiteral = false;
    word.text += QStringView(m_text).sliced(from, m_at - from);
    return parseNested(inside);
}

/// Called behind a line end: the bodies of the here-documents that the line announced.
bool ShellParser::readHereDocuments()
{
    for (const HereDocument &document : std::exchange(m_pending, {})) {
        ShellWord body;
        bool closed = false;
        while (!atEnd() && !closed) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            QString line = m_text.sliced(m_at, (end < 0 ? m_text.size() : end) - m_at);
            m_at = end < 0 ? m_text.size() : end + 1;
            while (document.stripsTabs && line.startsWith(u'\t'))
                line.removeFirst();
            closed = line == document.delimiter;
            if (!closed)
                body.text += line + u'\n';
        }
        if (!closed)
            return fail(u"the here-document %1 is not closed"_s.arg(document.delimiter));
        if (!document.isQuoted) {
            // Substitutions act in it, quotes do not: read as if it stood in double quotes.
            ShellParser nested(u'"' + QString(body.text).replace(u'"', u"\\\""_s) + u'"', m_script, m_depth + 1,
                               m_guesses);
            ShellWord expanded;
            if (!nested.readDoubleQuoted(expanded))
                return fail(nested.problem());
            body.isLiteral = expanded.isLiteral;
        }
        if (document.command >= 0)
            m_script.commands[document.command].input = body;
    }
    return true;
}

}  // namespace bw::agent
