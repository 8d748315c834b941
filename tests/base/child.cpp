// SPDX-License-Identifier: GPL-3.0-or-later
// A process for tests of what ends, signals or shares a process: `child MODE ARGUMENTS`.
#include "base/crashreport.h"
#include "base/logfile.h"
#include "base/logging.h"
#include "base/process.h"
#include "base/secretstring.h"
#include "base/stopsignals.h"

#include <QStringList>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

Q_LOGGING_CATEGORY(logChild, "bw.child")

void say(const char *text)
{
    std::puts(text);
    std::fflush(stdout);
}

volatile int sink = 0;

// Fills the stack; the result is used after the call, so that it cannot become a loop.
int deeper(int level)
{
    volatile char room[4096] {};
    room[0] = static_cast<char>(level);
    if (sink == 1)
        return 0;
    return deeper(level + 1) + room[0];
}

void divideByNothing()
{
    raise(SIGFPE);  // integer division by zero does not trap on every processor
}

int crash(const QString &folder, const QByteArray &how, const QByteArray &secret)
{
    LogOptions options;
    options.folder = folder;
    if (!startLogging(options))
        return 3;
    installCrashHandler(folder);
    const SecretString key(secret);
    for (int i = 0; i < 150; ++i)
        qCInfo(logChild, "line %d with %s.", i, key.reveal().constData());
    if (how == "segv") {
        auto *page = static_cast<char *>(mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        *static_cast<volatile char *>(page) = 1;
    } else if (how == "abort") {
        std::abort();
    } else if (how == "fpe") {
        divideByNothing();
    } else if (how == "overflow") {
        sink = deeper(0);
    }
    return 4;
}

int signals(bool ignoringHangUp)
{
    if (ignoringHangUp)
        std::signal(SIGHUP, SIG_IGN);
    const StopSignals stop;
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    say("ready");
    never.wait(lock, stop.token(), [] { return false; });
    std::printf("stop %d\n", stop.lastSignal());
    std::fflush(stdout);
    never.wait(lock, stop.atOnceToken(), [] { return false; });
    say("at once");
    never.wait(lock, [] { return false; });
    return 0;
}

int writeLog(const QString &path, const QByteArray &tag, int lines)
{
    LogFile file(path, 40'000, 50);
    if (!file.open())
        return 3;
    const QByteArray filling(80, 'x');
    for (int i = 0; i < lines; ++i)
        if (!file.add(tag + ' ' + QByteArray::number(i) + ' ' + filling))
            return 4;
    return 0;
}

int harden(bool dumpable)
{
    rlimit files {};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = 256;
    setrlimit(RLIMIT_NOFILE, &files);
    hardenProcess(dumpable ? Hardening::Dumpable : Hardening::NotDumpable);
    getrlimit(RLIMIT_NOFILE, &files);
    rlimit core {};
    getrlimit(RLIMIT_CORE, &core);
    const mode_t mask = umask(0);
    std::printf("%d %llu %o %d\n", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), static_cast<unsigned long long>(core.rlim_max),
                mask, files.rlim_cur == std::min<rlim_t>(files.rlim_max, 8192) ? 1 : 0);
    return 0;
}

}  // namespace

int main(int count, char **values)
{
    const QList<QByteArray> arguments(values, values + count);
    const QByteArray mode = arguments.value(1);
    const QString path = QString::fromLocal8Bit(arguments.value(2));
    if (mode == "crash")
        return crash(path, arguments.value(3), arguments.value(4));
    if (mode == "signals")
        return signals(arguments.value(2) == "nohup");
    if (mode == "log")
        return writeLog(path, arguments.value(3), arguments.value(4).toInt());
    if (mode == "harden")
        return harden(arguments.value(2) == "dumpable");
    return 2;
}
