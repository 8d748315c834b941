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
    void get(const HttpRequest &request, HttpResponse &response);
    void post(const HttpRequest &request, RequestBody &reader, HttpResponse &response);
    void rpc(const HttpRequest &request, HttpResponse &response, const std::string &body);
    void answer(const HttpRequest &request, RequestBody &reader, HttpResponse &response);
    [[nodiscard]] bool allowed(const HttpRequest &request, HttpResponse &response) const;

    Session m_session;
    ProcessService m_processes;
    FilesystemService m_filesystem;
    FilesEndpoint m_files;
    Usage m_usage;
    HttpServer m_server;
};

}  // namespace bw::sandboxd
