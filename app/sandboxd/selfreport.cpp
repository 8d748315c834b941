// SPDX-License-Identifier: GPL-3.0-or-later
#include "selfreport.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

std::string fileText(const char *path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(separator, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

/// The kernel writes blanks and backslashes of paths as \040 and the like.
std::string unescaped(const std::string &text)
{
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size()) {
            result += static_cast<char>(std::stoi(text.substr(i + 1, 3), nullptr, 8));
            i += 3;
        } else {
            result += text[i];
        }
    }
    return result;
}

Json mounts()
{
    Json all = Json::array();
    for (const std::string &line : split(fileText("/proc/self/mountinfo"), '\n')) {
        const std::vector<std::string> words = split(line, ' ');
        const auto dash = std::ranges::find(words, "-");
        if (words.size() < 7 || words.end() - dash < 4)
            continue;
        all.push_back({{"point", unescaped(words[4])},
                       {"root", unescaped(words[3])},
                       {"type", dash[1]},
                       {"source", unescaped(dash[2])},
                       {"options", split(words[5], ',')},
                       {"super_options", split(dash[3], ',')}});
    }
    return all;
}

Json limits()
{
    const std::vector<std::pair<const char *, __rlimit_resource_t>> names {
        {"core", RLIMIT_CORE}, {"nproc", RLIMIT_NPROC}, {"nofile", RLIMIT_NOFILE}, {"as", RLIMIT_AS}};
    const auto value = [](rlim_t limit) { return limit == RLIM_INFINITY ? Json(-1) : Json(limit); };
    Json result = Json::object();
    for (const auto &[name, resource] : names) {
        rlimit limit {};
        ::getrlimit(resource, &limit);
        result[name] = {{"soft", value(limit.rlim_cur)}, {"hard", value(limit.rlim_max)}};
    }
    return result;
}

Json interfaces()
{
    Json names = Json::array();
    struct if_nameindex *list = ::if_nameindex();
    for (auto *item = list; item != nullptr && item->if_index != 0; ++item)
        names.push_back(item->if_name);
    if (list != nullptr)
        ::if_freenameindex(list);
    return names;
}

Json descriptors()
{
    Json numbers = Json::array();
    std::error_code error;
    for (const auto &item : std::filesystem::directory_iterator("/proc/self/fd", error))
        numbers.push_back(std::atoi(item.path().filename().c_str()));
    return numbers;
}

// What main() found; written before any thread exists.
std::vector<int> inheritedDescriptors;

void addStatus(Json &report)
{
    Json capabilities = Json::object();
    for (const std::string &line : split(fileText("/proc/self/status"), '\n')) {
        const size_t colon = line.find(":\t");
        if (colon == std::string::npos)
            continue;
        const std::string name = line.substr(0, colon);
        const std::string value = line.substr(colon + 2);
        if (name.starts_with("Cap"))
            capabilities[name] = value;
        else if (name == "NoNewPrivs")
            report["no_new_privs"] = std::atoi(value.c_str());
        else if (name == "Seccomp")
            report["seccomp"] = std::atoi(value.c_str());
        else if (name == "Seccomp_filters")
            report["seccomp_filters"] = std::atoi(value.c_str());
    }
    report["capabilities"] = capabilities;
}

}  // namespace

void rememberInherited()
{
    inheritedDescriptors.clear();
    // Asked of the kernel all at once; what is not open is said to be invalid.
    std::vector<pollfd> all(1024);
    for (int base = 0; base < 4096; base += static_cast<int>(all.size())) {
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = {base + static_cast<int>(i), 0, 0};
        ::poll(all.data(), all.size(), 0);
        for (const pollfd &item : all) {
            if ((item.revents & POLLNVAL) == 0)
                inheritedDescriptors.push_back(item.fd);
        }
    }
}

Json selfReport()
{
    std::vector<gid_t> groups(256);
    const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
    groups.resize(static_cast<size_t>(std::max(count, 0)));
    Json report {{"pid", ::getpid()},
                 {"uid", ::getuid()},
                 {"gid", ::getgid()},
                 {"groups", groups},
                 {"uid_map", fileText("/proc/self/uid_map")},
                 {"gid_map", fileText("/proc/self/gid_map")},
                 {"setgroups", fileText("/proc/self/setgroups")},
                 {"dumpable", ::prctl(PR_GET_DUMPABLE)}};
    addStatus(report);
    report["interfaces"] = interfaces();
    report["mounts"] = mounts();
    report["limits"] = limits();
    report["descriptors"] = descriptors();
    report["inherited"] = inheritedDescriptors;
    return report;
}

}  // namespace bw::sandboxd
