// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/shellroutes.h"

#include "api/controlprotocol.h"
#include "api/peerserver.h"
#include "api/routeanswer.h"
#include "base/filedescriptor.h"
#include "engine/sandboxaccess.h"

#include <QHash>

#include <array>
#include <mutex>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>

namespace bw::api
{

using namespace Qt::StringLiterals;

namespace
{

using Session = std::shared_ptr<engine::ShellSession>;

constexpr qsizetype piece = 8 << 10;  ///< of output in one line: what a socket takes at once
constexpr std::chrono::seconds longestLife {24 * 3600};

QByteArrayView bodyOf(const httplib::Request &request)
{
    return {request.body.data(), static_cast<qsizetype>(request.body.size())};
}

BuildId buildOf(const httplib::Request &request) { return BuildId {QString::fromStdString(request.matches[1].str())}; }

/// What is written to one client as long as its shell lives. A client that takes nothing is waited for, until the shell
/// has to end; one that goes ends the shell.
class Client final
{
public:
    Client(Session session, int socket)
        : m_session(std::move(session))
        , m_socket(socket)
        , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_onEnding(m_session->ending(), Wake {m_wake.get()})
        , m_watch([this] { watch(); })
    {
    }
    ~Client()
    {
        m_session->stop();
        ::eventfd_write(m_wake.get(), 1);
    }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    void output(httplib::DataSink &sink, bool isError, QByteArrayView bytes)
    {
        while (!bytes.isEmpty() && !m_session->ending().stop_requested()) {
            const QByteArrayView next = bytes.first(std::min(bytes.size(), piece));
            bytes = bytes.sliced(next.size());
            if (waits(POLLOUT))
                line(sink, Json {{isError ? "err" : "out", next.toByteArray().toBase64().toStdString()}});
        }
    }
    bool line(httplib::DataSink &sink, const Json &json)
    {
        const QByteArray text = toBytes(json) + '\n';
        const bool written = sink.write(text.constData(), static_cast<size_t>(text.size()));
        if (!written)
            m_session->stop();
        return written;
    }

private:
    struct Wake {
        int fd;
        void operator()() const { ::eventfd_write(fd, 1); }
    };
    /// False when the shell has to end first.
    bool waits(short events) const
    {
        std::array<pollfd, 2> fds {pollfd {m_socket, events, 0}, pollfd {m_wake.get(), POLLIN, 0}};
        while (::poll(fds.data(), fds.size(), -1) < 0 && errno == EINTR) { }
        return fds.at(1).revents == 0;
    }
    void watch() const
    {
        if (waits(POLLRDHUP))
            m_session->stop();
    }

    const Session m_session;
    const int m_socket;
    const FileDescriptor m_wake;
    const std::stop_callback<Wake> m_onEnding;
    const std::jthread m_watch;
};

}  // namespace

class ShellRoutes::Impl
{
public:
    explicit Impl(engine::SandboxAccess &access)
        : m_access(access)
    {
    }

    void open(const httplib::Request &request, httplib::Response &response, const std::shared_ptr<Impl> &self);
    void act(const httplib::Request &request, httplib::Response &response);
    void port(const httplib::Request &request, httplib::Response &response);
    void file(const httplib::Request &request, httplib::Response &response);
    void stop();
    void start();

private:
    Result<QString> add(const Session &session);
    void forget(const QString &id);
    void run(const Session &session, int socket, const QString &id, httplib::DataSink &sink);
    [[nodiscard]] std::stop_token stopToken();

