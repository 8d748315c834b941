// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

const QList<OptionInfo> &globalOptions()
{
    static const QList<OptionInfo> options {
        {"json", nullptr, QT_TRANSLATE_NOOP("bw::cli", "print JSON on standard output and nothing else there")},
        {"data", "DIR",
         QT_TRANSLATE_NOOP("bw::cli", "data directory (default: BUILDWRIGHT_DATA, else your XDG data directory)")},
        {"verbose", nullptr, QT_TRANSLATE_NOOP("bw::cli", "write a more detailed log file")},
        {"help", nullptr, QT_TRANSLATE_NOOP("bw::cli", "show this help")},
    };
    return options;
}

const OptionInfo *findOption(const CommandInfo *command, const QString &name)
{
    const auto matches = [&name](const OptionInfo &option) { return name == QLatin1StringView(option.name); };
    if (command) {
        const auto own = std::ranges::find_if(command->options, matches);
        if (own != command->options.end())
            return &*own;
    }
    const auto global = std::ranges::find_if(globalOptions(), matches);
    return global != globalOptions().end() ? &*global : nullptr;
}

// The command is the first word that is no option; values of global options before it are skipped.
const CommandInfo *findCommand(QStringList &words, const QList<CommandInfo> &table, ParsedLine &line)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (word == "--data"_L1) {
            ++i;
            continue;
        }
        if (word.startsWith(u'-'))
            continue;
        const auto found =
            std::ranges::find_if(table, [&word](const CommandInfo &c) { return word == QLatin1StringView(c.name); });
        if (found == table.end()) {
            line.error =
                text(QT_TRANSLATE_NOOP("bw::cli", "There is no command “%1”. `buildwright --help` lists them."))
                    .arg(word);
            return nullptr;
        }
        words.removeAt(i);
        return &*found;
    }
    return nullptr;
}

// Takes one option with its value; false when the line is wrong.
bool takeOption(const QStringList &words, qsizetype &i, ParsedLine &line)
{
    QString name = words.at(i).mid(2);
    QString value;
    const qsizetype equals = name.indexOf(u'=');
    const bool attached = equals >= 0;
    if (attached) {
        value = name.mid(equals + 1);
        name.truncate(equals);
    }
    const OptionInfo *option = findOption(line.command, name);
    if (!option) {
        line.error =
            text(QT_TRANSLATE_NOOP("bw::cli", "Unknown option --%1. `buildwright %2 --help` lists the options."))
                .arg(name, line.command ? QString::fromLatin1(line.command->name) : QString());
        return false;
    }
    if (!option->value && attached) {
        line.error = text(QT_TRANSLATE_NOOP("bw::cli", "Option --%1 takes no value.")).arg(name);
        return false;
    }
    if (option->value && !attached) {
        if (i + 1 >= words.size() || words.at(i + 1).startsWith("--"_L1)) {
            line.error = text(QT_TRANSLATE_NOOP("bw::cli", "Option --%1 needs a value: --%1 %2."))
                             .arg(name, QString::fromLatin1(option->value));
            return false;
        }
        value = words.at(++i);
    }
    if (line.options.contains(name)) {
        line.error = text(QT_TRANSLATE_NOOP("bw::cli", "Option --%1 is given twice.")).arg(name);
        return false;
    }
    line.options.insert(name, value);
    return true;
}

void checkArguments(ParsedLine &line)
{
    if (!line.command || line.help)
        return;
    const auto count = line.arguments.size();
    if (count < line.command->minArguments)
        line.error = text(QT_TRANSLATE_NOOP("bw::cli", "Something is missing: buildwright %1 %2."))
                         .arg(QString::fromLatin1(line.command->name), QString::fromLatin1(line.command->arguments));
    else if (count > line.command->maxArguments)
        line.error = text(QT_TRANSLATE_NOOP("bw::cli", "“%1” is one word too many for `buildwright %2`."))
                         .arg(line.arguments.at(line.command->maxArguments), QString::fromLatin1(line.command->name));
}

