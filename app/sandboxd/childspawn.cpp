// SPDX-License-Identifier: GPL-3.0-or-later
#include "childspawn.h"

#include "connect.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

class Fd
{
public:
    explicit Fd(int fd = -1)
        : m_fd(fd)
    {
    }
    ~Fd() { reset(); }
    Fd(const Fd &) = delete;
    Fd &operator=(const Fd &) = delete;
    void reset(int fd = -1)
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = fd;
    }
    [[nodiscard]] int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd;
};

struct Pipe {
    Fd reader;
    Fd writer;
    void open()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw RpcError("resource_exhausted", std::string("no pipe: ") + std::strerror(errno));
        reader.reset(ends[0]);
        writer.reset(ends[1]);
    }
};

/// Everything the child needs, made before it exists: nothing there may allocate.
struct Plan {
    std::string path;
    std::vector<char *> argv;
    std::vector<char *> envp;
    const char *folder = nullptr;
    int standardInput = -1;
    int standardOutput = -1;
    int standardError = -1;
    int report = -1;
    bool terminal = false;
    std::optional<rlim_t> nproc;
    int nice = 0;
};

struct Report {
    int stage = 0;  ///< 1 = folder, 2 = exec, 3 = anything else
    int error = 0;
};

[[noreturn]] void giveUp(const Plan &plan, int stage)
{
    const Report report {stage, errno};
    const ssize_t written = ::write(plan.report, &report, sizeof report);
    ::_exit(written > 0 ? 127 : 126);
}

void defaultSignals()
{
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        ::sigaction(number, &action, nullptr);
    sigset_t none {};
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Runs in the child until exec, in the daemon's memory (see startChild): system calls only.
[[noreturn]] void becomeProgram(const Plan &plan)
{
    ::setsid();
    defaultSignals();
    if (plan.terminal && ::ioctl(plan.standardInput, TIOCSCTTY, 0) != 0)
        giveUp(plan, 3);
    if (::dup2(plan.standardInput, 0) < 0 || ::dup2(plan.standardOutput, 1) < 0 || ::dup2(plan.standardError, 2) < 0)
        giveUp(plan, 3);
    ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
    const rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    if (plan.nproc) {
        const rlimit processes {*plan.nproc, *plan.nproc};
        if (::setrlimit(RLIMIT_NPROC, &processes) != 0)
            giveUp(plan, 3);
    }
    if (plan.nice != 0)
        ::setpriority(PRIO_PROCESS, 0, plan.nice);
    if (::chdir(plan.folder) != 0)
        giveUp(plan, 1);
    ::execve(plan.path.c_str(), plan.argv.data(), plan.envp.data());
    giveUp(plan, 2);
}

/// (The sanitizer would look for the end of a stack that it does not know.)
[[gnu::no_sanitize_address]] int childMain(void *plan) { becomeProgram(*static_cast<const Plan *>(plan)); }

/// A child that borrows our memory until it runs its program, while this thread waits: nothing is copied, which is most
/// of what a start costs. Signals wait that long, so that no handler runs in the child.
pid_t startChild(Plan &plan)
{
    std::vector<char> stack(64 << 10);
    sigset_t all {};
    sigset_t before {};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = ::clone(&childMain, stack.data() + stack.size(), CLONE_VM | CLONE_VFORK | SIGCHLD, &plan);
    const int error = errno;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return pid;
}

std::string findProgram(const SpawnRequest &request)
{
    if (request.program.find('/') != std::string::npos)
        return request.program;
    const auto path = request.environment.find("PATH");
    std::string_view rest = path == request.environment.end() ? std::string_view() : path->second;
    while (!rest.empty() && !request.program.empty()) {
        const size_t colon = rest.find(':');
        const std::string candidate = std::string(rest.substr(0, colon)) + "/" + request.program;
        std::error_code error;
        if (::access(candidate.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(candidate, error))
            return candidate;
        rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    }
    throw RpcError("invalid_argument", "error starting process: \"" + request.program + "\" not found in $PATH");
}

void openTerminal(const TerminalSize &size, Fd &master, Fd &slave)
{
    master.reset(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    std::array<char, 128> name {};
    if (master.get() < 0 || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0
        || ::ptsname_r(master.get(), name.data(), name.size()) != 0)
        throw RpcError("internal", std::string("no terminal: ") + std::strerror(errno));
    slave.reset(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (slave.get() < 0)
        throw RpcError("internal", std::string("no terminal: ") + std::strerror(errno));
    const winsize window {size.rows, size.columns, 0, 0};
    ::ioctl(master.get(), TIOCSWINSZ, &window);
}

void throwReport(const SpawnRequest &request, const Report &report)
{
    const std::string why = std::strerror(report.error);
    if (report.stage == 1)
        throw RpcError("invalid_argument", "cwd '" + request.folder + "' does not exist");
    const bool scarce = report.error == EAGAIN || report.error == ENOMEM || report.error == EMFILE;
    throw RpcError(scarce ? "resource_exhausted" : "invalid_argument",
                   "error starting process: " + request.program + ": " + why);
}

}  // namespace

Spawned spawn(const SpawnRequest &request, const std::function<pid_t(const std::function<pid_t()> &)> &registerPid)
{
    Plan plan;
    plan.path = findProgram(request);
    std::vector<std::string> words {request.program};
    words.insert(words.end(), request.arguments.begin(), request.arguments.end());
    for (std::string &word : words)
        plan.argv.push_back(word.data());
    plan.argv.push_back(nullptr);
    std::vector<std::string> variables;
    for (const auto &[name, value] : request.environment)
        variables.push_back(name + "=" + value);
    for (std::string &variable : variables)
        plan.envp.push_back(variable.data());
    plan.envp.push_back(nullptr);
    plan.folder = request.folder.c_str();
    plan.nice = request.nice;
    if (request.nproc)
        plan.nproc = static_cast<rlim_t>(*request.nproc);

    Pipe input;
    Pipe output;
    Pipe error;
    Pipe report;
    Fd master;
    Fd slave;
    report.open();
    plan.report = report.writer.get();
    if (request.terminal) {
        openTerminal(*request.terminal, master, slave);
        plan.terminal = true;
        plan.standardInput = plan.standardOutput = plan.standardError = slave.get();
    } else {
        if (request.keepStdin)
            input.open();
        else
            input.reader.reset(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        output.open();
        error.open();
        plan.standardInput = input.reader.get();
        plan.standardOutput = output.writer.get();
        plan.standardError = error.writer.get();
    }

    const pid_t pid = registerPid([&plan] { return startChild(plan); });
    if (pid < 0)
        throw RpcError("resource_exhausted", std::string("error starting process: fork: ") + std::strerror(errno));
    report.writer.reset();
    Report what;
    ssize_t n = 0;
    do {
        n = ::read(report.reader.get(), &what, sizeof what);
    } while (n < 0 && errno == EINTR);
    if (n == static_cast<ssize_t>(sizeof what))
        throwReport(request, what);
    return {pid, input.writer.release(), output.reader.release(), error.reader.release(), master.release()};
}

}  // namespace bw::sandboxd
