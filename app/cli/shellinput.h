// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/shellclient.h"
#include "base/filedescriptor.h"
#include "rawterminal.h"

#include <functional>
#include <thread>

namespace bw::cli
{

/// Carries what is typed, or stands on standard input, to a shell in a sandbox, and tells it the size of the terminal.
/// On a thread of its own, from its making to its end.
class ShellInput final
{
public:
    /// `terminal`: nullptr = standard input is no terminal. `leave`: the person wants to go (line break, ~, full stop).
    ShellInput(api::ShellClient &shell, const RawTerminal *terminal, std::function<void()> leave);
    ~ShellInput();
    ShellInput(const ShellInput &) = delete;
    ShellInput &operator=(const ShellInput &) = delete;

    /// What goes on to the shell of what was typed; sets `wantsToLeave` at the end of the sign. Pure but for its
    /// memory.
    class LeaveSign
    {
    public:
        QByteArray pass(QByteArrayView typed, bool &wantsToLeave);

    private:
        enum class Where { LineStart, Line, Tilde } m_where = Where::LineStart;
    };

private:
    void run(const std::stop_token &stop);
    /// False when there is no more input.
    bool forward(const std::stop_token &stop);

    api::ShellClient &m_shell;
    const RawTerminal *m_terminal;
    std::function<void()> m_leave;
    LeaveSign m_sign;
    FileDescriptor m_wake;
    std::jthread m_thread;
};

}  // namespace bw::cli
