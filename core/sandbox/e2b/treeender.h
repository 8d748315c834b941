// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdclient.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace bw::sandbox
{

/// Ends what a command started, where the daemon signals only the command itself: a second command looks for the first
/// one's session and descendants and kills them all. On a thread of its own, so that a stop is heard at once; what a
/// process in a session of its own left to the first process is not found. Thread-safe. The client must live longer.
class TreeEnder final
{
public:
    explicit TreeEnder(EnvdClient &client)
        : m_client(client)
    {
    }
    /// By the process id that the daemon gave; returns at once.
    void end(qint64 pid);

    /// One line of a bash that the daemon started: whether it has a session of its own ("own"), else by which program
    /// it would get one, if there is any. The fourth word behind the name in /proc/self/stat is the session.
    static constexpr const char *lookAtSession =
        "read -r line </proc/self/stat; words=(${line##*) }); "
        "if [ \"${words[3]}\" = \"$$\" ]; then echo own; else command -v setsid || echo none; fi; ";
    /// What that line says: the program that has to be put in front of commands; empty = none.
    static QString sessionMaker(QByteArrayView said);
    /// `command`, made the first process of a session of its own by that program.
    static Command inOwnSession(const Command &command, const QString &maker);

private:
    void run(const std::stop_token &stop);
    void endNow(qint64 pid, std::stop_token stop);

    EnvdClient &m_client;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<qint64> m_waiting;
    std::jthread m_thread;
};

}  // namespace bw::sandbox
