// SPDX-License-Identifier: GPL-3.0-or-later
#include "filesystemservice.h"

#include "fileentry.h"
#include "httpserver.h"
#include "streamwait.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include <sys/stat.h>

namespace bw::sandboxd
{

namespace
{

std::unique_ptr<Watcher> makeWatcher(const Session &session, const Json &request)
{
    return std::make_unique<Watcher>(session.resolve(stringMember(request, "path")), boolMember(request, "recursive"),
                                     boolMember(request, "includeEntry"));
}

void makeParents(const std::string &path)
{
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    if (error)
        throw fileError(error.value(), path);
}

bool runWatch(Watcher &watcher, StreamWait &wait, std::optional<StreamWait::Time> until, httplib::DataSink &sink)
{
    const auto write = [&sink](const std::string &bytes) { return sink.write(bytes.data(), bytes.size()); };
    if (!write(envelope(R"({"start":{}})")))
        return false;
    for (;;) {
        switch (wait.wait(watcher.fd(), until)) {
        case StreamWait::Result::Gone:
            return false;
        case StreamWait::Result::Keepalive:
            if (!write(envelope(R"({"keepalive":{}})")))
                return false;
            break;
        case StreamWait::Result::TimedOut:
            return write(endOfStream(RpcError("deadline_exceeded", "context deadline exceeded")));
        case StreamWait::Result::Ready:
            for (const Json &event : watcher.take()) {
                if (!write(envelope(dump({{"filesystem", event}}))))
                    return false;
            }
            break;
        }
    }
}

}  // namespace

FilesystemService::FilesystemService(const Session &session)
    : m_session(session)
{
}

std::optional<Json> FilesystemService::call(const std::string &method, const Json &request)
{
    const auto path = [&] { return m_session.resolve(stringMember(request, "path")); };
    if (method == "Stat")
        return Json {{"entry", fileEntry(path())}};
    if (method == "MakeDir")
        return makeDir(path());
    if (method == "Move")
        return move(m_session.resolve(stringMember(request, "source")),
                    m_session.resolve(stringMember(request, "destination")));
    if (method == "ListDir") {
        Json entries = listEntries(path(), static_cast<int>(intMember(request, "depth", 1)));
        return entries.empty() ? Json::object() : Json {{"entries", std::move(entries)}};
    }
    if (method == "Remove") {
        const std::string what = path();
        std::error_code error;
        std::filesystem::remove_all(what, error);
        if (error)
            throw fileError(error.value(), what);
        return Json::object();
    }
    if (method == "CreateWatcher")
        return createWatcher(request);
    if (method == "GetWatcherEvents")
        return watcherEvents(stringMember(request, "watcherId"));
    if (method == "RemoveWatcher") {
        const std::lock_guard lock(m_mutex);
        if (m_watchers.erase(stringMember(request, "watcherId")) == 0)
            throw RpcError("not_found", "no such watcher");
        return Json::object();
    }
    return std::nullopt;
}

Json FilesystemService::makeDir(const std::string &path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0) {
        if (S_ISDIR(info.st_mode))
            throw RpcError("already_exists", "directory already exists: '" + path + "'");
        throw RpcError("invalid_argument", "path already exists but it is not a directory: '" + path + "'");
    }
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error)
        throw fileError(error.value(), path);
    return {{"entry", fileEntry(path)}};
}

Json FilesystemService::move(const std::string &from, const std::string &to)
{
    struct stat info {};
    if (::lstat(from.c_str(), &info) != 0)
        throw fileError(errno, from);
    makeParents(to);
    if (std::rename(from.c_str(), to.c_str()) != 0)
        throw fileError(errno, from);
    return {{"entry", fileEntry(to)}};
}

Json FilesystemService::createWatcher(const Json &request)
{
    std::shared_ptr<Watcher> watcher = makeWatcher(m_session, request);
    const std::lock_guard lock(m_mutex);
    if (m_watchers.size() >= 256)
        throw RpcError("resource_exhausted", "too many watchers");
    std::string id = "w" + std::to_string(++m_lastWatcher);
    m_watchers[id] = std::move(watcher);
    return {{"watcherId", id}};
}

Json FilesystemService::watcherEvents(const std::string &id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_watchers.find(id);
    if (found == m_watchers.end())
        throw RpcError("not_found", "no such watcher");
    Json events(found->second->take());
    return events.empty() ? Json::object() : Json {{"events", std::move(events)}};
}

bool FilesystemService::stream(const std::string &method, const httplib::Request &request, const std::string &body,
                               httplib::Response &response)
{
    if (method != "WatchDir")
        return false;
    try {
        m_session.checkUser(request);
        std::shared_ptr<Watcher> watcher = makeWatcher(m_session, parseRequest(onlyEnvelope(body)));
        auto wait = std::make_shared<StreamWait>(request, HttpServer::currentConnection());
        response.set_chunked_content_provider(
            "application/connect+json", [watcher, wait, until = deadlineOf(request)](size_t, httplib::DataSink &sink) {
                const bool there = runWatch(*watcher, *wait, until, sink);
                if (there)
                    sink.done();
                return there;
            });
    } catch (const RpcError &error) {
        response.set_content(endOfStream(error), "application/connect+json");
    }
    return true;
}

}  // namespace bw::sandboxd
