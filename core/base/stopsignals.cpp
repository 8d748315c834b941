// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stopsignals.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace bw
{

namespace
{

constexpr std::array stopping {SIGINT, SIGTERM, SIGHUP};

// A handler has no object: what it needs is here. -1 = nobody listens.
std::atomic<int> writeEnd = -1;
std::array<struct sigaction, stopping.size()> formerActions;

extern "C" void onStopSignal(int number)
{
    const int saved = errno;
    const char byte = static_cast<char>(number);
    if (const int fd = writeEnd; fd >= 0) [[maybe_unused]]
        const auto written = write(fd, &byte, 1);
    errno = saved;
}

}  // namespace

StopSignals::StopSignals()
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    m_readEnd = ends[0];
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    writeEnd = ends[1];
    m_thread = std::thread([this] { listen(); });
    for (size_t i = 0; i < stopping.size(); ++i) {
        sigaction(stopping[i], nullptr, &formerActions[i]);
        if (formerActions[i].sa_handler == SIG_IGN)
            continue;
        struct sigaction action {};
        action.sa_handler = onStopSignal;
        action.sa_flags = SA_RESTART;
        sigaction(stopping[i], &action, nullptr);
    }
}

StopSignals::~StopSignals()
{
    if (m_readEnd < 0)
        return;
    for (size_t i = 0; i < stopping.size(); ++i)
        sigaction(stopping[i], &formerActions[i], nullptr);
    close(writeEnd.exchange(-1));  // the reader sees the end
    m_thread.join();
    close(m_readEnd);
}

void StopSignals::listen()
{
    for (;;) {
        char byte = 0;
        const ssize_t got = read(m_readEnd, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        m_last = byte;
        const int number = ++m_count;
        if (number >= 3)
            _exit(128 + byte);
        m_stop.request_stop();
        if (number == 2)
            m_atOnce.request_stop();
    }
}

}  // namespace bw
