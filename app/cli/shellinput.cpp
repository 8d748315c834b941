// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellinput.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace bw::cli
{

ShellInput::ShellInput(api::ShellClient &shell, const RawTerminal *terminal, std::function<void()> leave)
    : m_shell(shell)
    , m_terminal(terminal)
    , m_leave(std::move(leave))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

ShellInput::~ShellInput()
{
    m_thread.request_stop();
    ::eventfd_write(m_wake.get(), 1);
    m_thread.join();
}

void ShellInput::run(const std::stop_token &stop)
{
    bool open = true;
    while (!stop.stop_requested()) {
        std::array<pollfd, 3> fds {pollfd {m_wake.get(), POLLIN, 0}, pollfd {open ? STDIN_FILENO : -1, POLLIN, 0},
                                   pollfd {m_terminal ? m_terminal->resizedFd() : -1, POLLIN, 0}};
        if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR)
            return;
        if (stop.stop_requested())
            return;
        if (fds.at(2).revents != 0) {
            m_terminal->takeResized();
            const RawTerminal::Size size = RawTerminal::size();
            (void)m_shell.resize(size.columns, size.rows, stop);
        }
        if (open && fds.at(1).revents != 0)
            open = forward(stop);
    }
}

// What cannot be delivered is told by the end of the shell itself.
bool ShellInput::forward(const std::stop_token &stop)
{
    std::array<char, 16384> bytes {};
    const ssize_t size = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (size <= 0) {
        // A terminal that is gone takes its person with it.
        m_terminal ? m_leave() : (void)m_shell.endInput(stop);
        return false;
    }
    const QByteArrayView typed(bytes.data(), size);
    if (!m_terminal)
        return m_shell.type(typed, stop).has_value();
    bool wantsToLeave = false;
    const QByteArray passed = m_sign.pass(typed, wantsToLeave);
    if (!passed.isEmpty() && !m_shell.type(passed, stop))
        return false;
    if (wantsToLeave)
        m_leave();
    return !wantsToLeave;
}

QByteArray ShellInput::LeaveSign::pass(QByteArrayView typed, bool &wantsToLeave)
{
    QByteArray passed;
    passed.reserve(typed.size() + 1);
    for (const char c : typed) {
        if (m_where == Where::Tilde && c == '.') {
            wantsToLeave = true;
            return passed;
        }
        if (m_where == Where::LineStart && c == '~') {
            m_where = Where::Tilde;
            continue;
        }
        // Typed twice, it is one that is meant.
        if (m_where == Where::Tilde && c != '~')
            passed.append('~');
        passed.append(c);
        m_where = c == '\r' || c == '\n' ? Where::LineStart : Where::Line;
    }
    return passed;
}

}  // namespace bw::cli
