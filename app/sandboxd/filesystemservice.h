// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"
#include "watcher.h"

#include <memory>
#include <mutex>

namespace bw::sandboxd
{

/// filesystem.Filesystem of the envd protocol.
class FilesystemService
{
public:
    explicit FilesystemService(const Session &session);

    /// Unary methods. Nothing = no such method. Error: RpcError.
    std::optional<Json> call(const std::string &method, const Json &request);
    /// WatchDir: answers with a stream. False = no such method.
    bool stream(const std::string &method, const httplib::Request &request, const std::string &body,
                httplib::Response &response);

private:
    Json makeDir(const std::string &path);
    Json move(const std::string &from, const std::string &to);
    Json createWatcher(const Json &request);
    Json watcherEvents(const std::string &id);

    const Session &m_session;
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<Watcher>> m_watchers;
    unsigned long m_lastWatcher = 0;
};

}  // namespace bw::sandboxd
