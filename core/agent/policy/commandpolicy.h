// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/policy/policyrules.h"
#include "agent/policy/shellscript.h"

namespace bw::agent
{

struct PolicyVerdict {
    PolicyAnswer answer = PolicyAnswer::Allow;
    QString rule;  ///< id of the rule that decided
    QString why;   ///< English, for the model and the log
    QString part;  ///< the command that it is about, with hidden characters made visible
};

/// What a shell command may do, as a last tripwire for the person: the wall is the sandbox. Judges every simple command
/// that the text may run; the most severe answer counts. Immutable, thread-safe.
class CommandPolicy final
{
public:
    explicit CommandPolicy(PolicyRules rules);
    [[nodiscard]] PolicyVerdict judge(const QString &command) const;
    [[nodiscard]] const PolicyRules &rules() const { return m_rules; }

private:
    [[nodiscard]] PolicyVerdict judgeText(const QString &text, int depth) const;
    [[nodiscard]] PolicyVerdict judgeCommand(const ShellCommand &command, const QStringList &functions,
                                             int depth) const;
    [[nodiscard]] PolicyVerdict judgeFrame(const ShellCommand &command) const;
    [[nodiscard]] PolicyVerdict judgeProgram(const ShellCommand &command, const QStringList &functions,
                                             int depth) const;
    [[nodiscard]] PolicyVerdict judgeShell(const ShellCommand &command, int depth) const;
    [[nodiscard]] PolicyVerdict judgeFind(const ShellCommand &command, const QStringList &functions, int depth) const;
    [[nodiscard]] PolicyVerdict judgeWrapped(const PolicyWrapper &wrapper, const ShellCommand &command,
                                             const QStringList &functions, int depth) const;
    [[nodiscard]] PolicyVerdict judgeByRules(const ShellCommand &command) const;
    [[nodiscard]] PolicyVerdict verdict(PolicyAnswer answer, const char *rule, const char *why,
                                        const ShellCommand &command) const;

    PolicyRules m_rules;
};

}  // namespace bw::agent