QString optionLines(const QList<OptionInfo> &options)
{
    QString lines;
    for (const OptionInfo &option : options) {
        const QString head = u"--%1%2"_s.arg(QString::fromLatin1(option.name),
                                             option.value ? u' ' + QString::fromLatin1(option.value) : QString());
        lines += u"  %1  %2\n"_s.arg(head, -28).arg(text(option.help));
    }
    return lines;
}

}  // namespace

ParsedLine parseLine(const QStringList &given, const QList<CommandInfo> &table)
{
    ParsedLine line;
    QStringList words = given;
    const qsizetype end = given.indexOf(u"--"_s);
    line.wantsJson = given.first(end < 0 ? given.size() : end).contains(u"--json"_s);
    line.command = findCommand(words, table, line);
    if (!line.error.isEmpty())
        return line;
    const bool takesRest = line.command && line.command->takesRest;
    // What stands behind its first argument is somebody else's option.
    if (takesRest)
        line.wantsJson = false;
    bool onlyArguments = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (takesRest && !line.arguments.isEmpty()) {
            if (line.arguments.size() > 1 || word != "--"_L1 || onlyArguments)
                line.arguments.append(word);
            onlyArguments = onlyArguments || word == "--"_L1;
        } else if (onlyArguments || !word.startsWith(u'-') || word == "-"_L1) {
            line.arguments.append(word);
        } else if (word == "--"_L1) {
            onlyArguments = true;
        } else if (word == "-h"_L1 || word == "--help"_L1) {
            line.help = true;
        } else if (word == "--version"_L1 && !line.command) {
            line.version = true;
        } else if (!word.startsWith("--"_L1)) {
            line.error =
                text(QT_TRANSLATE_NOOP("bw::cli", "Unknown option %1: options are long, as in --json.")).arg(word);
            return line;
        } else if (!takeOption(words, i, line)) {
            return line;
        }
    }
    line.wantsJson = line.wantsJson || line.options.contains(u"json"_s);
    checkArguments(line);
    return line;
}

QString generalHelp(const QList<CommandInfo> &table)
{
    QString help =
        text(QT_TRANSLATE_NOOP(
            "bw::cli", "Buildwright builds an application from a specification, in a sandbox, and hands you the zip."))
        + u"\n\n"_s + text(QT_TRANSLATE_NOOP("bw::cli", "Usage: buildwright COMMAND [OPTIONS]")) + u"\n\n"_s
        + text(QT_TRANSLATE_NOOP("bw::cli", "Commands:")) + u'\n';
    for (const CommandInfo &command : table) {
        if (command.hidden)
            continue;
        const QString head = QString::fromLatin1(command.name)
            + (*command.arguments ? u' ' + QString::fromLatin1(command.arguments) : QString());
        help += u"  %1  %2\n"_s.arg(head, -28).arg(text(command.summary));
    }
    help +=
        u'\n' + text(QT_TRANSLATE_NOOP("bw::cli", "Options of every command:")) + u'\n' + optionLines(globalOptions());
    help += u'\n'
        + text(QT_TRANSLATE_NOOP("bw::cli",
                                 "A build is named by its id, the beginning of it, or “last”. Try: buildwright build "
                                 "--template todo --model demo"));
    return help;
}

QString commandHelp(const CommandInfo &command)
{
    QString help = text(command.summary) + u"\n\n"_s
        + text(QT_TRANSLATE_NOOP("bw::cli", "Usage: buildwright %1 %2 [OPTIONS]"))
              .arg(QString::fromLatin1(command.name), QString::fromLatin1(command.arguments))
        + u'\n';
    if (!command.options.isEmpty())
        help += u'\n' + text(QT_TRANSLATE_NOOP("bw::cli", "Options:")) + u'\n' + optionLines(command.options);
    return help + u'\n' + text(QT_TRANSLATE_NOOP("bw::cli", "Options of every command:")) + u'\n'
        + optionLines(globalOptions());
}

}  // namespace bw::cli
