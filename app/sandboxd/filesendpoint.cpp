// SPDX-License-Identifier: GPL-3.0-or-later
#include "filesendpoint.h"

#include "gzipstream.h"
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

bool sendPiece(int fd, size_t offset, size_t length, httplib::DataSink &sink)
{
    std::string piece(std::min<size_t>(length, 64 << 10), '\0');
    const ssize_t n = ::pread(fd, piece.data(), piece.size(), static_cast<off_t>(offset));
    return n > 0 && sink.write(piece.data(), static_cast<size_t>(n));
}

bool sendGzip(int fd, httplib::DataSink &sink)
{
    GzipStream gzip;
    std::string piece(64 << 10, '\0');
    for (;;) {
        const ssize_t n = ::read(fd, piece.data(), piece.size());
        if (n < 0)
            return false;
        const std::string packed = gzip.add(std::string_view(piece).substr(0, static_cast<size_t>(n)), n == 0);
        if (!packed.empty() && !sink.write(packed.data(), packed.size()))
            return false;
        if (n == 0)
            break;
    }
    sink.done();
    return true;
}

/// Files of /proc say size 0 and have contents: those are read to their end instead.
void sendUnsized(const std::shared_ptr<OpenFile> &file, httplib::Response &response)
{
    response.set_chunked_content_provider("application/octet-stream", [file](size_t, httplib::DataSink &sink) {
        std::string piece(64 << 10, '\0');
        for (ssize_t n = 0; (n = ::read(file->fd, piece.data(), piece.size())) != 0;) {
            if (n < 0 || !sink.write(piece.data(), static_cast<size_t>(n)))
                return false;
        }
        sink.done();
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

void answerPlainError(httplib::Response &response, int status, const std::string &message)
{
    response.status = status;
    response.set_content(dump({{"code", status}, {"message", message}}), "application/json");
}

FilesEndpoint::FilesEndpoint(const Session &session)
    : m_session(session)
{
}

void FilesEndpoint::download(const httplib::Request &request, httplib::Response &response)
{
    std::string path;
    try {
        m_session.checkUserName(request.get_param_value("username"));
        path = m_session.resolve(request.get_param_value("path"));
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
    response.set_header("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.set_header("Last-Modified", httpTime(info.st_mtim.tv_sec));
    response.set_header("Vary", "Accept-Encoding");
    response.set_header("Accept-Ranges", "bytes");
    const bool gzip =
        request.ranges.empty() && request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    if (gzip) {
        response.set_header("Content-Encoding", "gzip");
        response.set_chunked_content_provider(
            "application/octet-stream", [file](size_t, httplib::DataSink &sink) { return sendGzip(file->fd, sink); });
    } else if (info.st_size == 0) {
        sendUnsized(file, response);
    } else {
        response.set_content_provider(static_cast<size_t>(info.st_size), "application/octet-stream",
                                      [file](size_t offset, size_t length, httplib::DataSink &sink) {
                                          return sendPiece(file->fd, offset, length, sink);
                                      });
    }
}

namespace
{

/// The files of one request, one after the other. A failure is kept, and the rest is read to its end all the same: only
/// then does the answer reach the client.
class Upload final
{
public:
    Upload(const Session &session, const httplib::Request &request)
        : m_session(session)
        , m_wanted(request.get_param_value("path"))
    {
    }

    /// Checks the form of the request; of a plain stream it opens the one file.
    void begin(const httplib::Request &request)
    {
        attempt([&] {
            m_session.checkUserName(request.get_param_value("username"));
            m_metadata = metadataOf(request);
            const bool stream = request.get_header_value("Content-Type").starts_with("application/octet-stream");
            if (!request.is_multipart_form_data() && !stream)
                throw RpcError("invalid_argument", "unsupported content type");
            if (stream && m_wanted.empty())
                throw RpcError("invalid_argument", "path is required");
            if (stream)
                open(m_wanted);
        });
    }
    void part(const httplib::MultipartFormData &part)
    {
        attempt([&] {
            finishFile();
            if (part.name == "file")
                open(m_wanted.empty() ? part.filename : m_wanted);
        });
    }
    void data(std::string_view bytes)
    {
        attempt([&] {
            if (m_file)
                m_file->write(bytes);
        });
    }
    void end()
    {
        attempt([this] { finishFile(); });
    }

    [[nodiscard]] const std::optional<RpcError> &failure() const { return m_failure; }
    [[nodiscard]] const Json &written() const { return m_written; }

private:
    template <typename Action>
    void attempt(const Action &action)
    {
        if (m_failure)
            return;
        try {
            action();
        } catch (const RpcError &error) {
            m_failure = error;
        }
    }
    void open(const std::string &name)
    {
        const std::string path = m_session.resolve(name);
        if (!m_paths.insert(path).second)
            throw RpcError("invalid_argument", "path '" + path + "' was given twice");
        m_file.emplace(path, m_metadata);
    }
    void finishFile()
    {
        if (m_file)
            m_written.push_back(m_file->finish());
        m_file.reset();
    }

    const Session &m_session;
    FileMetadata m_metadata;
    const std::string m_wanted;
    std::optional<RpcError> m_failure;
    std::optional<UploadFile> m_file;
    std::set<std::string> m_paths;
    Json m_written = Json::array();
};

}  // namespace

void FilesEndpoint::upload(const httplib::Request &request, httplib::Response &response,
                           const httplib::ContentReader &reader)
{
    Upload upload(m_session, request);
    upload.begin(request);
    const auto data = [&upload](const char *bytes, size_t size) {
        upload.data({bytes, size});
        return true;
    };
    const auto part = [&upload](const httplib::MultipartFormData &form) {
        upload.part(form);
        return true;
    };
    const bool whole = request.is_multipart_form_data() ? reader(part, data) : reader(data);
    if (!whole)
        return;  // the client went away, or the body was malformed: the library has answered
    upload.end();
    if (upload.failure())
        return answerPlainError(response, uploadStatus(*upload.failure()), upload.failure()->what());
    response.set_content(dump(upload.written()), "text/plain; charset=utf-8");
}

void FilesEndpoint::compose(const httplib::Request &request, httplib::Response &response, const std::string &body)
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
        response.set_content(dump(entry), "application/json");
    } catch (const RpcError &error) {
        answerPlainError(response, uploadStatus(error), error.what());
    }
}

}  // namespace bw::sandboxd
