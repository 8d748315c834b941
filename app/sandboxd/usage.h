// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"

#include <mutex>
#include <string>

namespace bw::sandboxd
{

/// GET /metrics: processors, memory and the disk that holds `folder`. Thread-safe.
class Usage
{
public:
    explicit Usage(std::string folder);
    Json now();

private:
    double processorPercent();

    std::string m_folder;
    std::mutex m_mutex;
    unsigned long long m_lastBusy = 0;
    unsigned long long m_lastTotal = 0;
};

}  // namespace bw::sandboxd
