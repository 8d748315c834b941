// SPDX-License-Identifier: GPL-3.0-or-later
#include "filesendpoint.h"

#include "gzipstream.h"
#include "multipartparser.h"
#include "uploadfile.h"

#include <cerrno>
#include <filesystem>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

struct OpenFile {
    int fd;
    explicit OpenFile(int f)
        : fd(f)
    {
    }
    ~OpenFile()
    {
        if (fd >= 0)
            ::close(fd);
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
};

std::string httpTime(time_t time)
{
    tm parts {};
    ::gmtime_r(&time, &parts);
    std::array<char, 64> text {};
    const size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), length};
}

bool sendPiece(int fd, size_t offset, size_t length, const BodySink &sink)
{
    std::string piece(std::min<size_t>(length, 64 << 10), '\0');
    const ssize_t n = ::pread(fd, piece.data(), piece.size(), static_cast<off_t>(offset));
    return n > 0 && sink({piece.data(), static_cast<size_t>(n)});
}

bool sendGzip(int fd, const BodySink &sink)
{
    GzipStream gzip;
    std::string piece(64 << 10, '\0');
    for (;;) {
        const ssize_t n = ::read(fd, piece.data(), piece.size());
        if (n < 0)
            return false;
        const std::string packed = gzip.add(std::string_view(piece).substr(0, static_cast<size_t>(n)), n == 0);
        if (!packed.empty() && !sink(packed))
            return false;
        if (n == 0)
            break;
    }
    return true;
}

/// Files of /proc say size 0 and have contents: those are read to their end instead.
void sendUnsized(const std::shared_ptr<OpenFile> &file, HttpResponse &response)
{
    response.setStream("application/octet-stream", [file](const BodySink &sink) {
        std::string piece(64 << 10, '\0');
        for (ssize_t n = 0; (n = ::read(file->fd, piece.data(), piece.size())) != 0;) {
            if (n < 0 || !sink({piece.data(), static_cast<size_t>(n)}))
                return false;
        }
        return true;
    });
}

int uploadStatus(const RpcError &error)
{
    if (error.code() == "resource_exhausted")
        return 507;
    return error.code() == "permission_denied" || error.code() == "internal" ? 500 : httpStatusOf(error.code());
}

}  // namespace

void answerPlainError(HttpResponse &response, int status, const std::string &message)
{
    response.status = status;
    response.setBody(dump({{"code", status}, {"message", message}}), "application/json");
}

FilesEndpoint::FilesEndpoint(const Session &session)
    : m_session(session)
{
}

void FilesEndpoint::download(const HttpRequest &request, HttpResponse &response)
{
    std::string path;
    try {
        m_session.checkUserName(request.parameter("username"));
        path = m_session.resolve(request.parameter("path"));
    } catch (const RpcError &error) {
        return answerPlainError(response, httpStatusOf(error.code()), error.what());
    }
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return answerPlainError(response, errno == EACCES ? 403 : 404, "path '" + path + "' does not exist");
    if (!S_ISREG(info.st_mode))
        return answerPlainError(response, 400, "path '" + path + "' is not a regular file");
    const auto file = std::make_shared<OpenFile>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file->fd < 0)
        return answerPlainError(response, errno == EACCES ? 403 : 500, "path '" + path + "' cannot be read");
    std::string name = path.substr(path.rfind('/') + 1);
    std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 32 || c == '"' || c == 127; });
    response.headers.emplace("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.headers.emplace("Last-Modified", httpTime(info.st_mtim.tv_sec));
    response.headers.emplace("Vary", "Accept-Encoding");
    response.headers.emplace("Accept-Ranges", "bytes");
    const bool gzip = !request.range && request.header("Accept-Encoding").contains("gzip");
    if (gzip) {
        response.headers.emplace("Content-Encoding", "gzip");
        response.setStream("application/octet-stream",
                           [file](const BodySink &sink) { return sendGzip(file->fd, sink); });
    } else if (info.st_size == 0) {
        sendUnsized(file, response);
    } else {
        response.type = "application/octet-stream";
        response.size = static_cast<size_t>(info.st_size);
        response.part = [file](size_t offset, size_t length, const BodySink &sink) {
            return sendPiece(file->fd, offset, length, sink);
        };
    }
}

