// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon.h"

#include "processtree.h"
#include "selfreport.h"

namespace bw::sandboxd
{

namespace
{

constexpr size_t maxBody = 96U << 20;  // an envelope of 64 MiB, with room
constexpr auto noToken = "unauthorized access, please provide a valid access token or method signing if supported";

void answerJson(httplib::Response &response, const Json &json) { response.set_content(dump(json), "application/json"); }

void answerRpcError(httplib::Response &response, const RpcError &error)
{
    response.status = httpStatusOf(error.code());
    answerJson(response, {{"code", error.code()}, {"message", error.what()}});
}

std::string contentType(const httplib::Request &request)
{
    std::string type = request.get_header_value("Content-Type");
    return type.substr(0, type.find(';'));
}

}  // namespace

Daemon::Daemon(const Options &options)
    : m_session(options)
    , m_processes(options, m_session)
    , m_filesystem(m_session)
    , m_files(m_session)
    , m_usage(options.workspace.empty() ? "/" : options.workspace,
              {m_session.workFolder(), m_session.resolve("~"), "/tmp", "/dev/shm"})
{
    m_server.set_tcp_nodelay(true);
    m_server.set_keep_alive_timeout(600);
    m_server.set_keep_alive_max_count(1'000'000);
    m_server.Get("/.*", [this](const auto &request, auto &response) { get(request, response); });
    m_server.Post("/.*",
                  [this](const auto &request, auto &response, const auto &reader) { post(request, response, reader); });
    m_server.set_exception_handler([](const auto &, auto &response, std::exception_ptr cause) {
        try {
            std::rethrow_exception(cause);
        } catch (const RpcError &error) {
            answerRpcError(response, error);
        } catch (const std::exception &error) {
            answerRpcError(response, RpcError("internal", error.what()));
        }
    });
}

bool Daemon::allowed(const httplib::Request &request, httplib::Response &response) const
{
    if (request.path == "/files") {
        const std::string refusal = m_session.fileAccessRefusal(request, request.method == "POST" ? "write" : "read");
        if (!refusal.empty())
            answerPlainError(response, 401, refusal);
        return refusal.empty();
    }
    // /init decides for itself: it may repeat the token in its body.
    if (request.path == "/health" || request.path == "/init" || m_session.authorised(request))
        return true;
    answerPlainError(response, 401, noToken);
    return false;
}

void Daemon::get(const httplib::Request &request, httplib::Response &response)
{
    if (!allowed(request, response))
        return;
    if (request.path == "/health") {
        response.status = 204;
    } else if (request.path == "/metrics") {
        answerJson(response, m_usage.now());
    } else if (request.path == "/envs") {
        answerJson(response, Json(m_session.variables()));
    } else if (request.path == "/files") {
        m_files.download(request, response);
    } else if (request.path == "/buildwright/self") {
        answerJson(response, selfReport());
    } else {
        answerPlainError(response, 404, "not found");
    }
}

void Daemon::post(const httplib::Request &request, httplib::Response &response, const httplib::ContentReader &reader)
{
    const bool may = allowed(request, response);
    if (may && request.path == "/files")
        return m_files.upload(request, response, reader);
    if (may && request.path == "/process.Process/StreamInput")
        return m_processes.streamInput(reader, response);
    std::string body;
    bool tooLarge = false;
    const auto take = [&](const char *bytes, size_t size) {
        tooLarge = tooLarge || body.size() + size > maxBody;
        if (may && !tooLarge)
            body.append(bytes, size);
        return true;
    };
    // Read to its end even when refused: only then does the answer reach the client and the connection stay usable.
    // (The library reads a form in no other way than part by part.)
    const bool whole =
        request.is_multipart_form_data() ? reader([](const auto &) { return true; }, take) : reader(take);
    if (!may || !whole)
        return;
    if (tooLarge)
        return answerRpcError(response, RpcError("resource_exhausted", "request too large"));
    if (request.path == "/init") {
        response.status = m_session.init(request, parseRequest(body));
        if (response.status != 204)
            answerPlainError(response, response.status, noToken);
    } else if (request.path == "/files/compose") {
        m_files.compose(request, response, body);
    } else if (request.path == "/buildwright/kill-all") {
        answerJson(response, {{"gone", killEverything()}});
    } else {
        rpc(request, response, body);
    }
}

void Daemon::rpc(const httplib::Request &request, httplib::Response &response, const std::string &body)
{
    const size_t slash = request.path.rfind('/');
    const std::string service = request.path.substr(1, slash == 0 ? std::string::npos : slash - 1);
    const std::string method = request.path.substr(slash + 1);
    const bool process = service == "process.Process";
    if (!process && service != "filesystem.Filesystem")
        return answerPlainError(response, 404, "not found");
    const std::string type = contentType(request);
    if (type == "application/connect+json") {
        const bool known = process ? m_processes.stream(method, request, body, response)
                                   : m_filesystem.stream(method, request, body, response);
        if (!known)
            answerPlainError(response, 404, "no such streaming method");
        return;
    }
    if (type != "application/json") {
        response.status = 415;
        response.set_header("Accept-Post", "application/json, application/connect+json");
        return;
    }
    try {
        m_session.checkUser(request);
        const Json json = parseRequest(body);
        const std::optional<Json> answer = process ? m_processes.call(method, json) : m_filesystem.call(method, json);
        if (answer)
            answerJson(response, *answer);
        else
            answerRpcError(response, RpcError("unimplemented", "no such method: " + method));
    } catch (const RpcError &error) {
        answerRpcError(response, error);
    }
}

}  // namespace bw::sandboxd
