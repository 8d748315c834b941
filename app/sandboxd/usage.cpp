// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage.h"

#include <chrono>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include <sys/statvfs.h>

namespace bw::sandboxd
{

namespace
{

/// {used, total}
std::pair<unsigned long long, unsigned long long> spaceOf(const std::string &folder)
{
    struct statvfs disk {};
    ::statvfs(folder.c_str(), &disk);
    return {(disk.f_blocks - disk.f_bfree) * disk.f_frsize, disk.f_blocks * disk.f_frsize};
}

}  // namespace

Usage::Usage(std::string folder, std::vector<std::string> places)
    : m_folder(std::move(folder))
    , m_places(std::move(places))
{
}

double Usage::processorPercent()
{
    std::ifstream file("/proc/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream words(line);
    std::string name;
    words >> name;
    unsigned long long total = 0;
    unsigned long long idle = 0;
    unsigned long long value = 0;
    for (int i = 0; i < 8 && words >> value; ++i) {
        total += value;
        if (i == 3 || i == 4)
            idle += value;
    }
    const std::lock_guard lock(m_mutex);
    const unsigned long long busy = total - idle;
    const double share = total > m_lastTotal && busy >= m_lastBusy
        ? static_cast<double>(busy - m_lastBusy) / static_cast<double>(total - m_lastTotal)
        : 0.0;
    m_lastBusy = busy;
    m_lastTotal = total;
    return share * 100.0;
}

Json Usage::now()
{
    std::map<std::string, unsigned long long> memory;
    std::ifstream file("/proc/meminfo");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string name;
        unsigned long long kilobytes = 0;
        words >> name >> kilobytes;
        memory[name] = kilobytes * 1024;
    }
    const unsigned long long total = memory["MemTotal:"];
    const unsigned long long used = total - std::min(total, memory["MemAvailable:"]);
    const auto [diskUsed, diskTotal] = spaceOf(m_folder);
    Json mounts = Json::object();
    for (const std::string &place : m_places) {
        const auto [placeUsed, placeTotal] = spaceOf(place);
        mounts[place] = {{"used", placeUsed}, {"total", placeTotal}};
    }
    using namespace std::chrono;
    return {{"ts", duration_cast<seconds>(system_clock::now().time_since_epoch()).count()},
            {"cpu_count", std::thread::hardware_concurrency()},
            {"cpu_used_pct", processorPercent()},
            {"mem_total", total},
            {"mem_used", used},
            {"mem_cache", memory["Cached:"]},
            {"mem_total_mib", total >> 20},
            {"mem_used_mib", used >> 20},
            {"disk_used", diskUsed},
            {"disk_total", diskTotal},
            {"mounts", mounts}};
}

}  // namespace bw::sandboxd