void FilesEndpoint::upload(const HttpRequest &request, HttpResponse &response, RequestBody &reader)
{
    const bool multipart = request.mediaType() == "multipart/form-data";
    const std::string wanted = request.parameter("path");
    const bool stream = request.mediaType() == "application/octet-stream";
    std::optional<RpcError> failure;
    std::optional<UploadFile> file;
    std::set<std::string> paths;
    Json written = Json::array();
    const UploadFile::Metadata metadata = UploadFile::metadataOf(request);
    // A failed upload is read to its end all the same: only then does the answer reach the client.
    const auto attempt = [&failure](const auto &action) {
        if (failure)
            return;
        try {
            action();
        } catch (const RpcError &error) {
            failure = error;
        }
    };
    const auto finish = [&] {
        if (file)
            written.push_back(file->finish());
        file.reset();
    };
    const auto open = [&](const std::string &name) {
        const std::string path = m_session.resolve(name);
        if (!paths.insert(path).second)
            throw RpcError("invalid_argument", "path '" + path + "' was given twice");
        file.emplace(path, metadata);
    };
    attempt([&] {
        m_session.checkUserName(request.parameter("username"));
        if (!multipart && !stream)
            throw RpcError("invalid_argument", "unsupported content type");
        if (stream && wanted.empty())
            throw RpcError("invalid_argument", "path is required");
        if (stream)
            open(wanted);
    });
    const auto data = [&](std::string_view bytes) {
        attempt([&] {
            if (file)
                file->write(bytes);
        });
        return true;
    };
    bool whole = false;
    if (multipart) {
        const auto onPart = [&](const MultipartParser::Part &part) {
            attempt([&] {
                finish();
                if (part.name == "file")
                    open(wanted.empty() ? part.fileName : wanted);
            });
        };
        MultipartParser parser(request.mediaParameter("boundary"), onPart, data);
        bool valid = true;
        whole = reader.read([&](std::string_view bytes) { return valid = valid && parser.feed(bytes); }) && valid
            && parser.ended();
    } else {
        whole = reader.read(data);
    }
    if (!whole)
        return answerPlainError(response, 400, "the body is not whole");
    attempt(finish);
    if (failure)
        return answerPlainError(response, uploadStatus(*failure), failure->what());
    response.setBody(dump(written), "text/plain; charset=utf-8");
}

void FilesEndpoint::compose(const HttpRequest &request, HttpResponse &response, const std::string &body)
{
    try {
        const Json json = parseRequest(body);
        m_session.checkUser(request);
        m_session.checkUserName(stringMember(json, "username"));
        UploadFile target(m_session.resolve(stringMember(json, "destination")), {});
        std::vector<std::string> sources;
        for (const Json &source : member(json, "sourcePaths"))
            sources.push_back(m_session.resolve(source.is_string() ? source.get<std::string>() : std::string()));
        std::string piece(64 << 10, '\0');
        for (const std::string &source : sources) {
            const OpenFile file(::open(source.c_str(), O_RDONLY | O_CLOEXEC));
            if (file.fd < 0)
                throw RpcError("not_found", "path '" + source + "' does not exist");
            for (ssize_t n = 0; (n = ::read(file.fd, piece.data(), piece.size())) > 0;)
                target.write(std::string_view(piece).substr(0, static_cast<size_t>(n)));
        }
        const Json entry = target.finish();
        for (const std::string &source : sources)
            ::unlink(source.c_str());
        response.setBody(dump(entry), "application/json");
    } catch (const RpcError &error) {
        answerPlainError(response, uploadStatus(error), error.what());
    }
}

}  // namespace bw::sandboxd
