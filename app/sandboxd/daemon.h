// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filesendpoint.h"
#include "filesystemservice.h"
#include "httpserver.h"
#include "processservice.h"
#include "session.h"
#include "usage.h"

namespace bw::sandboxd
{

/// The routes, and who may use them.
class Daemon
{
public:
    explicit Daemon(const Options &options);
    /// Serves for ever.
    bool serve(int listeningSocket) { return m_server.serve(listeningSocket); }

private:
    void get(const httplib::Request &request, httplib::Response &response);
    void post(const httplib::Request &request, httplib::Response &response, const httplib::ContentReader &reader);
    void rpc(const httplib::Request &request, httplib::Response &response, const std::string &body);
    [[nodiscard]] bool allowed(const httplib::Request &request, httplib::Response &response) const;

    Session m_session;
    ProcessService m_processes;
    FilesystemService m_filesystem;
    FilesEndpoint m_files;
    Usage m_usage;
    HttpServer m_server;
};

}  // namespace bw::sandboxd
