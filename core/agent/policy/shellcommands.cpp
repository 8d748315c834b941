// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/shellparser.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longest = 1 << 20;
constexpr int deepest = 40;

bool isAssignment(const QString &text)
{
    qsizetype i = 0;
    while (i < text.size() && (text.at(i).isLetterOrNumber() || text.at(i) == u'_'))
        ++i;
    if (i == 0 || text.at(0).isDigit())
        return false;
    if (i < text.size() && text.at(i) == u'[')
        i = text.indexOf(u']', i) + 1;
    return text.sliced(i).startsWith(u'=') || text.sliced(i).startsWith("+="_L1);
}

bool isKeyword(const QString &word)
{
    static const QStringList words {u"if"_s,   u"while"_s,    u"until"_s, u"for"_s, u"select"_s,
                                    u"case"_s, u"function"_s, u"{"_s,     u"[["_s};
    return words.contains(word);
}

}  // namespace

Result<ShellScript> parseShell(const QString &text)
{
    ShellScript script;
    int guesses = 0;
    ShellParser parser(text, script, 0, guesses);
    if (text.size() > longest)
        return bw::fail(ErrorCode::TooLarge, u"shell command"_s, {{u"what"_s, u"command"_s}, {u"limit"_s, u"1 MiB"_s}});
    if (!parser.run())
        return bw::fail(
            ErrorCode::InvalidArgument, parser.problem(),
            {{u"what"_s, parser.problem()}, {u"remedy"_s, u"write the command so that a shell can read it"_s}});
    return script;
}

bool ShellParser::run()
{
    if (m_depth >= deepest)
        return fail(u"too many levels"_s);
    if (!list({}))
        return false;
    if (!atEnd())
        return fail(u"'%1' is not expected here"_s.arg(peek()));
    return m_pending.isEmpty() || fail(u"the here-document %1 is not closed"_s.arg(m_pending.constFirst().delimiter));
}

void ShellParser::skipBlanks()
{
    while (!atEnd()) {
        if (peek() == u' ' || peek() == u'\t' || peek() == u'\r')
            ++m_at;
        else if (ahead(u"\\\n"))
            m_at += 2;
        else
            break;
    }
    if (peek() == u'#' && (m_at == 0 || isMeta(m_text.at(m_at - 1))))
        while (!atEnd() && peek() != u'\n')
            ++m_at;
}

bool ShellParser::skipNewlines()
{
    for (skipBlanks(); peek() == u'\n'; skipBlanks()) {
        ++m_at;
        if (!readHereDocuments())
            return false;
    }
    return true;
}

/// The word ahead when it is written without any quote or expansion; nothing is read.
QString ShellParser::plainWordAhead() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && !isMeta(m_text.at(end)))
        ++end;
    const QString word = m_text.sliced(m_at, end - m_at);
    for (const QChar c : word)
        if (u"'\"\\$`"_s.contains(c))
            return {};
    return word;
}

bool ShellParser::expectWord(const QString &word)
{
    if (!skipNewlines())
        return false;
    if (plainWordAhead() != word)
        return fail(u"'%1' is missing"_s.arg(word));
    m_at += word.size();
    return true;
}

/// Commands until one of the closers, which is not read. Closers are keywords, ")" or ";;".
bool ShellParser::list(const QStringList &closers)
{
    while (true) {
        if (!skipNewlines())
            return false;
        if (atEnd() || (peek() == u')' && closers.contains(u")"_s)))
            return true;
        if (ahead(u";;") || ahead(u";&"))
            return closers.contains(u";;"_s) || fail(u"';;' is not expected here"_s);
        if (peek() == u';' || peek() == u'&' || peek() == u'|')
            return fail(u"a command is missing in front of '%1'"_s.arg(peek()));
        if (closers.contains(plainWordAhead()))
            return true;
        if (!pipeline(false))
            return false;
        skipBlanks();
        if (peek() == u'&' && peek(1) != u'>')
            ++m_at;
        else if (peek() == u';' && peek(1) != u';' && peek(1) != u'&')
            ++m_at;
    }
}

/// One command and what is chained to it by |, && and ||.
bool ShellParser::pipeline(bool isPiped)
{
    while (true) {
        if (!command(isPiped))
            return false;
        skipBlanks();
        const bool isPipe = peek() == u'|' && peek(1) != u'|';
        if (!isPipe && !ahead(u"&&") && !ahead(u"||"))
            return true;
        m_at += isPipe && peek(1) != u'&' ? 1 : 2;
        isPiped = isPipe;
        if (!skipNewlines())
            return false;
        if (atEnd())
            return fail(u"a command is missing at the end"_s);
    }
}

