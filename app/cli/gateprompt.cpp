// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateprompt.h"

#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryFile>

#include <cstdio>
#include <poll.h>
#include <unistd.h>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostLines = 200;  // of what is shown; the rest is in `review`

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

/// A line from the terminal; nothing at the end of input or when a stop is requested.
std::optional<QString> readLine(const QString &prompt, const std::stop_token &stop)
{
    std::fputs(qPrintable(prompt), stderr);
    std::fflush(stderr);
    QByteArray line;
    while (!stop.stop_requested()) {
        pollfd ready {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, 100) <= 0)
            continue;
        char next = 0;
        if (::read(STDIN_FILENO, &next, 1) != 1)
            return std::nullopt;
        if (next == '\n')
            return QString::fromUtf8(line).trimmed();
        line.append(next);
    }
    return std::nullopt;
}

/// The person's editor on a copy of what is shown. Nothing: it was left without a change, or there is no editor.
std::optional<QByteArray> edited(const QByteArray &content, const QString &name, Terminal &terminal)
{
    QTemporaryFile file(QStringLiteral("%1/buildwright-XXXXXX-%2").arg(QDir::tempPath(), name));
    if (!file.open() || file.write(content) != content.size() || !file.flush())
        return std::nullopt;
    QString editor = qEnvironmentVariable("VISUAL");
    if (editor.isEmpty())
        editor = qEnvironmentVariable("EDITOR", u"vi"_s);
    QProcess process;
    process.setProgram(u"/bin/sh"_s);
    process.setArguments({u"-c"_s, editor + u" \"$1\""_s, u"sh"_s, file.fileName()});
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start();
    if (!process.waitForStarted() || !process.waitForFinished(-1) || process.exitCode() != 0) {
        terminal.note(text(QT_TRANSLATE_NOOP("bw::cli", "The editor could not be run: %1 (set EDITOR)")).arg(editor));
        return std::nullopt;
    }
    QFile written(file.fileName());  // an editor may have put another file in its place
    if (!written.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray now = written.readAll();
    return now == content ? std::nullopt : std::optional(now);
}

void showContent(Terminal &terminal, const QByteArray &content)
{
    QStringList lines = QString::fromUtf8(content).split(u'\n');
    const qsizetype all = lines.size();
    for (const QString &line : lines.mid(0, mostLines))
        terminal.note(u"  │ "_s + usertext::plainTerminalText(line));
    if (all > mostLines)
        terminal.note(text(QT_TRANSLATE_N_NOOP("bw::cli", "  │ … %n more lines"), all - mostLines));
}

std::optional<engine::PersonAction> decideGate(const Invocation &invocation, const Waiting &waiting)
{
    const bool canEdit = !waiting.gate->files.isEmpty();
    const QString prompt = canEdit ? text(QT_TRANSLATE_NOOP("bw::cli", "[a]gree, [e]dit, [r]eject, Enter = later: "))
                                   : text(QT_TRANSLATE_NOOP("bw::cli", "[a]gree, [r]eject, Enter = later: "));
    for (;;) {
        const auto line = readLine(prompt, invocation.stop);
        if (!line || line->isEmpty())
            return std::nullopt;
        engine::PersonAction action;
        const QChar first = line->front().toLower();
        if (first == u'a' || first == u'y') {
            action.action = u"approve"_s;
            return action;
        }
        if (first == u'r') {
            const auto why = readLine(text(QT_TRANSLATE_NOOP("bw::cli", "What is wrong? ")), invocation.stop);
            if (!why || why->isEmpty())
                continue;
            action.action = u"reject"_s;
            action.text = *why;
            return action;
        }
        if (first == u'e' && canEdit) {
            const auto now = edited(waiting.content, waiting.gate->files.first(), invocation.out());
            if (!now)
                continue;
            action.action = u"approve"_s;
            action.edit = *now;
            action.edited = true;
            return action;
        }
    }
}

}  // namespace

bool hasPerson(const Invocation &invocation) { return invocation.out().interactive() && ::isatty(STDIN_FILENO) == 1; }

std::optional<engine::PersonAction> askAtTerminal(const Invocation &invocation, const Build &build,
                                                  const Waiting &waiting)
{
    if (waiting.gate) {
        invocation.out().note(usertext::plainTerminalText(waiting.gate->text));
        showContent(invocation.out(), waiting.content);
        return decideGate(invocation, waiting);
    }
    if (waiting.questions.isEmpty())
        return std::nullopt;
    for (const QString &line :
         waitingLines(build, {.gate = {}, .content = {}, .questions = waiting.questions.mid(0, 1)}))
        invocation.out().note(line);
    const auto line = readLine(text(QT_TRANSLATE_NOOP("bw::cli", "Answer (Enter = later): ")), invocation.stop);
    if (!line || line->isEmpty())
        return std::nullopt;
    engine::PersonAction action;
    action.action = u"answer"_s;
    action.text = *line;
    return action;
}

}  // namespace bw::cli
