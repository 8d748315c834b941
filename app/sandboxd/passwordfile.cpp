// SPDX-License-Identifier: GPL-3.0-or-later
#include "passwordfile.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace bw::sandboxd
{

namespace
{

using Fields = std::vector<std::string>;

/// The first line with at least so many fields of which the condition holds; empty = none.
template <typename Condition>
Fields firstLine(const char *path, size_t least, const Condition &condition)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream text(line);
        Fields fields;
        for (std::string field; std::getline(text, field, ':');)
            fields.push_back(field);
        if (fields.size() >= least && condition(fields))
            return fields;
    }
    return {};
}

std::optional<PasswordEntry> entryOf(const Fields &fields)
{
    if (fields.empty())
        return std::nullopt;
    return PasswordEntry {fields[0], static_cast<uid_t>(std::strtoul(fields[2].c_str(), nullptr, 10)), fields[5]};
}

}  // namespace

std::optional<PasswordEntry> passwordEntry(uid_t userId)
{
    return entryOf(firstLine("/etc/passwd", 6, [id = std::to_string(userId)](const Fields &f) { return f[2] == id; }));
}

std::optional<PasswordEntry> passwordEntry(const std::string &name)
{
    return entryOf(firstLine("/etc/passwd", 6, [&name](const Fields &f) { return f[0] == name; }));
}

std::optional<std::string> groupName(gid_t groupId)
{
    const Fields fields =
        firstLine("/etc/group", 3, [id = std::to_string(groupId)](const Fields &f) { return f[2] == id; });
    return fields.empty() ? std::nullopt : std::optional(fields[0]);
}

}  // namespace bw::sandboxd
