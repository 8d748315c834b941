// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <httplib.h>

namespace bw::sandboxd
{

/// GET and POST /files, POST /files/compose.
class FilesEndpoint
{
public:
    explicit FilesEndpoint(const Session &session);

    void download(const httplib::Request &request, httplib::Response &response);
    void upload(const httplib::Request &request, httplib::Response &response, const httplib::ContentReader &reader);
    void compose(const httplib::Request &request, httplib::Response &response, const std::string &body);

private:
    const Session &m_session;
};

/// {"code", "message"} with a number, as plain endpoints answer.
void answerPlainError(httplib::Response &response, int status, const std::string &message);

}  // namespace bw::sandboxd
