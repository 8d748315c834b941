// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdclient.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace bw::test
{

/// A program with a terminal in a sandbox, driven as a terminal's window drives it. Used by one thread.
class Terminal
{
public:
    /// Starts `program`; the client must live longer.
    Terminal(sandbox::EnvdClient &client, const QStringList &program, const QString &folder, int columns = 80,
             int rows = 24);
    ~Terminal();

    /// Of the program; waits for its start. 0 = there was none.
    qint64 pid();
    Status type(const QByteArray &bytes);
    Status resize(int columns, int rows);
    Status signal(const char *name);
    /// Until the output holds the text, at most 15 s.
    bool shows(const QByteArray &text);
    /// Until its end, at most 15 s. Nothing = none came.
    std::optional<Status> end();

    [[nodiscard]] QByteArray output();
    [[nodiscard]] Json selector() { return {{"pid", pid()}}; }
    /// Of the end event; absent = 0.
    [[nodiscard]] Json endEvent();

private:
    bool waitFor(const std::function<bool()> &condition);

    sandbox::EnvdClient &m_client;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QByteArray m_output;
    Json m_endEvent;
    qint64 m_pid = 0;
    std::optional<Status> m_end;
    std::jthread m_thread;
};

}  // namespace bw::test
