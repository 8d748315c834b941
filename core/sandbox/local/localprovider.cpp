// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/localprovider.h"

#include "base/logging.h"
#include "base/paths.h"
#include "sandbox/local/launchplan.h"
#include "sandbox/local/processsample.h"

#include <QDir>
#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logSandbox, "bw.sandbox")

namespace bw::sandbox
{

namespace
{

/// Ends bwrap while it still starts. Its child waits for it then, and would wait for ever if only bwrap ended. So it is
/// stopped first: what it has by then is all that there will be.
void endHalfStarted(LaunchedProcess &process)
{
    const auto pid = static_cast<pid_t>(process.pid());  // not reaped yet: nobody else has this number
    siginfo_t info {};
    ::kill(pid, SIGSTOP);
    ::waitid(P_PID, static_cast<id_t>(pid), &info, WSTOPPED | WEXITED | WNOWAIT);
    QList<HostProcess> below;
    for (const ProcessSample::Process &member : ProcessSample::take(pid).processes) {
        if (const auto known = HostProcess::of(member.pid); known && member.pid != pid)
            below.append(*known);
    }
    process.kill();
    (void)process.wait(std::chrono::seconds(1), {});
    for (const HostProcess &member : below)
        (void)member.killAndWait(std::chrono::seconds(1));
}

}  // namespace

/// One sandbox on its way into the world. What did not arrive ends with it.
struct LocalProvider::Start {
    Start() = default;
    ~Start()
    {
        if (outside.process)
            endHalfStarted(*outside.process);
    }
    Start(const Start &) = delete;
    Start &operator=(const Start &) = delete;

    SandboxId id = newId<SandboxId>();
    HostWalls walls;
    LocalSandbox::Outside outside;
    std::optional<LaunchPlan> plan;
};

namespace
{

constexpr auto infoLimit = std::chrono::seconds(10);

struct Pipe {
    FileDescriptor reader, writer;
    bool open()
    {
        std::array<int, 2> ends {-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return false;
        reader.reset(ends[0]);
        writer.reset(ends[1]);
        return true;
    }
};

std::unexpected<Error> noDescriptor()
{
    return fail(ErrorCode::LimitHit, u"no descriptor left"_s,
                {{u"limit"_s, u"descriptors"_s}, {u"value"_s, QString::number(::sysconf(_SC_OPEN_MAX))}});
}

/// Reads until the text holds `until`, the other side is gone, or time is over. Whatever came is the result.
Result<QByteArray> readUntil(int fd, char until, std::stop_token stop)
{
    const FileDescriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    const std::stop_callback onStop(stop, [&wake] { ::eventfd_write(wake.get(), 1); });
    const auto end = std::chrono::steady_clock::now() + infoLimit;
    QByteArray text;
    while (!text.contains(until)) {
        std::array<pollfd, 2> waits {pollfd {fd, POLLIN, 0}, pollfd {wake.get(), POLLIN, 0}};
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        const int n = ::poll(waits.data(), waits.size(), static_cast<int>(std::max<qint64>(left.count(), 0)));
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        std::array<char, 4096> piece {};
        const ssize_t size = n > 0 ? ::read(fd, piece.data(), piece.size()) : 0;
        if (size < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (size <= 0)
            break;
        text.append(piece.data(), size);
    }
    return text;
}

/// What bwrap complained about. Every sentence of it begins with "bwrap: ".
Error complaint(const FileDescriptor &from, const QString &otherwise)
{
    QByteArray text(4096, Qt::Uninitialized);
    const ssize_t size = ::read(from.get(), text.data(), static_cast<size_t>(text.size()));
    const QString said = QString::fromLocal8Bit(text.first(std::max<ssize_t>(size, 0))).simplified();
    const QString why = said.isEmpty() ? otherwise : said;
    QString remedy = u"see the program's log; buildwright doctor tests each wall"_s;
    if (why.contains("No permissions to create"_L1) || why.contains("uid map"_L1)
        || why.contains("Creating new namespace failed"_L1))
        remedy = u"allow user namespaces for bwrap: sudo sysctl -w user.max_user_namespaces=15000, and where AppArmor "
                 "restricts them an AppArmor profile for bwrap. In a container: one that may make namespaces"_s;
    else if (why.contains("Can't mount proc"_L1))
        remedy = u"give this container an uncovered /proc: a covered one forbids new ones"_s;
    return {ErrorCode::SandboxUnavailable,
            u"the sandbox did not start: "_s + why,
            {{u"why"_s, why}, {u"remedy"_s, remedy}},
            std::nullopt};
}

std::unexpected<Error> notStarted(const Error &error)
{
    if (error.code == ErrorCode::LimitHit)
        return fail(error);
    return fail(ErrorCode::SandboxUnavailable, error.detail,
                {{u"why"_s, error.detail}, {u"remedy"_s, u"install bubblewrap where every user may run it"_s}});
}

bool descendsFrom(qint64 pid, qint64 ancestor)
{
    for (int level = 0; level < 8 && pid > 1; ++level) {
        if (pid == ancestor)
            return true;
        pid = HostProcess::parentOf(pid);
    }
    return false;
}

Status checkRequest(const SandboxRequest &request)
{
    const auto refuse = [](const QString &what) {
        return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, u"choose a larger limit"_s}});
    };
    if (request.memoryBytes < (64LL << 20))
        return refuse(u"memory limit below 64 MiB"_s);
    if (request.diskBytes < (1LL << 20))
        return refuse(u"disk limit below 1 MiB"_s);
    if (request.processes < 16)
        return refuse(u"limit below 16 processes"_s);
    return {};
}

constexpr auto watchdog = "watchdog over proportional size, /dev/shm and the machine's available memory, ten times a "
                          "second (best effort); the largest process is killed";

Json memoryReport(const SandboxRequest &request, const ControlGroup *group)
{
    if (group == nullptr)
        return {{"limit", request.memoryBytes}, {"by", watchdog}};
    return {{"limit", request.memoryBytes},
            {"by",
             std::string("cgroup v2 around processes and files together, held by the kernel; within it a ") + watchdog},
            {"group", group->limits().memoryBytes}};
}

LimitReport limitReport(const SandboxRequest &request, const LaunchPlan &plan, const ControlGroup *group)
{
    Json files = Json::object();
    for (const auto &[point, mount] : plan.writable().asKeyValueRange())
        files[toStd(point)] = mount.size;
    const qint64 workspace = plan.writable().value(QString::fromLatin1(workspacePath)).size;
    return {{"memory", memoryReport(request, group)},
            {"processes",
             {{"limit", request.processes},
              {"by",
               group == nullptr ? "RLIMIT_NPROC set inside; threads count"
                                : "RLIMIT_NPROC set inside, and pids.max of a cgroup v2 around it; threads count"}}},
            {"disk",
             {{"limit", workspace},
              {"asked", request.diskBytes},
              {"by",
               "size of each tmpfs, held by the kernel; it is kept in memory and swap, and at most half of the "
               "machine's memory plus free swap"},
              {"mounts", files}}},
            {"niceness", {{"limit", request.niceness}, {"by", "setpriority in every command"}}},
            {"network",
             {{"limit", toStd(toKey(request.network))},
              {"by",
               request.network == NetworkPolicy::None ? "no interface but loopback"
                                                      : "no interface but loopback; egress proxy"}}}};
}

}  // namespace

