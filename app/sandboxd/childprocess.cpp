// SPDX-License-Identifier: GPL-3.0-or-later
#include "childprocess.h"

#include "processevents.h"
#include "processtree.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{
using namespace std::chrono;
using namespace std::chrono_literals;
using Clock = steady_clock;

constexpr size_t chunkSize = 32 << 10;
constexpr size_t terminalChunkSize = 16 << 10;
/// After a kill somebody who left the tree may still hold a pipe; longer than this nobody waits for them.
constexpr auto graceAfterKill = 500ms;
/// How soon a writer that waits for its reader notices that the input was closed under it.
constexpr int writerLooksMs = 50;

void neverBlock(int fd)
{
    if (fd >= 0)
        ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}
}  // namespace

ChildProcess::ChildProcess(Json config, std::string tag, std::optional<Time> deadline)
    : m_config(std::move(config))
    , m_tag(std::move(tag))
    , m_deadline(deadline)
    , m_wakeFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_wakeFd < 0)
        throw RpcError("resource_exhausted", "no descriptor left for a process");
}

ChildProcess::~ChildProcess()
{
    ::close(m_wakeFd);
    closeInputs();
}

std::shared_ptr<OutputQueue> ChildProcess::listen()
{
    auto queue = std::make_shared<OutputQueue>();
    const std::lock_guard lock(m_mutex);
    if (m_end)
        queue->push(*m_end, std::nullopt);
    else
        m_listeners.push_back(queue);
    return queue;
}

void ChildProcess::leave(const std::shared_ptr<OutputQueue> &queue)
{
    queue->close();
    const std::lock_guard lock(m_mutex);
    std::erase(m_listeners, queue);
}

void ChildProcess::begin(const Spawned &spawned)
{
    std::vector<Source> sources;
    {
        const std::lock_guard lock(m_inputMutex);
        m_input = spawned.standardInput;
        m_terminal = spawned.terminal;
        neverBlock(m_input);
        neverBlock(m_terminal);
    }
    if (spawned.terminal >= 0)
        sources.push_back({::fcntl(spawned.terminal, F_DUPFD_CLOEXEC, 3), OutputEvent::Kind::Pty});
    if (spawned.standardOutput >= 0)
        sources.push_back({spawned.standardOutput, OutputEvent::Kind::Stdout});
    if (spawned.standardError >= 0)
        sources.push_back({spawned.standardError, OutputEvent::Kind::Stderr});
    std::thread([self = shared_from_this(), sources = std::move(sources)] { self->readAll(sources); }).detach();
}

void ChildProcess::exited(int status)
{
    const std::lock_guard lock(m_mutex);
    if (m_status)
        return;  // the number was given to another process since
    m_status = status;
    m_exitTime = Clock::now();
    ::eventfd_write(m_wakeFd, 1);
}

int ChildProcess::pollTimeout() const
{
    std::optional<Time> until = m_timedOut ? std::nullopt : m_deadline;
    const std::lock_guard lock(m_mutex);
    if (m_killed && m_status)
        until = m_exitTime + graceAfterKill;
    if (!until)
        return -1;
    return static_cast<int>(
        std::clamp(ceil<milliseconds>(*until - Clock::now()), 0ms, milliseconds(86'400'000)).count());
}

void ChildProcess::checkDeadline()
{
    if (!m_deadline || m_timedOut || Clock::now() < *m_deadline)
        return;
    m_timedOut = true;
    signal(SIGKILL);
}

