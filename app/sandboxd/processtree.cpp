// SPDX-License-Identifier: GPL-3.0-or-later
#include "processtree.h"

#include <charconv>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <thread>

#include <dirent.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

struct Entry {
    char state = '?';
    pid_t parent = 0;
    pid_t session = 0;
};

std::map<pid_t, Entry> allProcesses()
{
    std::map<pid_t, Entry> all;
    DIR *folder = ::opendir("/proc");
    if (folder == nullptr)
        return all;
    while (const dirent *item = ::readdir(folder)) {
        const std::string name = item->d_name;
        pid_t pid = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (error != std::errc {} || end != name.data() + name.size())
            continue;
        std::ifstream file("/proc/" + name + "/stat");
        const std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const size_t close = line.rfind(')');  // the name in front may hold anything
        if (close == std::string::npos)
            continue;
        std::istringstream fields(line.substr(close + 1));
        Entry entry;
        pid_t group = 0;
        fields >> entry.state >> entry.parent >> group >> entry.session;
        all[pid] = entry;
    }
    ::closedir(folder);
    return all;
}

}  // namespace

std::set<pid_t> processTree(pid_t root)
{
    const std::map<pid_t, Entry> all = allProcesses();
    std::set<pid_t> tree;
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto &[pid, entry] : all) {
            const bool inside = pid == root || (root != ::getpid() && entry.session == root) || entry.parent == root
                || tree.contains(entry.parent);
            if (inside && tree.insert(pid).second)
                grew = true;
        }
    }
    std::erase_if(tree, [&all](pid_t pid) { return all.at(pid).state == 'Z' || all.at(pid).state == 'X'; });
    return tree;
}

void killTree(pid_t root)
{
    for (int round = 0; round < 10; ++round) {
        std::set<pid_t> tree = processTree(root);
        ::kill(-root, SIGKILL);
        // A member of the tree may have become the daemon's child meanwhile, but never the daemon.
        tree.erase(::getpid());
        if (tree.empty())
            return;
        for (const pid_t pid : tree)
            ::kill(pid, SIGKILL);
        std::this_thread::sleep_for(std::chrono::milliseconds(round));
    }
}

bool killEverything()
{
    const pid_t self = ::getpid();
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    do {
        std::set<pid_t> tree = processTree(self);
        tree.erase(self);
        if (tree.empty())
            return true;
        if (self == 1)
            ::kill(-1, SIGKILL);
        for (const pid_t pid : tree)
            ::kill(pid, SIGKILL);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    } while (std::chrono::steady_clock::now() < limit);
    return false;
}

}  // namespace bw::sandboxd
