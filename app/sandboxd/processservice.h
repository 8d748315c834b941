// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processtable.h"
#include "session.h"

#include <httplib.h>

namespace bw::sandboxd
{

/// process.Process of the envd protocol.
class ProcessService
{
public:
    ProcessService(const Options &options, const Session &session);

    /// Unary methods. Nothing = no such method. Error: RpcError.
    std::optional<Json> call(const std::string &method, const Json &request);
    /// Start and Connect: answers with a stream. False = no such method.
    bool stream(const std::string &method, const httplib::Request &request, const std::string &body,
                httplib::Response &response);
    /// StreamInput: envelopes in the body, read as they come.
    void streamInput(const httplib::ContentReader &reader, httplib::Response &response);

private:
    struct Listening {
        std::shared_ptr<ChildProcess> child;
        std::shared_ptr<OutputQueue> queue;
    };
    Listening start(const httplib::Request &http, const Json &request);
    Listening connect(const Json &request);
    Json list();
    void sendInput(const Json &request);

    Options m_options;
    const Session &m_session;
    ProcessTable m_table;
};

}  // namespace bw::sandboxd