void ChildProcess::readAll(std::vector<Source> sources)
{
    for (;;) {
        std::vector<pollfd> fds {{m_wakeFd, POLLIN, 0}};
        for (const Source &source : sources)
            fds.push_back({source.fd, POLLIN, 0});
        ::poll(fds.data(), fds.size(), pollTimeout());
        eventfd_t count = 0;
        ::eventfd_read(m_wakeFd, &count);
        checkDeadline();
        for (size_t i = sources.size(); i-- > 0;) {
            if (fds[i + 1].revents != 0 && !readFrom(sources[i])) {
                ::close(sources[i].fd);
                sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        bool ended = false;
        bool waitedEnough = false;
        {
            const std::lock_guard lock(m_mutex);
            ended = m_status.has_value();
            waitedEnough = ended && m_killed && Clock::now() >= m_exitTime + graceAfterKill;
        }
        if (ended && (waitedEnough || sources.empty() || readWhatIsLeft(sources)))
            break;
    }
    for (const Source &source : sources)
        ::close(source.fd);
    finish();
}

/// A terminal has no end while anybody keeps it open, and a job in the background of a shell that ended does. What the
/// shell itself wrote is there by now. True when this process has a terminal.
bool ChildProcess::readWhatIsLeft(std::vector<Source> &sources)
{
    Source &source = sources.front();
    if (source.kind != OutputEvent::Kind::Pty)
        return false;
    pollfd there {source.fd, POLLIN, 0};
    // poll() of a terminal also moves on what is still on its way through it.
    for (int piece = 0; piece < 1024 && ::poll(&there, 1, 0) > 0 && (there.revents & POLLIN) != 0; ++piece) {
        if (!readFrom(source))
            break;
    }
    return true;
}

bool ChildProcess::readFrom(Source &source)
{
    std::string data(source.kind == OutputEvent::Kind::Pty ? terminalChunkSize : chunkSize, '\0');
    const ssize_t n = ::read(source.fd, data.data(), data.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (n <= 0)
        return false;
    data.resize(static_cast<size_t>(n));
    publish({source.kind, std::move(data)});
    return true;
}

void ChildProcess::publish(const OutputEvent &event)
{
    std::vector<std::shared_ptr<OutputQueue>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        listeners = m_listeners;
    }
    for (const auto &listener : listeners) {
        const std::optional<Time> until = m_timedOut ? std::nullopt : m_deadline;
        if (!listener->push(event, until)) {
            checkDeadline();
            listener->push(event, std::nullopt);
        }
    }
}

void ChildProcess::finish()
{
    std::vector<std::shared_ptr<OutputQueue>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        m_end = OutputEvent {OutputEvent::Kind::End, dump(endEvent(*m_status))};
        m_endedAt = Clock::now();
        listeners.swap(m_listeners);
    }
    closeInputs();
    for (const auto &listener : listeners)
        listener->push(*m_end, std::nullopt);
}

/// Writes what is taken at once; gives the descriptor to wait for, or -1 when something was written.
int ChildProcess::writeSome(std::string_view &bytes, bool terminal)
{
    const std::lock_guard lock(m_inputMutex);
    if (terminal && m_terminal < 0)
        throw RpcError("failed_precondition",
                       "tty not assigned to process: input should be written to the stdin, not the tty");
    if (!terminal && m_terminal >= 0)
        throw RpcError("failed_precondition",
                       "tty assigned to process: input should be written to the pty, not the stdin");
    if (!terminal && m_input < 0)
        throw RpcError("failed_precondition", "stdin not enabled or closed");
    const int fd = terminal ? m_terminal : m_input;
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n >= 0)
        bytes.remove_prefix(static_cast<size_t>(n));
    else if (errno == EAGAIN)
        return fd;
    else if (errno != EINTR)
        throw RpcError("failed_precondition", "the process does not read its input any more");
    return -1;
}

void ChildProcess::writeInput(std::string_view bytes, bool terminal)
{
    const std::lock_guard lock(m_writeMutex);
    while (!bytes.empty()) {
        const int full = writeSome(bytes, terminal);
        if (full < 0)
            continue;
        // It may be closed meanwhile: the next round sees that.
        pollfd room {full, POLLOUT, 0};
        ::poll(&room, 1, writerLooksMs);
    }
}

void ChildProcess::closeInput()
{
    const std::lock_guard lock(m_inputMutex);
    if (m_terminal >= 0)
        throw RpcError("failed_precondition", "cannot close stdin for PTY process: send Ctrl+D (0x04) instead");
    if (m_input >= 0)
        ::close(m_input);
    m_input = -1;
}

void ChildProcess::closeInputs()
{
    const std::lock_guard lock(m_inputMutex);
    for (int *fd : {&m_input, &m_terminal}) {
        if (*fd >= 0)
            ::close(*fd);
        *fd = -1;
    }
}

void ChildProcess::resize(const TerminalSize &size)
{
    const std::lock_guard lock(m_inputMutex);
    if (m_terminal < 0)
        throw RpcError("internal", "error resizing tty: tty not assigned to process");
    const winsize window {size.rows, size.columns, 0, 0};
    if (::ioctl(m_terminal, TIOCSWINSZ, &window) != 0)
        throw RpcError("internal", std::string("error resizing tty: ") + std::strerror(errno));
}

void ChildProcess::signal(int number)
{
    if (m_pid <= 1)
        return;
    if (number != SIGKILL) {
        ::kill(-m_pid, number);
        return;
    }
    m_killed = true;
    killTree(m_pid);
    ::eventfd_write(m_wakeFd, 1);
}

std::optional<ChildProcess::Time> ChildProcess::endedAt() const
{
    const std::lock_guard lock(m_mutex);
    return m_endedAt;
}

}  // namespace bw::sandboxd
