// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logring.h"

#include <algorithm>
#include <cstring>

#include <unistd.h>

namespace bw
{

namespace
{

constinit LogRing processRing;

}  // namespace

LogRing &logRing() { return processRing; }

void LogRing::add(std::string_view line)
{
    const size_t slot = m_next.fetch_add(1) % lines;
    const size_t size = std::min(line.size(), lineBytes);
    m_size[slot] = 0;
    std::memcpy(m_text[slot].data(), line.data(), size);
    m_size[slot] = static_cast<unsigned short>(size);
}

void LogRing::writeTo(int fd) const
{
    const size_t next = m_next;
    const size_t first = next > lines ? next - lines : 0;
    for (size_t i = first; i < next; ++i) {
        const size_t slot = i % lines;
        const size_t size = m_size[slot];
        if (size == 0)
            continue;
        if (write(fd, m_text[slot].data(), size) < 0 || write(fd, "\n", 1) < 0)
            return;
    }
}

}  // namespace bw
