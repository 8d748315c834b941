// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"

#include <map>
#include <string>
#include <vector>

namespace bw::sandboxd
{

/// Watches one folder with inotify, with what is below it when `recursive`. Not thread-safe.
class Watcher
{
public:
    /// Error: RpcError not_found, invalid_argument, resource_exhausted.
    Watcher(std::string folder, bool recursive, bool includeEntry);
    ~Watcher();
    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    /// What happened since the last call, as protocol events {"name", "type", "entry"?}; does not wait.
    std::vector<Json> take();

private:
    void add(const std::string &relative, std::vector<Json> *found);
    [[nodiscard]] Json event(const std::string &name, const char *type) const;

    std::string m_folder;
    bool m_recursive;
    bool m_includeEntry;
    int m_fd;
    std::map<int, std::string> m_folders;  ///< watch descriptor -> relative path ("" = the folder itself)
};

}  // namespace bw::sandboxd
