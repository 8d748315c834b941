// SPDX-License-Identifier: GPL-3.0-or-later
#include "uploadfile.h"

#include "fileentry.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bw::sandboxd
{

UploadFile::UploadFile(std::string path, FileMetadata metadata)
    : m_path(std::move(path))
    , m_metadata(std::move(metadata))
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
    replaceMetadata(m_fd, m_path, m_metadata);
    const int fd = std::exchange(m_fd, -1);
    if (::close(fd) != 0)
        throw fileError(errno, m_path);
    Json entry {{"name", m_path.substr(m_path.rfind('/') + 1)}, {"path", m_path}, {"type", "file"}};
    // As the file has it, not as it was sent: a file system may keep none of it.
    if (const FileMetadata kept = readMetadata(m_path); !kept.empty())
        entry["metadata"] = kept;
    return entry;
}

}  // namespace bw::sandboxd
