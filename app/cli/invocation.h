// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "exitcode.h"
#include "terminal.h"

#include <QMap>
#include <QStringList>

#include <stop_token>

namespace bw::cli
{

/// A parsed command line, and what every command gets.
struct Invocation {
    QString program;  ///< argv[0], for starting a background owner
    QString command;
    QStringList arguments;           ///< positional
    QMap<QString, QString> options;  ///< those given, by long name; switches have an empty value
    QString dataFolder;              ///< absolute; by --data, BUILDWRIGHT_DATA or XDG
    Terminal *terminal = nullptr;
    std::stop_token stop;  ///< first Ctrl+C, SIGTERM or SIGHUP

    [[nodiscard]] bool has(const QString &option) const { return options.contains(option); }
    [[nodiscard]] QString value(const QString &option) const { return options.value(option); }
    [[nodiscard]] Terminal &out() const { return *terminal; }
};

struct OptionInfo {
    const char *name;   ///< long name without dashes
    const char *value;  ///< name of its value; nullptr = a switch
    const char *help;   ///< source text for tr, context "bw::cli"
};

struct CommandInfo {
    const char *name;
    const char *arguments;  ///< "ID", "FILE", "[ID]" … as shown
    int minArguments;
    int maxArguments;
    const char *summary;  ///< source text for tr
    QList<OptionInfo> options;
    ExitCode (*run)(const Invocation &invocation);
    bool hidden = false;
    bool takesRest = false;  ///< every word behind the first argument is an argument, whatever it looks like
};

/// Every command, in the order of --help.
const QList<CommandInfo> &commandTable();

/// What --json prints for a failure.
Json failureObject(const QString &command, const QString &code, const QString &message);
/// Says what went wrong on stderr (text of core/usertext) and, with --json, as {"error":{"code","message"}} on stdout;
/// returns the exit code.
ExitCode report(const Invocation &invocation, const Error &error);

}  // namespace bw::cli
