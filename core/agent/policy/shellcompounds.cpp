// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/shellparser.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

bool ShellParser::compound(const QString &keyword)
{
    m_at += keyword.size();
    if (keyword == "function"_L1) {
        skipBlanks();
        const QString name = plainWordAhead();
        m_at += name.size();
        return function(name);
    }
    ++m_depth;
    bool good = false;
    if (keyword == "if"_L1)
        good = condition();
    else if (keyword == "while"_L1 || keyword == "until"_L1)
        good = list({u"do"_s}) && loop();
    else if (keyword == "for"_L1 || keyword == "select"_L1)
        good = forLoop();
    else if (keyword == "case"_L1)
        good = caseOf();
    else if (keyword == "[["_L1)
        good = test();
    else
        good = list({u"}"_s}) && expectWord(u"}"_s);
    --m_depth;
    ShellCommand compoundCommand;
    if (!good || !redirections(compoundCommand, -1))
        return false;
    if (!compoundCommand.redirections.isEmpty())
        m_script.commands.append(compoundCommand);
    return true;
}

bool ShellParser::condition()
{
    if (!list({u"then"_s}) || !expectWord(u"then"_s))
        return false;
    while (true) {
        if (!list({u"elif"_s, u"else"_s, u"fi"_s}))
            return false;
        const QString word = plainWordAhead();
        m_at += word.size();
        if (word == "fi"_L1)
            return true;
        if (word == "else"_L1)
            return list({u"fi"_s}) && expectWord(u"fi"_s);
        if (word != "elif"_L1)
            return fail(u"'fi' is missing"_s);
        if (!list({u"then"_s}) || !expectWord(u"then"_s))
            return false;
    }
}

bool ShellParser::loop() { return expectWord(u"do"_s) && list({u"done"_s}) && expectWord(u"done"_s); }

bool ShellParser::forLoop()
{
    skipBlanks();
    ShellWord word;
    if (ahead(u"((")) {
        if (!readArithmetic(word, 2))
            return false;
    } else if (!readWord(word) || word.text.isEmpty()) {
        return fail(u"a name is missing"_s);
    }
    if (!skipNewlines())
        return false;
    if (plainWordAhead() == "in"_L1) {
        m_at += 2;
        for (skipBlanks(); !atEnd() && !isMeta(peek()); skipBlanks()) {
            ShellWord item;
            if (!readWord(item))
                return false;
        }
    }
    if (peek() == u';')
        ++m_at;
    if (!skipNewlines())
        return false;
    return loop();
}

bool ShellParser::caseOf()
{
    skipBlanks();
    ShellWord subject;
    if (!readWord(subject) || !expectWord(u"in"_s))
        return false;
    while (true) {
        if (!skipNewlines())
            return false;
        if (plainWordAhead() == "esac"_L1)
            return expectWord(u"esac"_s);
        if (peek() == u'(')
            ++m_at;
        for (skipBlanks(); !atEnd() && peek() != u')'; skipBlanks()) {
            ShellWord pattern;
            if (peek() == u'|')
                ++m_at;
            else if (isMeta(peek()) || !readWord(pattern))
                return fail(u"a pattern is not closed"_s);
        }
        if (atEnd())
            return fail(u"'esac' is missing"_s);
        ++m_at;
        if (!list({u";;"_s, u"esac"_s}))
            return false;
        if (atEnd())
            return fail(u"'esac' is missing"_s);
        while (peek() == u';' || peek() == u'&')
            ++m_at;
    }
}

bool ShellParser::test()
{
    while (true) {
        if (!skipNewlines())
            return false;
        if (atEnd())
            return fail(u"']]' is missing"_s);
        if (plainWordAhead() == "]]"_L1)
            return expectWord(u"]]"_s);
        ShellWord word;
        if (isMeta(peek()) && !ahead(u"<(") && !ahead(u">("))
            ++m_at;
        else if (!readWord(word))
            return false;
    }
}

bool ShellParser::subshell()
{
    ++m_depth;
    const qsizetype from = m_at;
    const auto commands = m_script.commands.size();
    bool good = false;
    if (ahead(u"((")) {
        ShellWord word;
        good = readArithmetic(word, 2);
    }
    if (!good) {
        m_problem.clear();
        m_script.commands.resize(commands);
        m_at = from + 1;
        good = list({u")"_s}) && (peek() == u')' || fail(u"a parenthesis is not closed"_s));
        ++m_at;
    }
    --m_depth;
    ShellCommand redirected;
    if (!good || !redirections(redirected, -1))
        return false;
    if (!redirected.redirections.isEmpty())
        m_script.commands.append(redirected);
    return true;
}

bool ShellParser::function(const QString &name)
{
    skipBlanks();
    if (peek() == u'(') {
        ++m_at;
        skipBlanks();
        if (peek() != u')')
            return fail(u"a function's parenthesis is not closed"_s);
        ++m_at;
    }
    m_script.functions.append(name);
    ++m_depth;
    const bool good = skipNewlines() && command(false);
    --m_depth;
    return good;
}

}  // namespace bw::agent