LocalProvider::LocalProvider(LocalProviderConfig config, Launcher &launcher, Clock &clock)
    : m_config(std::move(config))
    , m_launcher(launcher)
    , m_clock(clock)
{
}

LocalProvider::~LocalProvider() = default;

HostWalls LocalProvider::walls() const
{
    return m_config.walls ? m_config.walls(m_config.bwrapPath, m_config.daemonPath)
                          : HostWalls::read(m_config.bwrapPath, m_config.daemonPath);
}

Status LocalProvider::check(std::stop_token) { return walls().check(); }

Result<std::shared_ptr<EdgeRouter>> LocalProvider::router()
{
    const std::lock_guard lock(m_mutex);
    if (!m_router) {
        Result<std::unique_ptr<EdgeRouter>> started = EdgeRouter::start();
        if (!started)
            return fail(started.error());
        m_router = std::move(*started);
    }
    return m_router;
}

Status LocalProvider::startEgress(Start &start, const SandboxRequest &request)
{
    if (request.network == NetworkPolicy::None)
        return {};
    EgressConfig config;
    config.socketPath = start.outside.folder->shortPath(u"egress/proxy"_s);
    config.policy = request.network;
    config.allowedHosts = request.allowedHosts;
    config.allowedAddresses = request.allowedAddresses;
    config.onDenied = request.onNetworkDenied;
    Result<std::unique_ptr<EgressProxy>> proxy = EgressProxy::start(std::move(config));
    if (!proxy)
        return fail(proxy.error());
    start.outside.egress = std::move(*proxy);
    return {};
}

QString LocalProvider::groupParent()
{
    const std::lock_guard lock(m_mutex);
    if (!m_groupParent)
        m_groupParent = m_config.controlGroups ? *m_config.controlGroups : ControlGroup::parentHere();
    return *m_groupParent;
}

/// Where the machine gives a group the kernel holds the limits; where it does not, or fails to, the watchdog goes on
/// alone, and the report says so.
void LocalProvider::makeGroup(Start &start, const SandboxRequest &request)
{
    const QString parent = groupParent();
    if (parent.isEmpty())
        return;
    constexpr int ownTasks = 16;  // two bwraps and the daemon's own threads at rest
    ControlGroup::Limits limits {request.memoryBytes, request.processes + ownTasks};
    for (const WritableMount &mount : LaunchPlan::writableFor(request))
        limits.memoryBytes += mount.size;
    if (Result<std::unique_ptr<ControlGroup>> made = ControlGroup::make(parent, start.id, limits))
        start.outside.group = std::move(*made);
    else
        qCWarning(logSandbox).noquote() << made.error().detail;
}

