// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"

namespace bw::agent
{

/// Runs a command in a sandbox and records it: command.started is committed before it runs, its output becomes chunk
/// events (at most 50 ms or 32 kB, whole lines where possible), command.ended closes it.
class CommandRecorder final
{
public:
    /// More than this from one command ends it ("output" is the limit that was hit): a loop that prints would fill the
    /// disk.
    static constexpr qint64 mostOutput = 64LL << 20;
    struct Options {
        QString toolUseId;  ///< empty = the harness itself
        QString shownCommand;
        QString cwd;  ///< as shown
        qint64 timeoutSeconds = 0;
        bool background = false;
        qint64 mostOutput = CommandRecorder::mostOutput;  ///< bytes
    };
    struct Finished {
        sandbox::CommandResult result;
        QString output;      ///< stdout and stderr in the order in which they came, head and tail
        QString outputBlob;  ///< the whole when it was longer
        std::chrono::milliseconds took {0};
        bool tooMuchOutput = false;
    };

    CommandRecorder(store::BuildLog log, store::BlobStore &blobs, Clock &clock);
    Result<Finished> run(sandbox::Sandbox &sandbox, const sandbox::Command &command, const Options &options,
                         std::stop_token stop);

private:
    store::BuildLog m_log;
    store::BlobStore &m_blobs;
    Clock &m_clock;
};

}  // namespace bw::agent
