// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

namespace bw::sandboxd
{

/// A line of /etc/passwd.
struct PasswordEntry {
    std::string name;
    uid_t userId = 0;
    std::string home;
};

/// Read from the file itself (passwd(5)): a sandbox has no other source of users, and the library's functions would
/// load one. Nothing = no such user.
std::optional<PasswordEntry> passwordEntry(uid_t userId);
std::optional<PasswordEntry> passwordEntry(const std::string &name);
/// The name of a group in /etc/group (group(5)).
std::optional<std::string> groupName(gid_t groupId);

}  // namespace bw::sandboxd
