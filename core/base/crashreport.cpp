// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/crashreport.h"

#include "base/logring.h"
#include "base/paths.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <array>
#include <csignal>
#include <cstring>
#include <ctime>

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw
{

namespace
{

// All that the handler touches is made before a crash: nothing allocates or locks in it.
std::array<char, 4096> reportFolder {};
std::array<char, 65536> handlerStack {};
constexpr std::array crashing {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

void put(int fd, const char *text) { [[maybe_unused]] const auto written = write(fd, text, std::strlen(text)); }

char *appendNumber(char *at, unsigned long long number, int digits)
{
    std::array<char, 20> reversed {};
    int used = 0;
    do {
        reversed[static_cast<size_t>(used++)] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0 || used < digits);
    while (used > 0)
        *at++ = reversed[static_cast<size_t>(--used)];
    *at = '\0';
    return at;
}

// gmtime_r() is not async-signal-safe by the letter: the date of a day number by the usual civil arithmetic.
char *appendTime(char *at, long long seconds)
{
    const long long days = seconds / 86400 + 719468;
    const auto rest = static_cast<unsigned long long>(seconds % 86400);
    const long long era = days / 146097;
    const long long dayOfEra = days - era * 146097;
    const long long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const long long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const long long shifted = (5 * dayOfYear + 2) / 153;
    const long long day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    const long long month = shifted < 10 ? shifted + 3 : shifted - 9;
    const long long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    at = appendNumber(at, static_cast<unsigned long long>(year), 4);
    at = appendNumber(at, static_cast<unsigned long long>(month), 2);
    at = appendNumber(at, static_cast<unsigned long long>(day), 2);
    *at++ = 'T';
    at = appendNumber(at, rest / 3600, 2);
    at = appendNumber(at, rest / 60 % 60, 2);
    at = appendNumber(at, rest % 60, 2);
    *at++ = 'Z';
    *at = '\0';
    return at;
}

const char *signalName(int number)
{
    switch (number) {
    case SIGSEGV:
        return "SIGSEGV";
    case SIGABRT:
        return "SIGABRT";
    case SIGBUS:
        return "SIGBUS";
    case SIGFPE:
        return "SIGFPE";
    default:
        return "SIGILL";
    }
}

void writeReport(int number)
{
    std::array<char, 4200> path {};
    char *at = path.data();
    const size_t length = std::strlen(reportFolder.data());
    std::memcpy(at, reportFolder.data(), length);
    at += length;
    std::memcpy(at, "/crash-", 7);
    at = appendTime(at + 7, time(nullptr));
    *at++ = '-';
    at = appendNumber(at, static_cast<unsigned long long>(getpid()), 1);
    std::memcpy(at, ".txt", 5);
    const int fd = open(path.data(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return;
    put(fd, "Buildwright " BUILDWRIGHT_VERSION " ended by ");
    put(fd, signalName(number));
    put(fd, "\n\nStack\n");
    std::array<void *, 64> frames {};
    backtrace_symbols_fd(frames.data(), backtrace(frames.data(), static_cast<int>(frames.size())), fd);
    put(fd, "\nNewest log lines\n");
    logRing().writeTo(fd);
    close(fd);
}

extern "C" void onCrash(int number)
{
    // SA_RESETHAND: a second fault in here ends the process.
    writeReport(number);
    raise(number);
}

QString folderOr(const QString &folder) { return folder.isEmpty() ? paths::stateFolder() : folder; }

}  // namespace

void installCrashHandler(const QString &folder)
{
    const QString chosen = folderOr(folder);
    const QByteArray name = QFile::encodeName(chosen);
    if (name.size() >= static_cast<qsizetype>(reportFolder.size()) || !paths::ensurePrivate(chosen))
        return;
    std::memcpy(reportFolder.data(), name.constData(), static_cast<size_t>(name.size()) + 1);
    // The first call of backtrace() loads a library, which must not happen in the handler.
    std::array<void *, 4> frames {};
    backtrace(frames.data(), static_cast<int>(frames.size()));
    stack_t stack {};
    stack.ss_sp = handlerStack.data();
    stack.ss_size = handlerStack.size();
    sigaltstack(&stack, nullptr);
    for (const int number : crashing) {
        struct sigaction action {};
        action.sa_handler = onCrash;
        action.sa_flags = static_cast<int>(SA_RESETHAND | static_cast<unsigned>(SA_ONSTACK));
        sigaction(number, &action, nullptr);
    }
}

QStringList takeNewCrashReports(const QString &folder)
{
    QDir place(folderOr(folder));
    QStringList names = place.entryList({u"crash-*.txt"_s}, QDir::Files, QDir::Name);
    while (names.size() > 10)
        place.remove(names.takeFirst());
    QFile known(place.filePath(u"crashes-mentioned"_s));
    QStringList mentioned;
    if (known.open(QIODevice::ReadOnly))
        mentioned = QString::fromUtf8(known.read(1 << 16)).split(u'\n', Qt::SkipEmptyParts);
    QStringList fresh;
    for (const QString &name : std::as_const(names))
        if (!mentioned.contains(name))
            fresh << place.filePath(name);
    if (fresh.isEmpty())
        return {};
    QSaveFile marks(known.fileName());
    if (marks.open(QIODevice::WriteOnly)) {
        marks.write(names.join(u'\n').toUtf8());
        marks.commit();
    }
    return fresh;
}

}  // namespace bw
