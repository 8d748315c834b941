// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/shellrequest.h"
#include "engine/terminaltranscript.h"
#include "store/eventlog.h"

#include <array>

namespace bw::engine
{

/// What a person does in a sandbox, as events of the build: command.started before it runs, what is printed as plain
/// lines without known secrets, command.ended. What is typed is recorded only where the terminal shows it. Used by one
/// thread.
class ShellRecord final
{
public:
    ShellRecord(store::BuildLog log, Clock &clock)
        : m_log(std::move(log))
        , m_clock(clock)
    {
    }

    /// Committed when it returns.
    Status begin(const ShellRequest &request, const QString &user);
    void output(bool isError, QByteArrayView bytes);
    /// Nothing = it did not come to an end of its own.
    void end(const std::optional<ShellEnd> &end);

    /// Of plain text, of one shell; the rest is left out, and the log says so.
    static constexpr qint64 mostText = 1LL << 20;

private:
    void gather(bool isError, const QString &lines);
    void flush(bool isError);

    store::BuildLog m_log;
    Clock &m_clock;
    QString m_id;
    bool m_terminal = false;
    std::array<TerminalTranscript, 2> m_transcripts;
    std::array<QString, 2> m_pending;
    qint64 m_recorded = 0;
    std::chrono::milliseconds m_began {0}, m_flushed {0};
};

}  // namespace bw::engine
