// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "engine/shellrequest.h"

#include <QByteArrayView>

#include <functional>
#include <mutex>
#include <stop_token>

namespace bw::net
{
class HttpTransport;
}

namespace bw::api
{

/// A shell in the sandbox of a build, by way of the process that owns it. run() is called once; the rest may be called
/// from another thread once `started` was.
class ShellClient final
{
public:
    struct Handlers {
        std::function<void()> started;
        std::function<void(bool isError, QByteArrayView bytes)> output;
    };
    /// The transport must live longer.
    ShellClient(net::HttpTransport &transport, BuildId build);

    /// Blocks until it ends; both handlers are called on this thread. A stop ends it. Errors: the owner's own,
    /// Cancelled, StreamBroken and NetworkUnreachable when the owner went.
    Result<engine::ShellEnd> run(const engine::ShellRequest &request, const Handlers &handlers, std::stop_token stop);
    Status type(QByteArrayView bytes, std::stop_token stop);
    Status endInput(std::stop_token stop);
    Status resize(int columns, int rows, std::stop_token stop);

private:
    Status post(const char *what, const QByteArray &body, std::stop_token stop);

    net::HttpTransport &m_transport;
    const BuildId m_build;
    std::mutex m_mutex;
    QString m_id;
};

}  // namespace bw::api
