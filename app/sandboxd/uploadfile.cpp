// SPDX-License-Identifier: GPL-3.0-or-later
#include "uploadfile.h"

#include "fileentry.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace bw::sandboxd
{

UploadFile::UploadFile(std::string path, const Metadata &metadata)
    : m_path(std::move(path))
{
    struct stat info {};
    if (::stat(m_path.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
        throw RpcError("invalid_argument", "path is a directory: '" + m_path + "'");
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(m_path).parent_path(), error);
    if (error)
        throw fileError(error.value(), m_path);
    m_fd = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0644);
    if (m_fd < 0)
        throw fileError(errno, m_path);
    for (const auto &[key, value] : metadata)
        ::fsetxattr(m_fd, ("user.e2b." + key).c_str(), value.data(), value.size(), 0);
}

UploadFile::~UploadFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void UploadFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(m_fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            throw fileError(errno, m_path);
        bytes.remove_prefix(static_cast<size_t>(n));
    }
}

Json UploadFile::finish()
{
    const int fd = std::exchange(m_fd, -1);
    if (::close(fd) != 0)
        throw fileError(errno, m_path);
    return {{"name", m_path.substr(m_path.rfind('/') + 1)}, {"path", m_path}, {"type", "file"}};
}

UploadFile::Metadata UploadFile::metadataOf(const httplib::Request &request)
{
    static constexpr std::string_view prefix = "x-metadata-";
    Metadata metadata;
    for (const auto &[name, value] : request.headers) {
        std::string key = name;
        std::ranges::transform(key, key.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (key.starts_with(prefix) && key.size() > prefix.size() && key.size() - prefix.size() <= 246)
            metadata[key.substr(prefix.size())] = value;
    }
    return metadata;
}

}  // namespace bw::sandboxd
