// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/launcher.h"
#include "sandbox/local/localprovider.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

constexpr int starts = 15;
constexpr int commands = 200;

double median(std::vector<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

double milliseconds(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

/// Milliseconds until a command's first output was here; below 0 when it did not come.
double firstOutput(sandbox::Sandbox &sandbox, const sandbox::Command &command, const QElapsedTimer &since)
{
    double came = -1;
    const auto done = sandbox.exec(command,
                                   {[&](QByteArrayView) {
                                        if (came < 0)
                                            came = milliseconds(since);
                                    },
                                    [](QByteArrayView) {}},
                                   {});
    return done && done->exitCode == 0 ? came : -1;
}

sandbox::Command echo()
{
    sandbox::Command command;
    command.program = u"/bin/echo"_s;
    command.args = {u"x"_s};
    return command;
}

/// The least that has the same namespaces: what a person would type.
double bareBwrap()
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(
        u"bwrap"_s,
        {u"--unshare-all"_s, u"--die-with-parent"_s, u"--new-session"_s, u"--ro-bind"_s, u"/usr"_s,    u"/usr"_s,
         u"--symlink"_s,     u"usr/bin"_s,           u"/bin"_s,          u"--symlink"_s, u"usr/lib"_s, u"/lib"_s,
         u"--symlink"_s,     u"usr/lib64"_s,         u"/lib64"_s,        u"--proc"_s,    u"/proc"_s,   u"--dev"_s,
         u"/dev"_s,          u"--tmpfs"_s,           u"/tmp"_s,          u"/bin/echo"_s, u"x"_s});
    const bool said = process.waitForReadyRead(10'000);
    const double took = milliseconds(timer);
    process.waitForFinished(10'000);
    return said && process.exitCode() == 0 ? took : -1;
}

sandbox::SandboxRequest requestFor(const QString &build)
{
    sandbox::SandboxRequest request;
    request.build = {build};
    return request;
}

int report(const Error &error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(toKey(error.code)), qPrintable(error.detail));
    return 1;
}

int measureStarts(sandbox::SandboxProvider &provider)
{
    std::vector<double> ours;
    std::vector<double> bare;
    for (int i = 0; i < starts; ++i) {
        QElapsedTimer timer;
        timer.start();
        auto made = provider.create(requestFor(u"bench%1"_s.arg(i)), {});
        if (!made)
            return report(made.error());
        ours.push_back(firstOutput(**made, echo(), timer));
        if (auto gone = (*made)->destroy(); !gone)
            return report(gone.error());
        bare.push_back(bareBwrap());
        if (ours.back() < 0 || bare.back() < 0)
            return report(Error {ErrorCode::SandboxFailed, u"a command did not answer"_s, {}, {}});
    }
    std::printf("bench sandbox_start ours=%.1fms peer=%.1fms\n", median(ours), median(bare));
    return 0;
}

int measureCommands(sandbox::Sandbox &sandbox, const sandbox::Command &command, const char *name)
{
    std::vector<double> times;
    for (int i = 0; i < commands; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto done = sandbox.exec(command, {[](QByteArrayView) { }, [](QByteArrayView) { }}, {});
        if (!done)
            return report(done.error());
        if (i >= commands / 10)  // the first fill caches
            times.push_back(milliseconds(timer));
    }
    std::printf("bench %s ours=%.2fms\n", name, median(times));
    return 0;
}

}  // namespace

/// bench_sandbox: starts and commands of local sandboxes; bare bwrap beside them.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    SystemClock clock;
    Launcher launcher;
    sandbox::LocalProvider provider(
        sandbox::LocalProviderConfig {.sandboxesFolder = folder.path(),
                                      .daemonPath = QCoreApplication::applicationDirPath() + u"/buildwright-sandboxd"_s,
                                      .bwrapPath = {}},
        launcher, clock);
    if (const auto possible = provider.check({}); !possible)
        return report(possible.error());
    if (const int failed = measureStarts(provider); failed != 0)
        return failed;
    auto sandbox = provider.create(requestFor(u"bench"_s), {});
    if (!sandbox)
        return report(sandbox.error());
    sandbox::Command direct;
    direct.program = u"/bin/true"_s;
    if (const int failed = measureCommands(**sandbox, direct, "sandbox_exec"); failed != 0)
        return failed;
    return measureCommands(**sandbox, sandbox::Command::shell(u"true"_s), "sandbox_login");
}
