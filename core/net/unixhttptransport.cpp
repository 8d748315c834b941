// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/unixhttptransport.h"

#include "net/unixclient.h"

#include <QFile>

#include <mutex>
#include <vector>

#include <sys/eventfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw::net
{

namespace
{

using End = UnixRequestWatch::End;

/// A descriptor that becomes readable when the token asks to stop.
class StopFd
{
public:
    explicit StopFd(std::stop_token stop)
        : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_callback(std::move(stop), [this] { ::eventfd_write(m_fd, 1); })
    {
    }
    ~StopFd() = default;
    StopFd(const StopFd &) = delete;
    StopFd &operator=(const StopFd &) = delete;
    [[nodiscard]] int fd() const { return m_fd.fd; }

private:
    struct Owner {
        int fd;
        Owner(int f)
            : fd(f)
        {
        }
        ~Owner() { ::close(fd); }
        Owner(const Owner &) = delete;
        Owner &operator=(const Owner &) = delete;
        operator int() const { return fd; }
    } m_fd;
    std::stop_callback<std::function<void()>> m_callback;
};

HttpResponse headOf(const httplib::Response &from)
{
    HttpResponse head;
    head.status = from.status;
    for (const auto &[name, value] : from.headers)
        head.headers.append({QByteArray::fromStdString(name), QByteArray::fromStdString(value)});
    return head;
}

/// One request on its way: turns the library's callbacks into ours.
class Exchange
{
public:
    Exchange(const HttpRequest &request, StreamHandler *handler)
        : m_request(request)
        , m_handler(handler)
    {
        m_limit = handler == nullptr && request.maxBody == 0 ? 256LL << 20 : request.maxBody;
    }

    Result<HttpResponse> run(UnixClient &client, int stopFd)
    {
        httplib::Request request;
        fill(request);
        m_watch.stopFd = stopFd;
        m_watch.connectTimeout = m_request.connectTimeout;
        m_watch.idleTimeout = m_request.idleTimeout;
        if (m_request.totalTimeout.count() > 0)
            m_watch.deadline = std::chrono::steady_clock::now() + m_request.totalTimeout;
        httplib::Response response;
        httplib::Error error = httplib::Error::Success;
        const bool ok = client.perform(request, response, error, m_watch);
        if (m_failure)
            return fail(*m_failure);
        if (!ok)
            return fail(failure());
        if (!m_headSeen && !onHead(response))
            return fail(*m_failure);
        return std::move(m_answer);
    }

private:
    void fill(httplib::Request &request)
    {
        request.method = m_request.method.toStdString();
        request.path = m_request.url.path(QUrl::FullyEncoded).toStdString();
        if (request.path.empty())
            request.path = "/";
        if (m_request.url.hasQuery())
            request.path += "?" + m_request.url.query(QUrl::FullyEncoded).toStdString();
        for (const HttpHeader &header : m_request.headers)
            request.headers.emplace(header.name.toStdString(), header.value.toStdString());
        if (!request.has_header("Accept-Encoding"))
            request.headers.emplace("Accept-Encoding", "identity");
        if (m_request.source)
            fillSource(request);
        else
            request.body = m_request.body.toStdString();
        request.response_handler = [this](const httplib::Response &response) { return onHead(response); };
        request.content_receiver = [this](const char *data, size_t size, uint64_t, uint64_t) {
            return onData(QByteArrayView(data, static_cast<qsizetype>(size)));
        };
    }

    void fillSource(httplib::Request &request)
    {
        const bool chunked = m_request.sourceLength < 0;
        request.is_chunked_content_provider_ = chunked;
        if (chunked)
            request.set_header("Transfer-Encoding", "chunked");
        else
            request.content_length_ = static_cast<size_t>(m_request.sourceLength);
        request.content_provider_ = [this, chunked](size_t, size_t, httplib::DataSink &sink) {
            Result<QByteArray> piece = m_request.source();
            if (!piece) {
                m_failure = piece.error();
                return false;
            }
            if (piece->isEmpty()) {
                if (chunked)
                    sink.done();
                else
                    m_failure =
                        Error {ErrorCode::Internal, u"a request body ended before its announced length"_s, {}, {}};
                return chunked;
            }
            return sink.write(piece->constData(), static_cast<size_t>(piece->size()));
        };
    }

    bool onHead(const httplib::Response &response)
    {
        m_headSeen = true;
        m_watch.headDone = true;
        m_answer = headOf(response);
        m_streaming = m_handler != nullptr && m_handler->onHead(m_answer);
        return true;
    }

    bool onData(QByteArrayView bytes)
    {
        m_received += bytes.size();
        const qint64 limit = m_handler != nullptr && !m_streaming && m_limit == 0 ? 256LL << 20 : m_limit;
        if (limit > 0 && m_received > limit) {
            m_failure = Error {ErrorCode::TooLarge,
                               u"answer over its limit"_s,
                               {{u"what"_s, u"answer"_s}, {u"limit"_s, QString::number(limit)}},
                               {}};
            return false;
        }
        if (!m_streaming) {
            m_answer.body.append(bytes);
            return true;
        }
        if (const Status status = m_handler->onData(bytes); !status) {
            m_failure = status.error();
            return false;
        }
        return true;
    }

    [[nodiscard]] Error failure() const
    {
        const QMap<QString, QString> host {{u"host"_s, u"local socket"_s}};
        auto withLimit = [&host](std::chrono::milliseconds limit) {
            auto args = host;
            args.insert(u"limit"_s, QString::number(limit.count()));
            return args;
        };
        switch (m_watch.end) {
        case End::Stopped:
            return {ErrorCode::Cancelled, {}, {}, {}};
        case End::Idle:
            return {
                ErrorCode::NetworkTimeout, u"no byte within the idle limit"_s, withLimit(m_request.idleTimeout), {}};
        case End::Total:
            return {
                ErrorCode::NetworkTimeout, u"no end within the total limit"_s, withLimit(m_request.totalTimeout), {}};
        case End::HeadTooLarge:
            return {ErrorCode::TooLarge,
                    u"header block over 16 KiB"_s,
                    {{u"what"_s, u"headers"_s}, {u"limit"_s, u"16384"_s}},
                    {}};
        case End::NoConnection:
        case End::None:
            break;
        }
        auto args = host;
        args.insert(u"why"_s, m_watch.end == End::NoConnection ? u"nobody listens"_s : u"closed without an answer"_s);
        return {m_headSeen ? ErrorCode::StreamBroken : ErrorCode::NetworkUnreachable, args.value(u"why"_s), args, {}};
    }

    const HttpRequest &m_request;
    StreamHandler *m_handler;
    UnixRequestWatch m_watch;
    qint64 m_limit = 0;
    qint64 m_received = 0;
    bool m_headSeen = false;
    bool m_streaming = false;
    HttpResponse m_answer;
    std::optional<Error> m_failure;
};

}  // namespace

class UnixHttpTransport::Pool
{
public:
    explicit Pool(const QString &path)
        : m_path(QFile::encodeName(path).toStdString())
    {
    }

    Result<HttpResponse> run(const HttpRequest &request, StreamHandler *handler, std::stop_token stop)
    {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        const StopFd stopFd(stop);
        std::unique_ptr<UnixClient> client = take();
        Exchange exchange(request, handler);
        Result<HttpResponse> result = exchange.run(*client, stopFd.fd());
        giveBack(std::move(client));
        return result;
    }

private:
    static constexpr size_t maxIdle = 4;

    std::unique_ptr<UnixClient> take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty())
            return std::make_unique<UnixClient>(m_path);
        std::unique_ptr<UnixClient> client = std::move(m_idle.back());
        m_idle.pop_back();
        return client;
    }

    void giveBack(std::unique_ptr<UnixClient> client)
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.size() < maxIdle && client->is_socket_open() != 0)
            m_idle.push_back(std::move(client));
    }

    std::string m_path;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<UnixClient>> m_idle;
};

UnixHttpTransport::UnixHttpTransport(const QString &socketPath)
    : m_pool(std::make_unique<Pool>(socketPath))
{
}

UnixHttpTransport::~UnixHttpTransport() = default;

Result<HttpResponse> UnixHttpTransport::send(const HttpRequest &request, std::stop_token stop)
{
    return m_pool->run(request, nullptr, std::move(stop));
}

Result<HttpResponse> UnixHttpTransport::stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop)
{
    return m_pool->run(request, &handler, std::move(stop));
}

}  // namespace bw::net
