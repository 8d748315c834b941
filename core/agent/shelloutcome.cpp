// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/shelloutcome.h"

#include "agent/policy/shellscript.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int deepest = 12;

struct Part {
    QString before;  ///< the operator in front of it: "", ";", "&&", "||", "|", "&"
    QString text;
};

/// Splits a list at its operators, outside of quotes and brackets. Comments go.
class Splitter
{
public:
    explicit Splitter(const QString &text)
        : m_text(text)
    {
    }

    QList<Part> run()
    {
        while (m_at < m_text.size())
            step();
        finish({});
        return m_parts;
    }

private:
    void step()
    {
        const QChar c = m_text.at(m_at);
        if (c == u'\\') {
            take(2);
        } else if (c == u'\'' || c == u'"' || c == u'`') {
            quoted(c);
        } else if (c == u'#' && (m_current.isEmpty() || m_current.back().isSpace())) {
            while (m_at < m_text.size() && m_text.at(m_at) != u'\n')
                ++m_at;
        } else if (c == u'(' || c == u'{') {
            ++m_depth;
            take(1);
        } else if (c == u')' || c == u'}') {
            --m_depth;
            take(1);
        } else if (m_depth == 0 && isOperator()) {
            operatorHere();
        } else {
            take(1);
        }
    }
    [[nodiscard]] bool isOperator() const
    {
        const QChar c = m_text.at(m_at);
        if (c == u';' || c == u'\n' || c == u'|')
            return true;
        // "2>&1" and "&>file" are redirections.
        return c == u'&' && !m_current.endsWith(u'>') && !m_current.endsWith(u'<') && next() != u'>';
    }
    void operatorHere()
    {
        const QChar c = m_text.at(m_at);
        if (c == u'\n')
            return finish(u";"_s, 1);
        if (c != u';' && next() == c)
            return finish(QString(2, c), 2);
        if (c == u'|' && next() == u'&')
            return finish(u"|"_s, 2);
        finish(QString(c), c == u';' && next() == u';' ? 2 : 1);
    }
    void quoted(QChar end)
    {
        take(1);
        while (m_at < m_text.size() && m_text.at(m_at) != end)
            take(m_text.at(m_at) == u'\\' && end != u'\'' ? 2 : 1);
        take(1);
    }
    void take(qsizetype count)
    {
        m_current += m_text.sliced(m_at, std::min(count, m_text.size() - m_at));
        m_at = std::min(m_at + count, m_text.size());
    }
    void finish(const QString &op, qsizetype length = 0)
    {
        m_at += length;
        const QString text = m_current.trimmed();
        m_current.clear();
        if (!text.isEmpty()) {
            m_parts.append({m_before, text});
            m_before = op;
        } else if (op != ";"_L1 && !op.isEmpty()) {
            m_before = op;
        }
        if (op == "&"_L1)
            m_parts.append({u"&"_s, {}});
    }
    [[nodiscard]] QChar next() const { return m_at + 1 < m_text.size() ? m_text.at(m_at + 1) : QChar(); }

    const QString m_text;
    QList<Part> m_parts;
    QString m_before, m_current;
    qsizetype m_at = 0;
    int m_depth = 0;
};

bool alwaysZero(const QString &program, const QStringList &arguments)
{
    static const QSet<QString> idle {u"true"_s,   u":"_s,     u"echo"_s,  u"printf"_s, u"sleep"_s, u"pwd"_s,
                                     u"export"_s, u"set"_s,   u"unset"_s, u"date"_s,   u"touch"_s, u"mkdir"_s,
                                     u"trap"_s,   u"shopt"_s, u"sync"_s,  u"whoami"_s, u"local"_s, u"declare"_s};
    if (program == "exit"_L1 || program == "return"_L1)
        return arguments.isEmpty() || arguments.first() == "0"_L1;
    // Without a process to wait for it is 0; with one it is that one's.
    return idle.contains(program) || (program == "wait"_L1 && arguments.isEmpty());
}

ShellOutcome outcomeOfTest(QList<ShellWord> words)
{
    if (!words.isEmpty() && (words.constLast().text == "]"_L1 || words.constLast().text == "]]"_L1))
        words.removeLast();
    static const QRegularExpression aboutFiles(u"^-[abcdefghkpruwxsLOGSN]$"_s);
    bool onlyFiles = !words.isEmpty(), literal = true;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &text = words.at(i).text;
        literal = literal && words.at(i).isLiteral;
        if (text == "!"_L1 || text == "-a"_L1 || text == "-o"_L1 || text == "&&"_L1 || text == "||"_L1)
            continue;
        if (aboutFiles.match(text).hasMatch() && i + 1 < words.size())
            ++i;
        else
            onlyFiles = false;
    }
    if (onlyFiles)
        return ShellOutcome::FilesThere;
    return literal ? ShellOutcome::AlwaysZero : ShellOutcome::Depends;
}

/// A file that says nothing but that somebody made it: no source, no page, no data, no text for people.
bool isMarker(const QString &path)
{
    static const QSet<QString> kinds {u"marker"_s, u"flag"_s, u"done"_s, u"ok"_s,     u"stamp"_s, u"status"_s,
                                      u"pass"_s,   u"log"_s,  u"out"_s,  u"result"_s, u"tmp"_s};
    const QString name = path.section(u'/', -1);
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot <= 0 ? true : kinds.contains(name.sliced(dot + 1).toLower());
}

