// SPDX-License-Identifier: GPL-3.0-or-later
#include "filemetadata.h"

#include "connect.h"
#include "fileentry.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/xattr.h>

namespace bw::sandboxd
{

namespace
{

constexpr size_t longestKey = 246;
constexpr size_t mostBytes = 4096;

const std::string &prefix()
{
    static const std::string text = "user.e2b.";
    return text;
}

/// Keys out of the kernel's list of names, each of which ends with a zero.
std::vector<std::string> keysIn(const char *names, ssize_t length)
{
    std::vector<std::string> keys;
    for (ssize_t at = 0; at < length;) {
        const std::string name = names + at;
        at += static_cast<ssize_t>(name.size()) + 1;
        if (name.starts_with(prefix()))
            keys.push_back(name.substr(prefix().size()));
    }
    return keys;
}

void check(const FileMetadata &metadata)
{
    size_t bytes = 0;
    for (const auto &[key, value] : metadata) {
        if (key.size() > longestKey)
            throw RpcError("invalid_argument", "invalid metadata: a key is longer than 246 bytes");
        if (std::ranges::any_of(value, [](char c) { return c < ' ' || c > '~'; }))
            throw RpcError("invalid_argument", "invalid metadata: the value of '" + key + "' is not printable ASCII");
        bytes += prefix().size() + key.size() + value.size();
    }
    if (bytes > mostBytes)
        throw RpcError("invalid_argument", "invalid metadata: more than 4096 bytes in all");
}

}  // namespace

FileMetadata metadataOf(const httplib::Request &request)
{
    static constexpr std::string_view header = "x-metadata-";
    FileMetadata metadata;
    for (const auto &[name, value] : request.headers) {
        std::string key = name;
        std::ranges::transform(key, key.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (key.starts_with(header) && key.size() > header.size())
            metadata[key.substr(header.size())] = value;
    }
    check(metadata);
    return metadata;
}

FileMetadata readMetadata(const std::string &path)
{
    FileMetadata metadata;
    std::array<char, 16384> names {};
    const ssize_t length = ::listxattr(path.c_str(), names.data(), names.size());
    for (const std::string &key : keysIn(names.data(), length)) {
        std::array<char, mostBytes> value {};
        const ssize_t size = ::getxattr(path.c_str(), (prefix() + key).c_str(), value.data(), value.size());
        if (size >= 0)
            metadata[key] = std::string(value.data(), static_cast<size_t>(size));
    }
    return metadata;
}

void replaceMetadata(int fd, const std::string &path, const FileMetadata &metadata)
{
    std::array<char, 16384> names {};
    const ssize_t length = ::flistxattr(fd, names.data(), names.size());
    for (const std::string &key : keysIn(names.data(), length)) {
        if (!metadata.contains(key))
            ::fremovexattr(fd, (prefix() + key).c_str());
    }
    for (const auto &[key, value] : metadata) {
        if (::fsetxattr(fd, (prefix() + key).c_str(), value.data(), value.size(), 0) == 0)
            continue;
        if (errno == ENOTSUP)
            return;
        throw fileError(errno, path);
    }
}

}  // namespace bw::sandboxd
