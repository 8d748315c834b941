// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "rawterminal.h"

#include "account/settings.h"
#include "base/crashreport.h"
#include "base/logging.h"
#include "base/paths.h"
#include "base/process.h"
#include "base/stopsignals.h"
#include "usertext/language.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

#include <cstdio>
#include <cstdlib>
#include <stop_token>

using namespace bw;
using namespace bw::cli;
using namespace Qt::StringLiterals;

namespace
{

int usageError(const ParsedLine &line)
{
    Terminal terminal(line.json());
    const QString command = line.command ? QString::fromLatin1(line.command->name) : QString();
    terminal.object(failureObject(command, u"usage"_s, line.error));
    terminal.note(line.error);
    return static_cast<int>(ExitCode::Usage);
}

// Crash reports of earlier runs are mentioned once, on stderr, and stay where they are.
void mentionCrashes(Terminal &terminal)
{
    for (const QString &path : takeNewCrashReports())
        terminal.note(
            QCoreApplication::translate(
                "bw::cli", "Buildwright ended unexpectedly last time. A report lies at %1; it was sent nowhere.")
                .arg(path));
}

// What a program reads is in English wherever it is run, texts of errors too.
void chooseLanguage(bool json)
{
    usertext::installLanguage(json ? u"en"_s : account::Settings::load().ui().language);
    if (json)
        QLocale::setDefault(QLocale::c());
}

int runCommand(const ParsedLine &line)
{
    Terminal terminal(line.json());
    if (auto started = startLogging({.verbose = line.options.contains(u"verbose"_s), .folder = {}}); !started)
        terminal.note(usertext::errorText(started.error()));
    installCrashHandler();
    mentionCrashes(terminal);
    StopSignals stopSignals;
    // A second Ctrl+C waits for nothing: what is committed is committed, and sandboxes end with their launcher.
    const std::stop_callback atOnce(stopSignals.atOnceToken(), [] {
        RawTerminal::restoreNow();
        std::_Exit(130);
    });
    Invocation invocation;
    invocation.program = QCoreApplication::applicationFilePath();
    invocation.command = QString::fromLatin1(line.command->name);
    invocation.arguments = line.arguments;
    invocation.options = line.options;
    invocation.dataFolder = QDir::cleanPath(QDir::current().absoluteFilePath(
        line.options.contains(u"data"_s) ? line.options.value(u"data"_s) : paths::dataFolder()));
    invocation.terminal = &terminal;
    invocation.stop = stopSignals.token();
    return static_cast<int>(line.command->run(invocation));
}

}  // namespace

int main(int argc, char **argv)
{
    hardenProcess(Hardening::NotDumpable);
    useUtf8Locale();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"buildwright"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BUILDWRIGHT_VERSION));
    ParsedLine line = parseLine(QCoreApplication::arguments().mid(1), commandTable());
    chooseLanguage(line.json());
    // What is wrong with the line is said in that language, too.
    if (!line.error.isEmpty())
        line = parseLine(QCoreApplication::arguments().mid(1), commandTable());
    if (!line.error.isEmpty())
        return usageError(line);
    if (line.version) {
        std::puts("buildwright " BUILDWRIGHT_VERSION);
        return 0;
    }
    if (line.help || !line.command) {
        std::puts(qPrintable(line.command ? commandHelp(*line.command) : generalHelp(commandTable())));
        return line.command || line.help ? 0 : static_cast<int>(ExitCode::Usage);
    }
    return runCommand(line);
}
