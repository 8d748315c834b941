// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdprocess.h"

namespace bw::sandbox
{

/// Runs one command at a daemon and reads it to its end, over as many connections as that takes.
///
/// The command is started at most once: Start is sent again only after an answer which says that nothing was done.
/// After a broken connection its process is looked for by its mark in the daemon's list, or by its number, and listened
/// to again (process.Process/Connect). What it printed in between is gone: the daemon keeps nothing, and nothing is put
/// in its place; the result's limitsHit then names `gap`. Where the process cannot be found any more, what became of it
/// is not known, and that is the error (StreamBroken, args["unknown"]). Used by one thread.
class ProcessStream
{
public:
    static constexpr const char *gap = "connection";

    /// As ProcessEvents; `onStart` is told again on each connection.
    ProcessStream(EnvdClient &client, ProcessEvents::Output output, const std::function<void(qint64)> &onStart);

    /// `message` as startMessage() makes it.
    Result<CommandResult> run(Json message, EnvdClient::StreamOptions options, std::stop_token stop);

private:
    using Time = std::chrono::milliseconds;
    Status listen(const QString &method, const Json &message, const EnvdClient::StreamOptions &options,
                  std::stop_token stop);
    Status begin(const Json &message, const EnvdClient::StreamOptions &options, std::stop_token stop);
    Status goOn(Status end, std::stop_token stop);
    Status takeUp(std::stop_token stop);
    /// By its mark; 0 = it does not run. Error: another process has its number.
    Result<qint64> find(std::stop_token stop);

    EnvdClient &m_client;
    ProcessEvents m_events;
    QString m_mark;
    qint64 m_pid = 0;
    bool m_gap = false;
    std::optional<Time> m_until;  ///< the command's time limit, by the steady clock
};

}  // namespace bw::sandbox
