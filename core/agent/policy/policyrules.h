// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace bw::agent
{

/// In the order of severity: of several answers the last counts.
enum class PolicyAnswer { Allow, Ask, Deny };
QString toKey(PolicyAnswer answer);
std::optional<PolicyAnswer> policyAnswerFromKey(const QString &key);

/// One line of a policy. Every condition that is set has to hold; the first rule that fits answers.
struct PolicyRule {
    QString id;
    QStringList programs;  ///< names, a trailing * is a wildcard; "@workspace", "@init" (the
                           ///< project's init.sh), "@temporary" and "@elsewhere" stand for files that are run
    QStringList first;     ///< the first argument that is no option ("push", "exec")
    QStringList options;   ///< one of them is given ("-e", "--eval"); short ones also in a bundle ("-pe")
    QStringList without;   ///< none of these options is given
    QString check;         ///< name of a check (policychecks.h) that has to say yes
    PolicyAnswer answer = PolicyAnswer::Ask;
    QString why;
};

/// A program that runs another one, which is what has to be judged.
struct PolicyWrapper {
    QString program;
    QStringList valueOptions;    ///< options that are followed by a value
    int positional = 0;          ///< arguments of its own in front of the command
    bool assignments = false;    ///< NAME=value may stand in front of the command
    bool addsArguments = false;  ///< the command gets more arguments than are written here
};

struct PolicyRules {
    QString name;
    QString title;
    PolicyAnswer unknown = PolicyAnswer::Ask;  ///< a program that no rule names
    PolicyAnswer unreadable = PolicyAnswer::Deny;
    QStringList writable;   ///< folders and files below which something may change
    QStringList variables;  ///< that make a program load other code: setting one is a question
    QList<PolicyRule> rules;
    QList<PolicyWrapper> wrappers;
};

/// Form: docs/policy.md. Error: SettingsInvalid with what is wrong.
Result<PolicyRules> policyRulesFromJson(const QByteArray &bytes, const QString &nameForErrors);
/// "strict", "balanced", "permissive": resources/policy. Error: NotFound.
Result<PolicyRules> policyPreset(const QString &name);
QStringList policyPresets();

}  // namespace bw::agent
