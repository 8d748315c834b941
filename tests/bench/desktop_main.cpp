// SPDX-License-Identifier: GPL-3.0-or-later
// How long from the start of the process until the window is painted, beside a bare QMainWindow; both by the same
// clock.
#include "shell/firstpaint.h"

#include <QApplication>
#include <QFile>
#include <QMainWindow>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace
{

constexpr int rounds = 15;

int showBare(int argc, char **argv)
{
    QApplication app(argc, argv);
    QMainWindow window;
    window.resize(1160, 760);
    bw::desktop::logFirstPaint(window);
    window.show();
    // The line goes to standard error; whoever started this ends it.
    return QApplication::exec();
}

// Milliseconds; -1 when nothing was painted within ten seconds.
int oneStart(const QString &program, const QStringList &arguments, const QTemporaryDir &folder)
{
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "BUILDWRIGHT_DATA"})
        environment.insert(QLatin1StringView(name), folder.filePath(QLatin1StringView(name)));
    child.setProcessEnvironment(environment);
    child.setProgram(program);
    child.setArguments(arguments);
    child.start();
    static const QRegularExpression line(u"first paint after (\\d+) ms"_s);
    QByteArray said;
    int found = -1;
    for (int i = 0; i < 1000 && found < 0 && child.state() != QProcess::NotRunning; ++i) {
        child.waitForReadyRead(10);
        said += child.readAllStandardError();
        if (const auto match = line.match(QString::fromUtf8(said)); match.hasMatch())
            found = match.captured(1).toInt();
    }
    child.terminate();
    child.waitForFinished(10'000);
    return found;
}

int median(const QString &program, const QStringList &arguments)
{
    const QTemporaryDir folder;
    QList<int> times;
    // The first one finds files that are not in memory yet, and an empty directory.
    for (int i = 0; i <= rounds; ++i) {
        const int ms = oneStart(program, arguments, folder);
        if (ms < 0)
            return -1;
        if (i > 0)
            times << ms;
    }
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && QByteArray(argv[1]) == "--bare")
        return showBare(argc, argv);
    QCoreApplication app(argc, argv);
    const QString folder = QCoreApplication::applicationDirPath();
    const int bare = median(QCoreApplication::applicationFilePath(), {u"--bare"_s});
    const int ours = median(folder + u"/buildwright-desktop"_s, {u"--verbose"_s});
    if (bare < 0 || ours < 0) {
        std::fputs("a window was not painted within ten seconds\n", stderr);
        return 1;
    }
    std::printf("bench desktop_start ours=%dms peer=%dms\n", ours, bare);
    return 0;
}
