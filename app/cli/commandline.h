// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invocation.h"

namespace bw::cli
{

/// What the words of a command line mean. Global options may stand before or after the command.
struct ParsedLine {
    const CommandInfo *command = nullptr;  ///< nothing: general help or an error
    QStringList arguments;
    QMap<QString, QString> options;
    bool help = false;
    bool version = false;
    QString error;           ///< translated; empty = fine
    bool wantsJson = false;  ///< --json stands somewhere, even on a line that is wrong
    [[nodiscard]] bool json() const { return wantsJson; }
};

/// `words` without the program's name. Options: --name VALUE, --name=VALUE; "--" ends options; a name may not be
/// shortened (a script must not change its meaning when a later version adds an option). A value that begins with "--"
/// needs the equals sign: mostly it is an option whose predecessor lacks its value.
ParsedLine parseLine(const QStringList &words, const QList<CommandInfo> &table);

QString generalHelp(const QList<CommandInfo> &table);
QString commandHelp(const CommandInfo &command);

}  // namespace bw::cli
