// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/commandpolicy.h"

#include "agent/policy/policychecks.h"
#include "agent/policy/visibletext.h"
#include "sandbox/sandbox.h"

#include <QDir>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int deepest = 12;

QString asText(const ShellCommand &command)
{
    QStringList parts;
    for (const ShellWord &word : command.assignments + command.words)
        parts.append(word.text);
    for (const ShellRedirection &redirection : command.redirections)
        parts.append(redirection.op + redirection.target.text);
    return visibleText(parts.join(u' '));
}

/// What the rules know a program by: its name, or the class of place when a file is run.
QString programName(const ShellWord &word)
{
    if (!word.text.contains(u'/'))
        return word.text;
    static const QStringList system {u"/bin"_s, u"/usr/bin"_s, u"/usr/local/bin"_s, u"/sbin"_s, u"/usr/sbin"_s};
    const QString clean = QDir::cleanPath(word.text);
    if (system.contains(clean.section(u'/', 0, -2)))
        return clean.section(u'/', -1);
    const QString workspace = QString::fromLatin1(sandbox::workspacePath);
    if (clean == "init.sh"_L1 || clean == workspace + u"/init.sh"_s)
        return u"@init"_s;  // the script that starts the project, one of the agreed files
    if (placeOf(word, {workspace}) == PathPlace::Inside)
        return u"@workspace"_s;
    return placeOf(word, {u"/tmp"_s}) == PathPlace::Inside ? u"@temporary"_s : u"@elsewhere"_s;
}

bool matchesName(const QString &name, const QStringList &patterns)
{
    return std::ranges::any_of(patterns, [&](const QString &pattern) {
        return pattern.endsWith(u'*') ? name.startsWith(QStringView(pattern).chopped(1)) : name == pattern;
    });
}

bool hasOption(const QList<ShellWord> &arguments, const QStringList &options)
{
    for (const ShellWord &word : arguments) {
        if (word.text == "--"_L1)
            return false;
        for (const QString &option : options) {
            const bool isShort = option.size() == 2 && option.at(0) == u'-' && option.at(1) != u'-';
            if (word.text == option || word.text.startsWith(option + u'='))
                return true;
            if (isShort && word.text.size() > 2 && word.text.at(0) == u'-' && word.text.at(1) != u'-'
                && word.text.contains(option.at(1)))
                return true;
        }
    }
    return false;
}

QString firstOperand(const QList<ShellWord> &arguments)
{
    const auto found =
        std::ranges::find_if(arguments, [](const ShellWord &word) { return !word.text.startsWith(u'-'); });
    return found == arguments.end() ? QString() : found->text;
}

bool isShell(const QString &name)
{
    static const QStringList shells {u"sh"_s, u"bash"_s, u"dash"_s, u"zsh"_s, u"ksh"_s};
    return shells.contains(name);
}

const PolicyVerdict &worse(const PolicyVerdict &a, const PolicyVerdict &b) { return b.answer > a.answer ? b : a; }

}  // namespace

CommandPolicy::CommandPolicy(PolicyRules rules)
    : m_rules(std::move(rules))
{
}

PolicyVerdict CommandPolicy::verdict(PolicyAnswer answer, const char *rule, const char *why,
                                     const ShellCommand &command) const
{
    return {answer, QString::fromLatin1(rule), QString::fromLatin1(why), asText(command)};
}

PolicyVerdict CommandPolicy::judge(const QString &command) const
{
    if (command.trimmed().isEmpty())
        return {PolicyAnswer::Allow, u"empty"_s, {}, {}};
    return judgeText(command, 0);
}