    engine::SandboxAccess &m_access;
    std::mutex m_mutex;
    QHash<QString, Session> m_sessions;
    std::stop_source m_stop;
};

std::stop_token ShellRoutes::Impl::stopToken()
{
    const std::scoped_lock lock(m_mutex);
    return m_stop.get_token();
}

Result<QString> ShellRoutes::Impl::add(const Session &session)
{
    const std::scoped_lock lock(m_mutex);
    if (m_stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    if (m_sessions.size() >= mostShells)
        return fail(ErrorCode::LimitHit, u"shells"_s,
                    {{u"limit"_s, u"shells"_s}, {u"value"_s, QString::number(mostShells)}});
    const QString id = newIdText() + newIdText();
    m_sessions.insert(id, session);
    return id;
}

void ShellRoutes::Impl::forget(const QString &id)
{
    const std::scoped_lock lock(m_mutex);
    m_sessions.remove(id);
}

void ShellRoutes::Impl::stop()
{
    const std::scoped_lock lock(m_mutex);
    m_stop.request_stop();
    for (const Session &session : std::as_const(m_sessions))
        session->stop();
}

void ShellRoutes::Impl::start()
{
    const std::scoped_lock lock(m_mutex);
    m_stop = {};
}

void ShellRoutes::Impl::open(const httplib::Request &request, httplib::Response &response,
                             const std::shared_ptr<Impl> &self)
{
    const auto json = parseJson(bodyOf(request));
    const auto wanted = engine::shellRequestFromJson(json ? *json : Json());
    if (!wanted)
        return answerError(response, wanted.error());
    auto opened = m_access.openShell(buildOf(request), *wanted, stopToken());
    if (!opened)
        return answerError(response, opened.error());
    const Session session = std::move(*opened);
    const auto id = add(session);
    if (!id)
        return answerError(response, id.error());
    response.set_chunked_content_provider(
        "application/x-ndjson",
        [self, session, id = *id, socket = PeerServer::currentSocket()](size_t, httplib::DataSink &sink) {
            self->run(session, socket, id, sink);
            sink.done();
            return true;
        },
        [self, id = *id](bool) { self->forget(id); });
}

void ShellRoutes::Impl::run(const Session &session, int socket, const QString &id, httplib::DataSink &sink)
{
    Client client(session, socket);
    if (!client.line(sink, Json {{"shell", toStd(id)}}))
        return;
    const auto end =
        session->run([&](bool isError, QByteArrayView bytes) { client.output(sink, isError, bytes); }, stopToken());
    forget(id);
    client.line(sink,
                end ? Json {{"end", {{"exit_code", end->exitCode}, {"signalled", end->signalled}}}}
                    : errorToJson(end.error()));
}

void ShellRoutes::Impl::act(const httplib::Request &request, httplib::Response &response)
{
    Session session;
    {
        const std::scoped_lock lock(m_mutex);
        session = m_sessions.value(QString::fromStdString(request.matches[1].str()));
    }
    const std::string what = request.matches[2].str();
    Status done = fail(ErrorCode::NotFound, u"shell"_s, {{u"kind"_s, u"shell"_s}, {u"name"_s, {}}});
    if (session && what == "input") {
        done = session->type(bodyOf(request));
    } else if (session && what == "end") {
        done = session->endInput();
    } else if (session) {
        const auto json = parseJson(bodyOf(request));
        const Json size = json && json->is_object() ? *json : Json::object();
        done = session->resize(static_cast<int>(jsonInt(size, "columns", 80)),
                               static_cast<int>(jsonInt(size, "rows", 24)));
    }
    done ? answer(response, Json::object()) : answerError(response, done.error());
}

void ShellRoutes::Impl::port(const httplib::Request &request, httplib::Response &response)
{
    const int number = std::atoi(request.matches[2].str().c_str());
    const auto access = m_access.port(buildOf(request), number, stopToken());
    if (!access)
        return answerError(response, access.error());
    Json headers = Json::array();
    for (const auto &header : access->headers)
        headers.push_back(Json {{"name", toStd(header.name)}, {"value", header.value.reveal().toStdString()}});
    answer(response,
           Json {{"address", toStd(access->address)},
                 {"headers", std::move(headers)},
                 {"link", access->link.reveal().toStdString()}});
}

void ShellRoutes::Impl::file(const httplib::Request &request, httplib::Response &response)
{
    const auto json = parseJson(bodyOf(request));
    const Json wanted = json && json->is_object() ? *json : Json::object();
    const std::chrono::seconds seconds(jsonInt(wanted, "seconds", 3600));
    if (seconds.count() < 1 || seconds > longestLife)
        return answerError(response,
                           Error {ErrorCode::InvalidArgument,
                                  u"seconds"_s,
                                  {{u"what"_s, u"time"_s}, {u"remedy"_s, u"1 second to 24 hours"_s}},
                                  {}});
    const auto address = m_access.file(buildOf(request), jsonString(wanted, "path"), seconds, stopToken());
    if (!address)
        return answerError(response, address.error());
    answer(response, Json {{"address", address->reveal().toStdString()}});
}

ShellRoutes::ShellRoutes(engine::SandboxAccess &access)
    : m_impl(std::make_shared<Impl>(access))
{
}

ShellRoutes::~ShellRoutes() { stop(); }

void ShellRoutes::stop() { m_impl->stop(); }

void ShellRoutes::start() { m_impl->start(); }

void ShellRoutes::addTo(PeerServer &server)
{
    server.Post(R"(/v1/builds/([0-9a-z]+)/shell)",
                [self = m_impl](const httplib::Request &q, httplib::Response &r) { self->open(q, r, self); });
    server.Post(R"(/v1/shells/([0-9a-z]+)/(input|end|size))",
                [self = m_impl](const httplib::Request &q, httplib::Response &r) { self->act(q, r); });
    server.Post(R"(/v1/builds/([0-9a-z]+)/ports/([0-9]{1,5}))",
                [self = m_impl](const httplib::Request &q, httplib::Response &r) { self->port(q, r); });
    server.Post(R"(/v1/builds/([0-9a-z]+)/file)",
                [self = m_impl](const httplib::Request &q, httplib::Response &r) { self->file(q, r); });
}

}  // namespace bw::api
