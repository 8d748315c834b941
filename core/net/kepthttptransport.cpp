// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/kepthttptransport.h"

#include "net/tcpexchange.h"
#include "net/tcphttptransport.h"

#include <QCoreApplication>
#include <QThread>

#include <utility>

using namespace Qt::StringLiterals;

namespace bw::net
{

namespace
{

using Time = std::chrono::steady_clock::time_point;

/// What the thread's last call left: empty while one is under way.
struct Kept {
    std::unique_ptr<QNetworkAccessManager> manager;
    Time used;
};
thread_local Kept kept;

/// The main thread's would outlive the application object; and what cannot be asked is named where everything is.
bool mayKeep(const QUrl &url)
{
    const QCoreApplication *const application = QCoreApplication::instance();
    const bool asks = (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
    return asks && application != nullptr && application->thread() != QThread::currentThread();
}

}  // namespace

KeptHttpTransport::KeptHttpTransport(std::chrono::milliseconds idle)
    : m_idle(idle)
{
}

Result<HttpResponse> KeptHttpTransport::send(const HttpRequest &request, std::stop_token stop)
{
    return exchange(request, nullptr, stop);
}

Result<HttpResponse> KeptHttpTransport::stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop)
{
    return exchange(request, &handler, stop);
}

Result<HttpResponse> KeptHttpTransport::exchange(const HttpRequest &request, StreamHandler *handler,
                                                 const std::stop_token &stop) const
{
    if (!mayKeep(request.url)) {
        TcpHttpTransport once;
        return handler != nullptr ? once.stream(request, *handler, stop) : once.send(request, stop);
    }
    std::unique_ptr<QNetworkAccessManager> manager = std::move(kept.manager);
    if (!manager)
        manager = std::make_unique<QNetworkAccessManager>();
    else if (std::chrono::steady_clock::now() - kept.used > m_idle)
        manager->clearConnectionCache();
    Result<HttpResponse> response = TcpExchange(request, handler, manager.get()).run(stop);
    if (response)
        kept = {std::move(manager), std::chrono::steady_clock::now()};
    return response;
}

}  // namespace bw::net
