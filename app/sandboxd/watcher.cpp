// SPDX-License-Identifier: GPL-3.0-or-later
#include "watcher.h"

#include "fileentry.h"

#include <array>
#include <cerrno>
#include <filesystem>

#include <sys/inotify.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{
constexpr std::uint32_t interesting =
    IN_CREATE | IN_MODIFY | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK;

std::string joined(const std::string &folder, const std::string &name)
{
    return folder.empty() ? name : folder + "/" + name;
}
}  // namespace

Watcher::Watcher(std::string folder, bool recursive, bool includeEntry)
    : m_folder(std::move(folder))
    , m_recursive(recursive)
    , m_includeEntry(includeEntry)
    , m_fd(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
    if (m_fd < 0)
        throw RpcError("resource_exhausted", "no inotify instance left");
    try {
        if (!std::filesystem::exists(m_folder))
            throw RpcError("not_found", "path '" + m_folder + "' does not exist");
        if (!std::filesystem::is_directory(m_folder))
            throw RpcError("invalid_argument", "path is not a directory: '" + m_folder + "'");
        add("", nullptr);
    } catch (const std::filesystem::filesystem_error &error) {
        ::close(m_fd);
        throw fileError(error.code().value(), m_folder);
    } catch (...) {
        ::close(m_fd);
        throw;
    }
}

Watcher::~Watcher() { ::close(m_fd); }

/// Watches a folder; whatever it already holds is told as created when `found` is given: it came to be before the
/// watch did.
void Watcher::add(const std::string &relative, std::vector<Json> *found)
{
    const std::string path = relative.empty() ? m_folder : m_folder + "/" + relative;
    const int watch = ::inotify_add_watch(m_fd, path.c_str(), interesting | (relative.empty() ? 0U : IN_DONT_FOLLOW));
    if (watch < 0) {
        if (!relative.empty() && errno != ENOSPC)
            return;
        throw RpcError("resource_exhausted", "cannot watch '" + path + "'");
    }
    m_folders[watch] = relative;
    if (!m_recursive)
        return;
    std::error_code error;
    for (auto item = std::filesystem::directory_iterator(path, error); !error && item != std::filesystem::end(item);
         item.increment(error)) {
        const std::string name = joined(relative, item->path().filename().string());
        if (found != nullptr)
            found->push_back(event(name, "EVENT_TYPE_CREATE"));
        std::error_code ignored;
        if (item->is_directory(ignored) && !item->is_symlink(ignored))
            add(name, found);
    }
}

Json Watcher::event(const std::string &name, const char *type) const
{
    Json result {{"name", name}, {"type", type}};
    if (m_includeEntry) {
        try {
            result["entry"] = fileEntry(m_folder + "/" + name);
        } catch (const RpcError &) {
            // gone again: the event stands without it
        }
    }
    return result;
}

std::vector<Json> Watcher::take()
{
    std::vector<Json> events;
    alignas(inotify_event) std::array<char, 64 << 10> buffer {};
    for (ssize_t n = 0; (n = ::read(m_fd, buffer.data(), buffer.size())) > 0;) {
        for (ssize_t at = 0; at < n;) {
            inotify_event head {};
            std::memcpy(&head, buffer.data() + at, sizeof head);
            const std::string name = head.len > 0 ? buffer.data() + at + sizeof head : "";
            at += static_cast<ssize_t>(sizeof head + head.len);
            const auto folder = m_folders.find(head.wd);
            if (folder == m_folders.end() || (head.mask & IN_IGNORED) != 0) {
                m_folders.erase(head.wd);
                continue;
            }
            if (name.empty())
                continue;
            const std::string relative = joined(folder->second, name);
            if ((head.mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
                events.push_back(event(relative, "EVENT_TYPE_CREATE"));
                if (m_recursive && (head.mask & IN_ISDIR) != 0)
                    add(relative, &events);
            }
            if ((head.mask & IN_MODIFY) != 0)
                events.push_back(event(relative, "EVENT_TYPE_WRITE"));
            if ((head.mask & IN_ATTRIB) != 0)
                events.push_back(event(relative, "EVENT_TYPE_CHMOD"));
            if ((head.mask & IN_DELETE) != 0)
                events.push_back(event(relative, "EVENT_TYPE_REMOVE"));
            if ((head.mask & IN_MOVED_FROM) != 0)
                events.push_back(event(relative, "EVENT_TYPE_RENAME"));
        }
    }
    return events;
}

}  // namespace bw::sandboxd