PolicyVerdict CommandPolicy::judgeText(const QString &text, int depth) const
{
    if (depth > deepest)
        return {PolicyAnswer::Deny, u"unreadable"_s, u"shells are nested too deeply"_s, visibleText(text.left(200))};
    const auto script = parseShell(text);
    if (!script)
        return {m_rules.unreadable, u"unreadable"_s, u"the command cannot be read: "_s + script.error().detail,
                visibleText(text.left(200))};
    PolicyVerdict result {PolicyAnswer::Allow, u"empty"_s, {}, {}};
    bool first = true;
    for (const ShellCommand &command : script->commands) {
        const PolicyVerdict one = judgeCommand(command, script->functions, depth);
        result = first ? one : worse(result, one);
        first = false;
    }
    return result;
}

PolicyVerdict CommandPolicy::judgeCommand(const ShellCommand &command, const QStringList &functions, int depth) const
{
    const PolicyVerdict frame = judgeFrame(command);
    if (command.words.isEmpty())
        return frame;
    return worse(judgeProgram(command, functions, depth), frame);
}

/// Redirections and variables: what a command does whatever its program is.
PolicyVerdict CommandPolicy::judgeFrame(const ShellCommand &command) const
{
    for (const ShellRedirection &redirection : command.redirections) {
        if (!redirection.op.contains(u'>'))
            continue;
        const QString target = redirection.target.text;
        const bool isDescriptor = redirection.op == ">&"_L1
            && (target == "-"_L1 || std::ranges::all_of(target, [](QChar c) { return c.isDigit() || c == u'-'; }));
        if (isDescriptor)
            continue;
        const PathPlace place = placeOf(redirection.target, m_rules.writable);
        if (place == PathPlace::Outside)
            return verdict(PolicyAnswer::Deny, "redirect-outside", "it would write outside of the workspace", command);
        if (place == PathPlace::Unknown)
            return verdict(m_rules.unknown, "redirect-unclear", "it cannot be known what it would write to", command);
    }
    for (const ShellWord &assignment : command.assignments)
        if (m_rules.variables.contains(assignment.text.section(u'=', 0, 0).remove(u'+')))
            return verdict(m_rules.unknown, "loading-variable", "the variable makes programs load other code", command);
    return verdict(PolicyAnswer::Allow, "frame", "", command);
}

PolicyVerdict CommandPolicy::judgeProgram(const ShellCommand &command, const QStringList &functions, int depth) const
{
    const ShellWord &program = command.words.constFirst();
    // A bracket that nothing closes in its word is no pattern, but the program of that name.
    if (!program.isLiteral && program.text != "["_L1)
        return verdict(qMax(m_rules.unknown, PolicyAnswer::Ask), "program-unclear",
                       "it cannot be known which program it would run", command);
    if (functions.contains(program.text))
        return verdict(PolicyAnswer::Allow, "function", "", command);  // its body is judged where it stands
    const QString name = programName(program);
    if (isShell(name) || name == "eval"_L1 || name == "source"_L1 || name == "."_L1)
        return judgeShell(command, depth);
    if (name == "find"_L1)
        return worse(judgeByRules(command), judgeFind(command, functions, depth));
    for (const PolicyWrapper &wrapper : m_rules.wrappers)
        if (wrapper.program == name)
            return judgeWrapped(wrapper, command, functions, depth);
    return judgeByRules(command);
}

PolicyVerdict CommandPolicy::judgeShell(const ShellCommand &command, int depth) const
{
    const QString name = programName(command.words.constFirst());
    const QList<ShellWord> arguments = command.words.sliced(1);
    const auto unclear = [&] {
        return verdict(qMax(m_rules.unknown, PolicyAnswer::Ask), "shell-unclear",
                       "it cannot be known what the shell would run", command);
    };
    if (name == "eval"_L1) {
        QStringList parts;
        for (const ShellWord &word : arguments) {
            if (!word.isLiteral)
                return unclear();
            parts.append(word.text);
        }
        return judgeText(parts.join(u' '), depth + 1);
    }
    const auto operand = std::ranges::find_if(
        arguments, [](const ShellWord &word) { return !word.text.startsWith(u'-') && !word.text.startsWith(u'+'); });
    if (isShell(name) && hasOption(arguments, {u"-c"_s}))
        return operand != arguments.end() && operand->isLiteral ? judgeText(operand->text, depth + 1) : unclear();
    if (operand != arguments.end()) {
        ShellCommand script = command;
        script.words = {*operand};
        if (!operand->text.contains(u'/'))
            script.words.first().text.prepend(u"./"_s);
        return operand->isLiteral ? judgeByRules(script) : unclear();
    }
    if (command.input)
        return command.input->isLiteral ? judgeText(command.input->text, depth + 1) : unclear();
    const bool readsFile = std::ranges::any_of(command.redirections, [](const auto &one) { return one.op == "<"_L1; });
    return command.isPiped || readsFile ? unclear() : verdict(PolicyAnswer::Allow, "shell", "", command);
}

