// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretstring.h"
#include "sandbox/local/bodytracker.h"

#include <chrono>

namespace bw::sandbox
{

/// One request and its answer between two connected sockets: exactly the request's body goes on, and both sides hear
/// that the connection ends afterwards. A request for another protocol (WebSocket) that the server accepts becomes raw
/// bytes both ways. Thread: the caller's.
class HttpExchange final
{
public:
    HttpExchange(int client, int server, int stopFd, std::chrono::milliseconds idle);
    /// For a server that is a proxy.
    void setProxyAuthorization(const SecretString &value) { m_proxyAuthorization = value; }
    /// `request` as it shall reach the server, but for the fields of the connection. `rest`: bytes read after it.
    /// False: the server ended without an HTTP answer, and the client has heard nothing.
    bool run(HttpHead request, BodyTracker body, const QByteArray &rest);

private:
    bool passRequest(QByteArray &piece);
    bool passAnswer(QByteArray &piece);

    int m_client, m_server, m_stopFd;
    std::chrono::milliseconds m_idle;
    BodyTracker m_body;
    SecretString m_proxyAuthorization;
    QByteArray m_answer;  ///< the beginning of the answer, until its head is complete
    bool m_answered = false, m_upgrading = false, m_raw = false;
    class Relay *m_relay = nullptr;
};

}  // namespace bw::sandbox
