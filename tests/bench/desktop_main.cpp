// SPDX-License-Identifier: GPL-3.0-or-later
// How long from the start of the process until the window is painted: with an empty directory, with a full one, and
// beside a bare QMainWindow; all by the same clock.
#include "bench/full_directory.h"
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

#include <time.h>

using namespace Qt::StringLiterals;

namespace
{

constexpr int rounds = 15;

int showBare(int argc, char **argv)
{
    QApplication app(argc, argv);
    QMainWindow window;
    window.resize(1160, 760);
    bw::desktop::afterFirstPaint(window, {});
    window.show();
    // The line goes to standard error; whoever started this ends it.
    return QApplication::exec();
}

/// A program that is started again and again.
struct Measured {
    QString program;
    QStringList arguments;
    QString data;  ///< data directory
    QList<double> times {};
};

QString now()
{
    timespec time {};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return QString::number(time.tv_sec * 1'000'000'000LL + time.tv_nsec);
}

// Milliseconds; -1 when nothing was painted within ten seconds.
double oneStart(const Measured &measured, const QTemporaryDir &folder)
{
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1StringView(name), folder.filePath(QLatin1StringView(name)));
    environment.insert(u"BUILDWRIGHT_DATA"_s, measured.data);
    environment.insert(QLatin1StringView(bw::desktop::startedVariable), now());
    child.setProcessEnvironment(environment);
    child.setProgram(measured.program);
    child.setArguments(measured.arguments);
    child.start();
    static const QRegularExpression line(u"first paint after ([0-9.]+) ms"_s);
    QByteArray said;
    double found = -1;
    for (int i = 0; i < 1000 && found < 0 && child.state() != QProcess::NotRunning; ++i) {
        child.waitForReadyRead(10);
        said += child.readAllStandardError();
        if (const auto match = line.match(QString::fromUtf8(said)); match.hasMatch())
            found = match.captured(1).toDouble();
    }
    child.terminate();
    child.waitForFinished(10'000);
    return found;
}

double median(QList<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

// In turns, so that whatever else the machine does falls on all alike.
bool measure(QList<Measured> &all)
{
    const QTemporaryDir folder;
    // The first one finds files that are not in memory yet, and a directory that is not made yet.
    for (int i = 0; i <= rounds; ++i)
        for (Measured &one : all) {
            const double ms = oneStart(one, folder);
            if (ms < 0)
                return false;
            if (i > 0)
                one.times << ms;
        }
    return true;
}

}  // namespace

/// bench_desktop FOLDER: where the full directory is kept from one run to the next.
int main(int argc, char **argv)
{
    if (argc > 1 && QByteArray(argv[1]) == "--bare")
        return showBare(argc, argv);
    QCoreApplication app(argc, argv);
    const QTemporaryDir empty;
    const QString full = argc > 1 ? QString::fromLocal8Bit(argv[1]) : empty.filePath(u"full"_s);
    if (!makeFullDirectory(full)) {
        std::fputs("the full directory could not be made\n", stderr);
        return 1;
    }
    const QString ours = QCoreApplication::applicationDirPath() + u"/buildwright-desktop"_s;
    QList<Measured> all {{QCoreApplication::applicationFilePath(), {u"--bare"_s}, {}},
                         {ours, {u"--verbose"_s}, empty.filePath(u"data"_s)},
                         {ours, {u"--verbose"_s}, full}};
    if (!measure(all)) {
        std::fputs("a window was not painted within ten seconds\n", stderr);
        return 1;
    }
    const double bare = median(all.at(0).times), fresh = median(all.at(1).times), grown = median(all.at(2).times);
    std::printf("bench desktop_start ours=%.1fms peer=%.1fms\n", fresh, bare);
    std::printf("bench desktop_full ours=%.1fms peer=%.1fms\n", grown, fresh);
    return 0;
}
