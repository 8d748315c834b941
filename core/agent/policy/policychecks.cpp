// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/policychecks.h"

#include "sandbox/sandbox.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

QList<ShellWord> operands(const QList<ShellWord> &arguments)
{
    QList<ShellWord> result;
    bool optionsOver = false;
    for (const ShellWord &word : arguments) {
        if (!optionsOver && word.text == "--"_L1)
            optionsOver = true;
        else if (optionsOver || !word.text.startsWith(u'-') || word.text == "-"_L1)
            result.append(word);
    }
    return result;
}

bool anyAt(const QList<ShellWord> &words, PathPlace place, const QStringList &writable)
{
    return std::ranges::any_of(words, [&](const ShellWord &word) { return placeOf(word, writable) == place; });
}

bool isMoreThanExecBit(const QList<ShellWord> &arguments)
{
    static const QRegularExpression mode(u"^[ugoa]*\\+x(,[ugoa]*\\+x)*$"_s);
    const QList<ShellWord> words = operands(arguments);
    const bool hasOptions = std::ranges::any_of(
        arguments, [](const ShellWord &word) { return word.text.startsWith(u'-') && word.text != "--"_L1; });
    return hasOptions || words.size() < 2 || !mode.match(words.constFirst().text).hasMatch();
}

bool isForeignName(const QList<ShellWord> &arguments)
{
    static const QStringList own {u"node"_s,    u"npm"_s,      u"npx"_s,    u"vite"_s,    u"next"_s,
                                  u"tsx"_s,     u"nodemon"_s,  u"python"_s, u"python3"_s, u"flask"_s,
                                  u"uvicorn"_s, u"gunicorn"_s, u"deno"_s,   u"bun"_s};
    const QList<ShellWord> names = operands(arguments);
    return names.isEmpty() || std::ranges::any_of(names, [](const ShellWord &name) {
               return !name.isLiteral || !own.contains(name.text.trimmed().section(u' ', 0, 0));
           });
}

bool isFirstProcess(const QList<ShellWord> &arguments)
{
    bool afterOptions = false;
    for (const ShellWord &word : arguments) {
        if (word.text == "1"_L1 || (afterOptions && word.text == "-1"_L1)
            || (word.text == "-1"_L1 && arguments.size() == 1))
            return true;
        afterOptions = true;
    }
    return false;
}

/// Of find: what stands in front of its expression.
QList<ShellWord> startFolders(const QList<ShellWord> &arguments)
{
    QList<ShellWord> result;
    for (const ShellWord &word : arguments) {
        if (word.text.startsWith(u'-') || word.text == "("_L1 || word.text == "!"_L1)
            break;
        result.append(word);
    }
    return result;
}

}  // namespace

PathPlace placeOf(const ShellWord &word, const QStringList &writable)
{
    QString text = word.text;
    // "of=/dev/sda" of dd, "--output=/etc/x"
    if (const auto equals = text.indexOf(u'='); equals > 0 && text.sliced(0, equals) == "of"_L1)
        text = text.sliced(equals + 1);
    if (text.contains(u'$') || text.contains(u'`'))
        return word.isLiteral ? PathPlace::Inside : PathPlace::Unknown;
    if (text.startsWith('~'_L1) && text != "~"_L1 && !text.startsWith("~/"_L1))
        return PathPlace::Unknown;
    if (const auto wild = text.indexOf(QRegularExpression(u"[*?\\[{]"_s)); wild >= 0 && !word.isLiteral)
        text = text.sliced(0, wild) + u"x"_s;
    if (!text.startsWith(u'/') && !text.startsWith(u'~'))
        text = QString::fromLatin1(sandbox::workspacePath) + u'/' + text;
    const QString clean = QDir::cleanPath(text);
    for (const QString &place : writable)
        if (clean == place || (place != "/"_L1 && clean.startsWith(place + u'/')))
            // The workspace itself is no file of the work: whoever removes it removes everything.
            return PathPlace::Inside;
    return PathPlace::Outside;
}

bool isPolicyCheck(const QString &name)
{
    static const QStringList names {u"outside"_s,      u"unclear"_s, u"target-outside"_s, u"target-unclear"_s,
                                    u"not-exec-bit"_s, u"not-own"_s, u"first-process"_s,  u"find-outside"_s};
    return names.contains(name);
}

bool runPolicyCheck(const QString &name, const QList<ShellWord> &arguments, const QStringList &writable)
{
    const QList<ShellWord> words = operands(arguments);
    if (name == "outside"_L1)
        return anyAt(words, PathPlace::Outside, writable);
    if (name == "unclear"_L1)
        return anyAt(words, PathPlace::Unknown, writable);
    if (name == "target-outside"_L1)
        return !words.isEmpty() && placeOf(words.constLast(), writable) == PathPlace::Outside;
    if (name == "target-unclear"_L1)
        return !words.isEmpty() && placeOf(words.constLast(), writable) == PathPlace::Unknown;
    if (name == "not-exec-bit"_L1)
        return isMoreThanExecBit(arguments);
    if (name == "not-own"_L1)
        return isForeignName(arguments);
    if (name == "find-outside"_L1)
        return anyAt(startFolders(arguments), PathPlace::Outside, writable);
    return name == "first-process"_L1 && isFirstProcess(arguments);
}

}  // namespace bw::agent