bool ShellParser::command(bool isPiped)
{
    if (m_depth >= deepest)
        return fail(u"too many levels"_s);
    skipBlanks();
    QString word = plainWordAhead();
    while (word == "!"_L1 || word == "time"_L1 || word == "coproc"_L1) {
        m_at += word.size();
        skipBlanks();
        word = plainWordAhead();
    }
    if (peek() == u'(')
        return subshell();
    if (isKeyword(word))
        return compound(word);
    static const QStringList strays {u"then"_s, u"else"_s, u"elif"_s, u"fi"_s, u"do"_s,
                                     u"done"_s, u"esac"_s, u"}"_s,    u"]]"_s, u"in"_s};
    if (strays.contains(word) && word != "in"_L1)
        return fail(u"'%1' is not expected here"_s.arg(word));
    return simple(isPiped);
}

bool ShellParser::assignment(ShellCommand &command)
{
    ShellWord word;
    if (!readWord(word))
        return false;
    if (peek() == u'(' && word.text.endsWith(u'=')) {
        ++m_at;
        while (true) {
            if (!skipNewlines())
                return false;
            if (atEnd())
                return fail(u"a list is not closed"_s);
            if (peek() == u')')
                break;
            ShellWord item;
            if (isMeta(peek()) || !readWord(item))
                return fail(u"a list is not closed"_s);
            word.isLiteral = word.isLiteral && item.isLiteral;
            word.text += item.text + u' ';
        }
        ++m_at;
    }
    command.assignments.append(word);
    return true;
}

bool ShellParser::simple(bool isPiped)
{
    // Its place is kept: commands of substitutions in its arguments come behind it.
    const qsizetype index = m_script.commands.size();
    m_script.commands.append(ShellCommand());
    ShellCommand command;
    command.isPiped = isPiped;
    while (true) {
        if (!redirections(command, index))
            return false;
        if (atEnd() || (isMeta(peek()) && !ahead(u"<(") && !ahead(u">(")))
            break;
        if (command.words.isEmpty() && isAssignment(m_text.sliced(m_at, qMin<qsizetype>(200, m_text.size() - m_at)))) {
            if (!assignment(command))
                return false;
            continue;
        }
        ShellWord word;
        if (!readWord(word))
            return false;
        command.words.append(word);
        skipBlanks();
        if (peek() == u'(' && command.words.size() == 1) {
            m_script.commands.remove(index);
            return function(word.text);
        }
    }
    if (peek() == u'(')
        return fail(u"'(' is not expected here"_s);
    command.input = m_script.commands.at(index).input ? m_script.commands.at(index).input : command.input;
    if (command.words.isEmpty() && command.assignments.isEmpty() && command.redirections.isEmpty())
        return fail(u"a command is missing"_s);
    m_script.commands[index] = command;
    return true;
}

/// The operator ahead; `skip` is the length of the descriptor in front of it and the operator.
QString ShellParser::redirectionAhead(qsizetype &skip) const
{
    qsizetype at = m_at;
    while (at < m_text.size() && m_text.at(at).isDigit())
        ++at;
    static const QStringList operators {u"&>>"_s, u"&>"_s, u"<<<"_s, u"<<-"_s, u"<<"_s, u"<&"_s,
                                        u"<>"_s,  u">>"_s, u">&"_s,  u">|"_s,  u"<"_s,  u">"_s};
    const QStringView rest = QStringView(m_text).sliced(at);
    if ((rest.startsWith(u"<(") || rest.startsWith(u">(")) && at == m_at)
        return {};
    for (const QString &op : operators) {
        if (!rest.startsWith(op) || (op.startsWith(u'&') && at != m_at))
            continue;
        skip = at - m_at + op.size();
        return op;
    }
    return {};
}

bool ShellParser::redirections(ShellCommand &command, qsizetype index)
{
    qsizetype skip = 0;
    for (skipBlanks(); !redirectionAhead(skip).isEmpty(); skipBlanks())
        if (!redirection(command, index))
            return false;
    return true;
}

bool ShellParser::redirection(ShellCommand &command, qsizetype index)
{
    qsizetype skip = 0;
    ShellRedirection result {redirectionAhead(skip), {}};
    m_at += skip;
    skipBlanks();
    bool quoted = false;
    if (atEnd() || (isMeta(peek()) && !ahead(u"<(") && !ahead(u">(")) || !readWord(result.target, &quoted))
        return fail(u"a target is missing after '%1'"_s.arg(result.op));
    if (result.op.startsWith("<<"_L1) && result.op != "<<<"_L1)
        m_pending.append({index, result.target.text, quoted, result.op == "<<-"_L1});
    if (result.op == "<<<"_L1)
        command.input = result.target;
    command.redirections.append(result);
    return true;
}

}  // namespace bw::agent
