// SPDX-License-Identifier: GPL-3.0-or-later
#include "fileentry.h"

#include "filemetadata.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <dirent.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

std::string permissionText(mode_t mode, bool link)
{
    std::string text = "----------";
    text[0] = link ? 'L' : S_ISDIR(mode) ? 'd' : '-';
    const std::string letters = "rwxrwxrwx";
    for (size_t i = 0; i < letters.size(); ++i) {
        if ((mode & (0400U >> i)) != 0)
            text[i + 1] = letters[i];
    }
    return text;
}

std::string timeText(const timespec &time)
{
    tm parts {};
    ::gmtime_r(&time.tv_sec, &parts);
    std::array<char, 64> text {};
    const size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text.data() + length, text.size() - length, ".%09ldZ", time.tv_nsec);
    return text.data();
}

std::string userName(uid_t id)
{
    const passwd *entry = ::getpwuid(id);
    return entry != nullptr ? entry->pw_name : std::to_string(id);
}

std::string groupName(gid_t id)
{
    const group *entry = ::getgrgid(id);
    return entry != nullptr ? entry->gr_name : std::to_string(id);
}

std::string linkTarget(const std::string &path)
{
    std::error_code error;
    const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, error);
    return error ? std::string() : resolved.string();
}

void addEntries(Json &entries, const std::string &folder, int depth)
{
    DIR *handle = ::opendir(folder.c_str());
    if (handle == nullptr)
        throw fileError(errno, folder);
    std::vector<std::string> names;
    while (const dirent *item = ::readdir(handle)) {
        const std::string name = item->d_name;
        if (name != "." && name != "..")
            names.push_back(name);
    }
    ::closedir(handle);
    std::ranges::sort(names);
    for (const std::string &name : names) {
        const std::string path = (folder == "/" ? "" : folder) + "/" + name;
        try {
            Json entry = fileEntry(path);
            const bool descend =
                depth > 1 && entry["type"] == "FILE_TYPE_DIRECTORY" && !entry.contains("symlinkTarget");
            entries.push_back(std::move(entry));
            if (descend)
                addEntries(entries, path, depth - 1);
        } catch (const RpcError &error) {
            if (error.code() != "not_found" && error.code() != "permission_denied")
                throw;  // gone or closed to us meanwhile: not part of the list
        }
    }
}

}  // namespace

RpcError fileError(int error, const std::string &path)
{
    switch (error) {
    case ENOENT:
        return {"not_found", "path '" + path + "' does not exist"};
    case EACCES:
    case EPERM:
    case EROFS:
        return {"permission_denied", "'" + path + "': " + std::strerror(error)};
    case ENOTDIR:
    case EISDIR:
    case EINVAL:
    case ENAMETOOLONG:
    case ELOOP:
        return {"invalid_argument", "'" + path + "': " + std::strerror(error)};
    case ENOSPC:
    case EDQUOT:
        return {"resource_exhausted", "no space left on device: '" + path + "'"};
    default:
        return {"internal", "'" + path + "': " + std::strerror(error)};
    }
}

Json fileEntry(const std::string &path)
{
    struct stat own {};
    if (::lstat(path.c_str(), &own) != 0)
        throw fileError(errno == ENOTDIR ? ENOENT : errno, path);
    const bool link = S_ISLNK(own.st_mode);
    struct stat info = own;
    const bool broken = link && ::stat(path.c_str(), &info) != 0;
    if (broken)
        info = own;
    Json entry {{"name", path.substr(path.rfind('/') + 1)}};
    entry["type"] = broken      ? "FILE_TYPE_SYMLINK"
        : S_ISDIR(info.st_mode) ? "FILE_TYPE_DIRECTORY"
        : S_ISREG(info.st_mode) ? "FILE_TYPE_FILE"
                                : "FILE_TYPE_UNSPECIFIED";
    entry["path"] = path;
    if (own.st_size != 0)
        entry["size"] = std::to_string(info.st_size);
    if ((info.st_mode & 07777) != 0)
        entry["mode"] = info.st_mode & 07777;
    entry["permissions"] = permissionText(own.st_mode, link);
    entry["owner"] = userName(own.st_uid);
    entry["group"] = groupName(own.st_gid);
    entry["modifiedTime"] = timeText(info.st_mtim);
    if (link)
        entry["symlinkTarget"] = linkTarget(path);
    if (S_ISREG(own.st_mode)) {
        if (const FileMetadata metadata = readMetadata(path); !metadata.empty())
            entry["metadata"] = metadata;
    }
    return entry;
}

Json listEntries(const std::string &folder, int depth)
{
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0)
        throw fileError(errno, folder);
    if (!S_ISDIR(info.st_mode))
        throw RpcError("invalid_argument", "path is not a directory: '" + folder + "'");
    Json entries = Json::array();
    addEntries(entries, folder, std::max(depth, 1));
    return entries;
}

}  // namespace bw::sandboxd