Status LocalProvider::launch(Start &start, const SandboxRequest &request, std::stop_token stop)
{
    Result<FileDescriptor> daemon = start.outside.folder->listen(u"daemon.sock"_s);
    if (!daemon)
        return fail(daemon.error());
    Result<FileDescriptor> ports = start.outside.folder->listen(u"ports.sock"_s);
    if (!ports)
        return fail(ports.error());
    Pipe errors;
    Pipe info;
    if (!errors.open() || !info.open())
        return noDescriptor();
    LaunchInput input;
    input.id = start.id.value;
    input.bwrap = start.walls.bwrap;
    input.daemon = start.walls.daemon;
    if (request.network != NetworkPolicy::None)
        input.egressFolder = start.outside.folder->egressFolder();
    input.listenFd = daemon->get();
    input.portsFd = ports->get();
    input.errorFd = errors.writer.get();
    input.infoFd = info.writer.get();
    input.asRoot = start.walls.isRoot;
    makeGroup(start, request);
    if (start.outside.group)
        input.groupFd = start.outside.group->entrance();
    Result<LaunchPlan> plan = LaunchPlan::make(input, request);
    if (!plan)
        return fail(plan.error());
    start.plan.emplace(std::move(*plan));
    Result<std::unique_ptr<LaunchedProcess>> process = m_launcher.launch(start.plan->launch());
    if (!process)
        return notStarted(process.error());
    start.outside.process = std::move(*process);
    start.outside.complaints = std::move(errors.reader);
    // Our own copies go now: when bwrap ends, everybody who waits for it shall see that.
    errors.writer.reset();
    info.writer.reset();
    // While bwrap works: what it binds is the folder of this socket, not the socket.
    if (const Status egress = startEgress(start, request); !egress)
        return egress;
    const Result<QByteArray> text = readUntil(info.reader.get(), '}', stop);
    if (!text)
        return fail(text.error());
    const Result<Json> child = parseJson(*text);
    const qint64 pid = child ? jsonInt(*child, "child-pid") : 0;
    const std::optional<HostProcess> init = HostProcess::of(pid);
    if (!init || !descendsFrom(pid, start.outside.process->pid())) {
        (void)start.outside.process->wait(std::chrono::seconds(1), stop);
        return fail(complaint(start.outside.complaints, u"bwrap said nothing"_s));
    }
    start.outside.init = *init;
    const auto outer = HostProcess::of(start.outside.process->pid());
    return start.outside.folder->note({*init, outer.value_or(HostProcess())});
}

Result<std::unique_ptr<Sandbox>> LocalProvider::create(const SandboxRequest &request, std::stop_token stop)
{
    if (const Status valid = checkRequest(request); !valid)
        return fail(valid.error());
    Start start;
    start.walls = walls();
    if (const Status can = start.walls.check(); !can)
        return fail(can.error());
    const Result<std::shared_ptr<EdgeRouter>> edge = router();
    if (!edge)
        return fail(edge.error());
    start.outside.router = *edge;
    if (const Status made = paths::ensurePrivate(m_config.sandboxesFolder); !made)
        return fail(made.error());
    Result<std::unique_ptr<SandboxFolder>> folder = SandboxFolder::make(m_config.sandboxesFolder, start.id);
    if (!folder)
        return fail(folder.error());
    start.outside.folder = std::move(*folder);
    if (const Status launched = launch(start, request, stop); !launched)
        return fail(launched.error());
    start.outside.limits = limitReport(request, *start.plan, start.outside.group.get());
    auto sandbox = std::make_unique<LocalSandbox>(start.id, request, std::move(start.outside), m_clock);
    if (const Status opened = sandbox->open(*start.plan, stop); !opened) {
        const Error said = complaint(sandbox->complaints(), opened.error().detail);
        (void)sandbox->destroy();
        const ErrorCode code = opened.error().code;
        if (code == ErrorCode::Cancelled || code == ErrorCode::SandboxUnavailable)
            return fail(opened.error());
        return fail(said);
    }
    return sandbox;
}

Result<int> LocalProvider::removeOrphans(std::stop_token stop)
{
    const auto folders = [this] { return QDir(m_config.sandboxesFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot); };
    const QString parent = groupParent();
    const QStringList before = parent.isEmpty() ? QStringList() : folders();
    const Result<int> removed = SandboxFolder::removeOrphans(m_config.sandboxesFolder, stop);
    if (before.isEmpty())
        return removed;
    const QStringList after = folders();
    for (const QString &name : before) {
        if (!after.contains(name))
            ControlGroup::remove(parent, {name});
    }
    return removed;
}

}  // namespace bw::sandbox
