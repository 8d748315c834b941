// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/launcher.h"

#include "base/filedescriptor.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw
{

/// Everything the child needs, made before it exists: nothing may be allocated after that.
struct Launcher::Job {
    struct Handed {
        int target;
        int source;
        int parked;
    };
    std::vector<QByteArray> words, variables;
    std::vector<char *> argv, envp;
    std::vector<Handed> handed;
    struct Place {
        QByteArray source;
        QByteArray target;
        bool isFolder;
        int held;
    };
    std::vector<Place> places;
    std::optional<unsigned> userId;
    int highest = 2;
    int report = -1;
    int group = -1;
    QByteArray oomScore;
    pid_t parent = 0;

    pid_t pid = -1;
    int error = 0;
    bool done = false;
};

namespace
{

template <typename Job>
[[noreturn]] void giveUp(const Job &job)
{
    const int error = errno;
    const ssize_t written = ::write(job.report, &error, sizeof error);
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

/// "/proc/self/fd/N", made without the library.
struct DescriptorPath {
    explicit DescriptorPath(int fd)
    {
        char *end = text.data() + sizeof "/proc/self/fd/" - 1;
        int digits = 1;
        for (int rest = fd; rest >= 10; rest /= 10)
            ++digits;
        for (int i = digits; i > 0; --i, fd /= 10)
            end[i - 1] = static_cast<char>('0' + fd % 10);
    }
    std::array<char, 32> text {"/proc/self/fd/"};
};

/// A view of its own of the file system, with what it needs at places that everybody reaches. What is to be bound is
/// opened in this view, and before /tmp is hidden: it may lie there.
template <typename Job>
void makePlaces(Job &job)
{
    if (job.places.empty())
        return;
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_SLAVE, nullptr) != 0)
        giveUp(job);
    for (auto &place : job.places) {
        place.held = ::open(place.source.constData(), O_PATH | O_CLOEXEC);
        if (place.held < 0)
            giveUp(job);
    }
    if (::mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m") != 0)
        giveUp(job);
    for (const auto &place : job.places) {
        const char *target = place.target.constData();
        const int made = place.isFolder ? ::mkdir(target, 0755) : ::open(target, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
        const DescriptorPath source(place.held);
        if (made < 0 || ::mount(source.text.data(), target, nullptr, MS_BIND, nullptr) != 0)
            giveUp(job);
    }
}

template <typename Job>
void becomeUser(const Job &job)
{
    if (!job.userId)
        return;
    const uid_t id = *job.userId;
    // By system call: the library's functions would change all threads of the process whose memory this is.
    if (::syscall(SYS_setgroups, 0, nullptr) != 0 || ::syscall(SYS_setresgid, id, id, id) != 0
        || ::syscall(SYS_setresuid, id, id, id) != 0)
        giveUp(job);
}

/// First everything out of the way, then everything to its place: a source may stand where another one has to go.
template <typename Job>
void placeDescriptors(Job &job)
{
    job.report = ::fcntl(job.report, F_DUPFD_CLOEXEC, job.highest + 1);
    if (job.report < 0)
        ::_exit(126);
    for (auto &item : job.handed) {
        item.parked = ::fcntl(item.source, F_DUPFD_CLOEXEC, job.highest + 1);
        if (item.parked < 0)
            giveUp(job);
    }
    ::syscall(SYS_close_range, 0U, static_cast<unsigned>(job.highest), 0U);
    for (const auto &item : job.handed) {
        if (::dup2(item.parked, item.target) < 0)
            giveUp(job);
    }
    ::syscall(SYS_close_range, static_cast<unsigned>(job.highest) + 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

/// Runs in the child until exec, in the memory of this process (see startChild): system calls only, and nothing that
/// would be wrong to find changed afterwards.
template <typename Job>
[[noreturn]] void becomeProgram(Job &job)
{
    // Before anything else: an owner that is killed from here on takes this child with it. (Again below, where a
    // change of user has cleared it.)
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != job.parent)
        ::_exit(126);
    // Whatever it becomes and starts is then in the group too. "0" is whoever writes it.
    if (job.group >= 0 && ::write(job.group, "0", 1) != 1)
        giveUp(job);
    ::setsid();
    defaultSignals();
    ::umask(022);
    if (!job.oomScore.isEmpty()) {
        const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
        // A hint to the kernel; where it is refused nothing else changes.
        [[maybe_unused]] const ssize_t n = ::write(file, job.oomScore.constData(), size_t(job.oomScore.size()));
        ::close(file);
    }
    makePlaces(job);
    placeDescriptors(job);
    const rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    becomeUser(job);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != job.parent)
        ::_exit(126);
    ::execve(job.argv.front(), job.argv.data(), job.envp.data());
    giveUp(job);
}

/// (The sanitizer would look for the end of a stack that it does not know.)
template <typename Job>
[[gnu::no_sanitize_address]] int childMain(void *job)
{
    becomeProgram(*static_cast<Job *>(job));
}

/// A child that borrows our memory until it runs its program, while this thread waits. A copy (fork) would cost a
/// large program many milliseconds, and its other threads a fault for every page that they write to meanwhile. Signals
/// wait that long: no handler of ours may run in the child.
template <typename Job>
void startChild(Job &job, std::vector<char> &stack)
{
    sigset_t all {};
    sigset_t before {};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const int dumpable = ::prctl(PR_GET_DUMPABLE);
    job.parent = ::getpid();
    job.pid = ::clone(&childMain<Job>, stack.data() + stack.size(), CLONE_VM | CLONE_VFORK | SIGCHLD, &job);
    job.error = errno;
    // A change of user in the child takes this from the memory that both had.
    if (job.userId && ::prctl(PR_GET_DUMPABLE) != dumpable)
        ::prctl(PR_SET_DUMPABLE, dumpable);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Error launchError(const QString &program, int error)
{
    const QString why = QString::fromLocal8Bit(std::strerror(error));
    const QString detail = u"cannot start %1: %2"_s.arg(program, why);
    if (error == ENOENT || error == ENOTDIR)
        return {ErrorCode::NotFound, detail, {{u"kind"_s, u"program"_s}, {u"name"_s, program}}, std::nullopt};
    if (error == EACCES || error == EPERM)
        return {ErrorCode::PermissionDenied, detail, {{u"service"_s, program}, {u"why"_s, why}}, std::nullopt};
    if (error == EAGAIN || error == ENOMEM || error == EMFILE || error == ENFILE)
        return {ErrorCode::LimitHit, detail, {{u"limit"_s, u"processes"_s}, {u"value"_s, why}}, std::nullopt};
    return {ErrorCode::Internal, detail, {}, std::nullopt};
}

}  // namespace

LaunchedProcess::LaunchedProcess(qint64 pid, int pidFd)
    : m_pid(pid)
    , m_pidFd(pidFd)
{
}

LaunchedProcess::~LaunchedProcess()
{
    kill();
    (void)wait(std::chrono::milliseconds(-1), {});
    ::close(m_pidFd);
}

void LaunchedProcess::kill() { ::syscall(SYS_pidfd_send_signal, m_pidFd, SIGKILL, nullptr, 0U); }

Result<ExitStatus> LaunchedProcess::wait(std::chrono::milliseconds limit, std::stop_token stop)
{
    FileDescriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    const std::stop_callback onStop(stop, [&wake] { ::eventfd_write(wake.get(), 1); });
    std::array<pollfd, 2> waits {pollfd {m_pidFd, POLLIN, 0}, pollfd {wake.get(), POLLIN, 0}};
    const auto end = std::chrono::steady_clock::now() + limit;
    for (;;) {
        auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        const int time = limit.count() < 0 ? -1 : static_cast<int>(std::clamp<qint64>(left.count(), 0, 1 << 30));
        const int n = ::poll(waits.data(), waits.size(), time);
        if (n < 0 && errno == EINTR)
            continue;
        if (waits[0].revents != 0)
            break;
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        if (n == 0)
            return fail(ErrorCode::Timeout, {}, {{u"what"_s, u"process %1"_s.arg(m_pid)}});
    }
    const std::lock_guard lock(m_mutex);
    if (!m_status) {
        siginfo_t info {};
        while (::waitid(P_PIDFD, static_cast<id_t>(m_pidFd), &info, WEXITED) != 0) {
            if (errno != EINTR)
                return fail(ErrorCode::Internal, u"somebody else took the end of process %1"_s.arg(m_pid));
        }
        m_status = ExitStatus {info.si_status, info.si_code != CLD_EXITED};
    }
    return *m_status;
}

Launcher::Launcher()
    : m_thread([this](const std::stop_token &stop) { serve(stop); })
{
}

Launcher::~Launcher() = default;

void Launcher::serve(const std::stop_token &stop)
{
    std::vector<char> stack(64 << 10);
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
        Job &job = *m_jobs.front();
        m_jobs.pop_front();
        startChild(job, stack);
        job.done = true;
        m_changed.notify_all();
    }
}

Result<std::unique_ptr<LaunchedProcess>> Launcher::launch(const LaunchRequest &request)
{
    Job job;
    job.words.push_back(request.program.toLocal8Bit());
    for (const QString &argument : request.arguments)
        job.words.push_back(argument.toLocal8Bit());
    for (const auto &[name, value] : request.environment.asKeyValueRange())
        job.variables.push_back((name + u'=' + value).toLocal8Bit());
    for (QByteArray &word : job.words)
        job.argv.push_back(word.data());
    for (QByteArray &variable : job.variables)
        job.envp.push_back(variable.data());
    job.argv.push_back(nullptr);
    job.envp.push_back(nullptr);
    if (request.oomScoreAdjust != 0)
        job.oomScore = QByteArray::number(request.oomScoreAdjust);

    job.userId = request.userId;
    job.group = request.groupFd;
    for (const auto &[target, source] : request.places.asKeyValueRange())
        job.places.push_back({source.toLocal8Bit(), target.toLocal8Bit(), QFileInfo(source).isDir(), -1});
    const FileDescriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    for (const int standard : {0, 1, 2}) {
        if (!request.descriptors.contains(standard))
            job.handed.push_back({standard, null.get(), -1});
    }
    for (const auto &[target, source] : request.descriptors.asKeyValueRange()) {
        job.handed.push_back({target, source, -1});
        job.highest = std::max(job.highest, target);
    }
    std::array<int, 2> ends {-1, -1};
    if (null.get() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0)
        return fail(launchError(request.program, errno));
    const FileDescriptor reader(ends[0]);
    FileDescriptor writer(ends[1]);
    job.report = writer.get();
    {
        std::unique_lock lock(m_mutex);
        m_jobs.push_back(&job);
        m_changed.notify_all();
        m_changed.wait(lock, [&job] { return job.done; });
    }
    if (job.pid < 0)
        return fail(launchError(request.program, job.error));
    // Not yet waited for, so the number is still its own.
    auto process = std::make_unique<LaunchedProcess>(job.pid, static_cast<int>(::syscall(SYS_pidfd_open, job.pid, 0U)));
    writer.reset();
    int error = 0;
    ssize_t n = 0;
    do {
        n = ::read(reader.get(), &error, sizeof error);
    } while (n < 0 && errno == EINTR);
    if (n == static_cast<ssize_t>(sizeof error))
        return fail(launchError(request.program, error));
    return process;
}

}  // namespace bw
