// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"

#include <mutex>
#include <string>
#include <vector>

namespace bw::sandboxd
{

/// GET /metrics: processors, memory, the disk that holds `folder`, and under "mounts" the filesystem of each of
/// `places`: {"/tmp":{"used","total"}}, bytes. Thread-safe.
class Usage
{
public:
    Usage(std::string folder, std::vector<std::string> places);
    Json now();

private:
    double processorPercent();

    std::string m_folder;
    std::vector<std::string> m_places;
    std::mutex m_mutex;
    unsigned long long m_lastBusy = 0;
    unsigned long long m_lastTotal = 0;
};

}  // namespace bw::sandboxd
