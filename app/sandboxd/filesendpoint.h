// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httpresponse.h"
#include "requestbody.h"
#include "session.h"

namespace bw::sandboxd
{

/// GET and POST /files, POST /files/compose.
class FilesEndpoint
{
public:
    explicit FilesEndpoint(const Session &session);

    void download(const HttpRequest &request, HttpResponse &response);
    void upload(const HttpRequest &request, HttpResponse &response, RequestBody &reader);
    void compose(const HttpRequest &request, HttpResponse &response, const std::string &body);

private:
    const Session &m_session;
};

/// {"code", "message"} with a number, as plain endpoints answer.
void answerPlainError(HttpResponse &response, int status, const std::string &message);

}  // namespace bw::sandboxd
