// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawterminal.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace bw::cli
{

namespace
{

/// What a program may have switched on and that a shell does not want: the other screen, a hidden cursor, reports of
/// the mouse and of the focus, marked pasting, colours.
constexpr char plainScreen[] = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l"
                               "\x1b[?2004l\x1b[0m";

constexpr std::array endingSignals {SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE};

// A signal's handler finds no object.
struct {
    std::atomic_bool raw = false;
    std::atomic_int wake = -1;
    termios before {};
    termios during {};
    std::array<struct sigaction, endingSignals.size()> ends {};
    struct sigaction stop {}, goOn {}, resized {};
} state;

void wake()
{
    const int saved = errno;
    if (const int fd = state.wake; fd >= 0) [[maybe_unused]]
        const auto written = ::write(fd, "w", 1);
    errno = saved;
}

extern "C" void onEnd(int number)
{
    RawTerminal::restoreNow();
    for (size_t i = 0; i < endingSignals.size(); ++i)
        if (endingSignals.at(i) == number)
            ::sigaction(number, &state.ends.at(i), nullptr);
    ::raise(number);
}

extern "C" void onStop(int)
{
    const int saved = errno;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &state.before);
    ::raise(SIGSTOP);
    errno = saved;
}

extern "C" void onGoOn(int)
{
    const int saved = errno;
    if (state.raw)
        ::tcsetattr(STDIN_FILENO, TCSANOW, &state.during);
    errno = saved;
    wake();
}

extern "C" void onResized(int) { wake(); }

void handle(int number, void (*handler)(int), struct sigaction &former)
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, &former);
}

}  // namespace

RawTerminal::RawTerminal()
{
    std::array<int, 2> ends {-1, -1};
    if (::tcgetattr(STDIN_FILENO, &state.before) != 0 || ::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_readEnd = ends[0];
    state.wake = ends[1];
    state.during = state.before;
    ::cfmakeraw(&state.during);
    for (size_t i = 0; i < endingSignals.size(); ++i)
        handle(endingSignals.at(i), onEnd, state.ends.at(i));
    handle(SIGTSTP, onStop, state.stop);
    handle(SIGCONT, onGoOn, state.goOn);
    handle(SIGWINCH, onResized, state.resized);
    m_raw = ::tcsetattr(STDIN_FILENO, TCSADRAIN, &state.during) == 0;
    state.raw = m_raw;
}

RawTerminal::~RawTerminal()
{
    if (m_readEnd < 0)
        return;
    restoreNow();
    for (size_t i = 0; i < endingSignals.size(); ++i)
        ::sigaction(endingSignals.at(i), &state.ends.at(i), nullptr);
    ::sigaction(SIGTSTP, &state.stop, nullptr);
    ::sigaction(SIGCONT, &state.goOn, nullptr);
    ::sigaction(SIGWINCH, &state.resized, nullptr);
    ::close(state.wake.exchange(-1));
    ::close(m_readEnd);
}

void RawTerminal::restoreNow()
{
    if (!state.raw.exchange(false))
        return;
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, plainScreen, sizeof plainScreen - 1);
    // What was typed, or answered by the terminal, for a program in there is not for the shell out here.
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &state.before);
}

void RawTerminal::takeResized() const
{
    std::array<char, 64> bytes {};
    while (::read(m_readEnd, bytes.data(), bytes.size()) > 0) { }
}

RawTerminal::Size RawTerminal::size()
{
    winsize window {};
    if (::ioctl(STDIN_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0)
        return {};
    return {window.ws_col, window.ws_row};
}

}  // namespace bw::cli
