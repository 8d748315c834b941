// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bw::agent
{

/// One word of a shell command.
struct ShellWord {
    QString text;           ///< after quote removal; expansions stand as they were written
    bool isLiteral = true;  ///< false: a variable, a substitution, a brace or file name pattern decides what it becomes
    friend bool operator==(const ShellWord &, const ShellWord &) = default;
};

struct ShellRedirection {
    QString op;        ///< "<", ">", ">>", "<<", "<<<", "&>", ">&" …
    ShellWord target;  ///< of a here-document: its delimiter
    friend bool operator==(const ShellRedirection &, const ShellRedirection &) = default;
};

/// A program with its arguments, wherever in the script it stands.
struct ShellCommand {
    QList<ShellWord> assignments;  ///< "NAME=value" in front of it; alone when `words` is empty
    QList<ShellWord> words;        ///< program and arguments
    QList<ShellRedirection> redirections;
    std::optional<ShellWord> input;  ///< here-document or here-string that it reads
    bool isPiped = false;            ///< it reads what another command prints
    friend bool operator==(const ShellCommand &, const ShellCommand &) = default;
};

/// Every command that a script may run, in the order in which they stand: those of substitutions, subshells, loops,
/// functions and both branches of conditions too.
struct ShellScript {
    QList<ShellCommand> commands;
    QStringList functions;  ///< names that the script defines
};

/// Reads bash. Pure. Error: InvalidArgument with the place and what is wrong there.
Result<ShellScript> parseShell(const QString &text);

}  // namespace bw::agent