ShellOutcome outcomeOfSearch(const QList<ShellWord> &arguments)
{
    QStringList names;
    for (const ShellWord &word : arguments)
        if (!word.text.startsWith(u'-'))
            names.append(word.text);
    if (names.size() < 2)
        return ShellOutcome::Depends;
    names.removeFirst();
    return std::ranges::all_of(names, isMarker) ? ShellOutcome::FilesThere : ShellOutcome::Depends;
}

ShellOutcome outcomeOfSimple(const ShellCommand &command)
{
    if (command.words.isEmpty())
        return command.assignments.isEmpty() ? ShellOutcome::Depends : ShellOutcome::AlwaysZero;
    QList<ShellWord> words = command.words;
    bool negated = false;
    while (!words.isEmpty() && (words.first().text == "!"_L1 || words.first().text == "command"_L1)) {
        negated = negated != (words.first().text == "!"_L1);
        words.removeFirst();
    }
    if (words.isEmpty())
        return ShellOutcome::AlwaysZero;
    const QString program = words.takeFirst().text.section(u'/', -1);
    QStringList arguments;
    for (const ShellWord &word : words)
        arguments.append(word.text);
    if (negated)
        return program == "false"_L1 ? ShellOutcome::AlwaysZero : ShellOutcome::Depends;
    if (alwaysZero(program, arguments))
        return ShellOutcome::AlwaysZero;
    if (program == "test"_L1 || program == "["_L1 || program == "[["_L1)
        return outcomeOfTest(words);
    if (program == "grep"_L1 && !command.isPiped)
        return outcomeOfSearch(words);
    static const QSet<QString> lookers {u"ls"_s, u"stat"_s, u"find"_s, u"cat"_s,  u"wc"_s,       u"cd"_s,
                                        u"du"_s, u"head"_s, u"tail"_s, u"file"_s, u"realpath"_s, u"cp"_s};
    return lookers.contains(program) && !command.isPiped ? ShellOutcome::FilesThere : ShellOutcome::Depends;
}

/// What only hands on what it reads says nothing of who wrote it.
bool handsOn(const QString &text)
{
    static const QSet<QString> names {u"tee"_s,  u"cat"_s,  u"head"_s, u"tail"_s,  u"sort"_s,
                                      u"sed"_s,  u"tr"_s,   u"wc"_s,   u"cut"_s,   u"uniq"_s,
                                      u"less"_s, u"more"_s, u"nl"_s,   u"xargs"_s, u"true"_s};
    return names.contains(text.section(QRegularExpression(u"\\s"_s), 0, 0).section(u'/', -1));
}

ShellOutcome outcomeOfList(const QString &text, int depth);

ShellOutcome outcomeOfPart(const QString &text, int depth)
{
    if (depth > deepest)
        return ShellOutcome::Depends;
    if (text.size() > 2
        && ((text.startsWith(u'(') && text.endsWith(u')') && !text.startsWith("(("_L1))
            || (text.startsWith(u'{') && text.endsWith(u'}'))))
        return outcomeOfList(text.sliced(1, text.size() - 2), depth + 1);
    if (text.startsWith("! "_L1))
        return text.sliced(2).trimmed() == "false"_L1 ? ShellOutcome::AlwaysZero : ShellOutcome::Depends;
    if (text.startsWith("[["_L1)) {
        static const QRegularExpression onlyFiles(u"^\\[\\[\\s+(!\\s+)?-[defghLrswx]\\s+\\S+\\s+\\]\\]$"_s);
        if (onlyFiles.match(text).hasMatch())
            return ShellOutcome::FilesThere;
        return text.contains(u'$') || text.contains(u'`') ? ShellOutcome::Depends : ShellOutcome::AlwaysZero;
    }
    const auto script = parseShell(text);
    if (!script || script->commands.isEmpty())
        return ShellOutcome::Depends;
    // Of a loop, a condition or a substitution: as good as the best command in it.
    ShellOutcome best = ShellOutcome::AlwaysZero;
    for (const ShellCommand &command : script->commands)
        best = std::max(best, outcomeOfSimple(command));
    return best;
}

ShellOutcome outcomeOfList(const QString &text, int depth)
{
    static const QRegularExpression compound(u"^\\s*(if|for|while|until|case|select|function)\\b"_s);
    if (compound.match(text).hasMatch())
        return outcomeOfPart(text, depth);
    static const QRegularExpression failsEarly(
        u"(^|[;\\n]|&&)\\s*set\\s+-[a-z]*e|(^|[;\\n]|&&)\\s*set\\s+-o\\s+errexit"_s);
    static const QRegularExpression failsPiped(u"pipefail"_s);
    const bool early = failsEarly.match(text).hasMatch();
    const bool piped = failsPiped.match(text).hasMatch();
    ShellOutcome all = ShellOutcome::AlwaysZero;
    bool first = true;
    for (const Part &part : Splitter(text).run()) {
        const ShellOutcome here = part.text.isEmpty() ? ShellOutcome::AlwaysZero : outcomeOfPart(part.text, depth + 1);
        if (first)
            all = here;
        else if (part.before == "&&"_L1)
            all = std::max(all, here);
        else if (part.before == "||"_L1)
            all = std::min(all, here);
        else if (part.before == "|"_L1)
            all = handsOn(part.text) ? (piped ? all : ShellOutcome::AlwaysZero) : std::max(all, here);
        else
            all = early && part.before == ";"_L1 ? std::max(all, here) : here;
        first = false;
        static const QRegularExpression leaves(u"^exit(\\s+0)?$"_s);
        if (leaves.match(part.text).hasMatch() && part.before != "||"_L1)
            return all;
    }
    return all;
}

}  // namespace

ShellOutcome shellOutcome(const QString &text) { return outcomeOfList(text, 0); }

}  // namespace bw::agent