/// The commands behind -exec and its kin.
PolicyVerdict CommandPolicy::judgeFind(const ShellCommand &command, const QStringList &functions, int depth) const
{
    static const QStringList actions {u"-exec"_s, u"-execdir"_s, u"-ok"_s, u"-okdir"_s};
    PolicyVerdict result = verdict(PolicyAnswer::Allow, "find", "", command);
    for (qsizetype i = 1; i < command.words.size(); ++i) {
        if (!actions.contains(command.words.at(i).text))
            continue;
        ShellCommand inner;
        for (++i; i < command.words.size() && command.words.at(i).text != ";"_L1 && command.words.at(i).text != "+"_L1;
             ++i) {
            ShellWord word = command.words.at(i);
            // What is found lies below the start folders, which find's own rules look at.
            if (word.text != "{}"_L1)
                inner.words.append(word);
        }
        if (!inner.words.isEmpty())
            result = worse(result, judgeCommand(inner, functions, depth + 1));
    }
    return result;
}

PolicyVerdict CommandPolicy::judgeWrapped(const PolicyWrapper &wrapper, const ShellCommand &command,
                                          const QStringList &functions, int depth) const
{
    if (depth > deepest)
        return verdict(PolicyAnswer::Deny, "unreadable", "programs are nested too deeply", command);
    ShellCommand inner;
    inner.input = command.input;
    inner.isPiped = command.isPiped && !wrapper.addsArguments;
    qsizetype at = 1;
    int positional = wrapper.positional;
    for (; at < command.words.size(); ++at) {
        const QString &text = command.words.at(at).text;
        if (text.startsWith(u'-') && text.size() > 1) {
            if (wrapper.valueOptions.contains(text))
                ++at;
        } else if (wrapper.assignments && text.contains(u'=')) {
            inner.assignments.append(command.words.at(at));
        } else if (positional > 0) {
            --positional;
        } else {
            break;
        }
    }
    inner.words = command.words.sliced(qMin(at, command.words.size()));
    if (inner.words.isEmpty())
        return verdict(PolicyAnswer::Allow, "wrapper", "", command);
    if (wrapper.addsArguments)
        inner.words.append(ShellWord {u"$arguments"_s, false});
    return judgeCommand(inner, functions, depth + 1);
}

PolicyVerdict CommandPolicy::judgeByRules(const ShellCommand &command) const
{
    const QString name = programName(command.words.constFirst());
    const QList<ShellWord> arguments = command.words.sliced(1);
    for (const PolicyRule &rule : m_rules.rules) {
        if (!matchesName(name, rule.programs)
            || (!rule.first.isEmpty() && !rule.first.contains(firstOperand(arguments)))
            || (!rule.options.isEmpty() && !hasOption(arguments, rule.options)) || hasOption(arguments, rule.without))
            continue;
        if (rule.check.isEmpty() || runPolicyCheck(rule.check, arguments, m_rules.writable))
            return {rule.answer, rule.id, rule.why, asText(command)};
    }
    return verdict(m_rules.unknown, "unknown", "no rule names this program", command);
}

}  // namespace bw::agent
