// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/launchplan.h"

#include "sandbox/local/seccompfilter.h"
#include "sandbox/local/strayprocesses.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr auto daemonInside = "/run/buildwright/sandboxd"_L1;
constexpr auto egressInside = "/run/buildwright/egress"_L1;
constexpr auto proxyAddress = "http://127.0.0.1:3128"_L1;
constexpr int portsInside = 3;

/// What programs of /usr need of /etc. Nothing that holds a password, a key, or a way to the host's services.
const QStringList &etcParts()
{
    static const QStringList parts {u"alternatives"_s,
                                    u"ld.so.cache"_s,
                                    u"ld.so.conf"_s,
                                    u"ld.so.conf.d"_s,
                                    u"ssl/certs"_s,
                                    u"ssl/cert.pem"_s,
                                    u"ssl/openssl.cnf"_s,
                                    u"ca-certificates/extracted"_s,
                                    u"pki/ca-trust/extracted"_s,
                                    u"pki/tls/certs"_s,
                                    u"pki/tls/cert.pem"_s,
                                    u"pki/tls/openssl.cnf"_s,
                                    u"localtime"_s,
                                    u"mime.types"_s,
                                    u"services"_s,
                                    u"protocols"_s,
                                    u"fonts"_s,
                                    u"magic"_s,
                                    u"perl"_s};
    return parts;
}

/// Names of the variables by which a machine says which certificates it trusts.
const QStringList &certificateVariables()
{
    static const QStringList names {u"SSL_CERT_FILE"_s,    u"NODE_EXTRA_CA_CERTS"_s, u"REQUESTS_CA_BUNDLE"_s,
                                    u"CURL_CA_BUNDLE"_s,   u"GIT_SSL_CAINFO"_s,      u"PIP_CERT"_s,
                                    u"CARGO_HTTP_CAINFO"_s};
    return names;
}

/// A tmpfs lives in memory and swap: more than that is a limit that would never be reached.
qint64 fileSpace(qint64 asked)
{
    struct sysinfo info {};
    ::sysinfo(&info);
    const qint64 unit = info.mem_unit;
    const qint64 most = (static_cast<qint64>(info.totalram) * unit) / 2 + static_cast<qint64>(info.freeswap) * unit;
    constexpr qint64 page = 4096;
    return std::min(asked, most) / page * page;
}

}  // namespace

Result<LaunchPlan> LaunchPlan::make(const LaunchInput &input, const SandboxRequest &request)
{
    LaunchPlan plan;
    plan.m_launch.descriptors = {{0, input.listenFd}, {2, input.errorFd}, {portsInside, input.portsFd}};
    // If memory runs out altogether, the sandbox goes before anything of the person's.
    plan.m_launch.oomScoreAdjust = 500;
    plan.m_launch.groupFd = input.groupFd;
    plan.addWalls();
    const Result<QByteArray> filter = seccompProgram();
    if (!filter)
        return fail(filter.error());
    FileDescriptor filterFile(::memfd_create("seccomp", MFD_CLOEXEC));
    if (::write(filterFile.get(), filter->constData(), static_cast<size_t>(filter->size())) != filter->size()
        || ::lseek(filterFile.get(), 0, SEEK_SET) != 0)
        return fail(ErrorCode::SandboxFailed, u"no file in memory for the system call filter"_s);
    plan.m_arguments += {u"--seccomp"_s, QString::number(plan.hand(std::move(filterFile)))};
    const int info = plan.m_nextFd++;
    plan.m_launch.descriptors.insert(info, input.infoFd);
    plan.m_arguments += {u"--info-fd"_s, QString::number(info)};
    plan.addSystem();
    if (const Status etc = plan.addEtc(); !etc)
        return fail(etc.error());
    plan.addWritable(request);
    plan.setEnvironment(input, request);
    if (const Status certificates = plan.addCertificates(); !certificates)
        return fail(certificates.error());
    if (const Status daemon = plan.addDaemon(input, request); !daemon)
        return fail(daemon.error());
    plan.m_launch.program = input.bwrap;
    if (input.asRoot)
        plan.dropRoot(input);
    plan.m_launch.arguments = plan.m_arguments;
    return plan;
}

void LaunchPlan::addWalls()
{
    // Each namespace by name: "all" only tries some of them.
    m_arguments += {u"--unshare-user"_s,
                    u"--unshare-pid"_s,
                    u"--unshare-ipc"_s,
                    u"--unshare-uts"_s,
                    u"--unshare-net"_s,
                    u"--unshare-cgroup"_s,
                    u"--disable-userns"_s,
                    u"--die-with-parent"_s,
                    u"--new-session"_s,
                    u"--as-pid-1"_s,
                    u"--cap-drop"_s,
                    u"ALL"_s,
                    u"--hostname"_s,
                    u"buildwright"_s,
                    u"--uid"_s,
                    QString::number(userId),
                    u"--gid"_s,
                    QString::number(userId)};
}

void LaunchPlan::addSystem()
{
    bind(u"/usr"_s, u"/usr"_s);
    for (const QString &name : {u"bin"_s, u"sbin"_s, u"lib"_s, u"lib32"_s, u"lib64"_s, u"libx32"_s}) {
        const QFileInfo info(u'/' + name);
        if (info.isSymLink())
            m_arguments += {u"--symlink"_s, info.readSymLink(), info.filePath()};
        else if (info.isDir())
            bind(info.filePath(), info.filePath());
    }
    m_arguments += {u"--proc"_s, u"/proc"_s, u"--dev"_s, u"/dev"_s};
    for (const QString &folder : {u"/etc"_s, u"/home"_s, u"/run"_s, u"/run/buildwright"_s, u"/var"_s})
        m_arguments += {u"--dir"_s, folder};
    m_arguments += {u"--symlink"_s, u"/tmp"_s, u"/var/tmp"_s, u"--symlink"_s, u"/run"_s, u"/var/run"_s};
}

Status LaunchPlan::addEtc()
{
    for (const QString &part : etcParts()) {
        const QString path = u"/etc/"_s + part;
        const QFileInfo info(path);
        if (info.isDir())
            bind(path, path);
        else if (const Status copied = info.isFile() ? copy(path) : Status {}; !copied)
            return copied;
    }
    const QList<std::pair<QByteArray, QString>> files {
        {"user:x:1000:1000:Buildwright:/home/user:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n",
         u"passwd"_s},
        {"user:x:1000:\nnogroup:x:65534:\n", u"group"_s},
        {"127.0.0.1 localhost buildwright\n::1 localhost\n", u"hosts"_s},
        {"buildwright\n", u"hostname"_s},
        {"passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n", u"nsswitch.conf"_s},
        {"# Names are looked up by the proxy, outside.\n", u"resolv.conf"_s},
        {"umask 022\n", u"profile"_s}};
    for (const auto &[content, name] : files) {
        if (const Status put = file(content, u"/etc/"_s + name); !put)
            return put;
    }
    return {};
}

QMap<QString, WritableMount> LaunchPlan::writableFor(const SandboxRequest &request)
{
    const qint64 disk = fileSpace(request.diskBytes);
    return {{u"/dev/shm"_s, {std::min<qint64>(256LL << 20, fileSpace(request.memoryBytes / 4))}},
            {u"/tmp"_s, {std::min<qint64>(disk, 1LL << 30)}},
            {QString::fromLatin1(home), {std::min<qint64>(disk, 2LL << 30)}},
            {QString::fromLatin1(workspacePath), {disk}}};
}

void LaunchPlan::addWritable(const SandboxRequest &request)
{
    const QMap<QString, QString> modes {{QString::fromLatin1(home), u"0700"_s},
                                        {QString::fromLatin1(workspacePath), u"0755"_s}};
    for (const auto &[path, mount] : writableFor(request).asKeyValueRange())
        tmpfs(path, mount.size, modes.value(path, u"1777"_s));
}

Status LaunchPlan::addDaemon(const LaunchInput &input, const SandboxRequest &request)
{
    bind(input.asRoot ? u"/tmp/sandboxd"_s : input.daemon, daemonInside);
    if (!input.egressFolder.isEmpty())
        bind(input.asRoot ? u"/tmp/egress"_s : input.egressFolder, egressInside);
    // bwrap's own /dev and / are writable file systems without a size until now.
    m_arguments += {u"--remount-ro"_s, u"/dev"_s, u"--remount-ro"_s, u"/"_s, u"--chdir"_s, u"/"_s, u"--"_s};
    m_readOnly += {u"/dev"_s, u"/"_s};
    m_arguments += {daemonInside,
                    StrayProcesses::mark(),
                    input.id,
                    u"--workspace"_s,
                    QString::fromLatin1(workspacePath),
                    u"--user"_s,
                    QString::fromLatin1(userName),
                    u"--home"_s,
                    QString::fromLatin1(home),
                    u"--owner-fd"_s,
                    u"2"_s,
                    u"--ports-fd"_s,
                    QString::number(portsInside),
                    u"--nproc"_s,
                    QString::number(request.processes),
                    u"--nice"_s,
                    QString::number(request.niceness)};
    if (!input.egressFolder.isEmpty())
        m_arguments += {u"--proxy-socket"_s, egressInside + u"/proxy"_s};
    return {};
}

/// The user that a root's sandbox runs as can reach nothing below a folder that is root's alone: what bwrap has to bind
/// is put at a place that everybody reaches before the id is dropped. (By the launcher and not by a bwrap around this
/// one: such a one has dropped its own powers and cannot end a child of another user when it is killed.)
void LaunchPlan::dropRoot(const LaunchInput &input)
{
    m_launch.places.insert(u"/tmp/sandboxd"_s, input.daemon);
    if (!input.egressFolder.isEmpty())
        m_launch.places.insert(u"/tmp/egress"_s, input.egressFolder);
    m_launch.userId = ownHostId;
    // /tmp is hidden by then. (Only then: rules of the machine for bwrap go by its path.)
    if (input.bwrap.startsWith("/tmp/"_L1)) {
        m_launch.places.insert(u"/tmp/bwrap"_s, input.bwrap);
        m_launch.program = u"/tmp/bwrap"_s;
    }
}

void LaunchPlan::setEnvironment(const LaunchInput &input, const SandboxRequest &request)
{
    const QString homeFolder = QString::fromLatin1(home);
    m_environment = {
        {u"PATH"_s, homeFolder + u"/.local/bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"_s},
        {u"LANG"_s, u"C.UTF-8"_s},
        {u"SHELL"_s, u"/bin/bash"_s},
        // "npm install -g" has to end up in a place that can be written.
        {u"npm_config_prefix"_s, homeFolder + u"/.local"_s},
        {u"npm_config_update_notifier"_s, u"false"_s}};
    if (!input.egressFolder.isEmpty()) {
        for (const QString &name :
             {u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"ALL_PROXY"_s, u"npm_config_proxy"_s, u"npm_config_https_proxy"_s}) {
            m_environment.insert(name, proxyAddress);
            if (name.startsWith(u'H') || name.startsWith(u'A'))
                m_environment.insert(name.toLower(), proxyAddress);
        }
        const QString direct = u"localhost,127.0.0.1,::1"_s;
        for (const QString &name : {u"NO_PROXY"_s, u"no_proxy"_s, u"npm_config_noproxy"_s})
            m_environment.insert(name, direct);
        m_environment.insert(u"NODE_USE_ENV_PROXY"_s, u"1"_s);
    }
    m_environment.insert(request.env);
}

/// A machine may trust an authority of its own, and says so by variables; its file may lie where the sandbox has none.
Status LaunchPlan::addCertificates()
{
    for (const QString &name : certificateVariables()) {
        const QString path = qEnvironmentVariable(name.toLatin1().constData());
        if (path.isEmpty())
            continue;
        if (path.startsWith("/usr/"_L1) || path.startsWith("/etc/ssl/certs/"_L1)) {
            m_environment.insert(name, path);
            continue;
        }
        QFile bundle(path);
        constexpr qint64 most = 8 << 20;
        if (!bundle.open(QIODevice::ReadOnly) || bundle.size() > most)
            continue;
        const QString inside = u"/etc/buildwright/"_s + name.toLower() + u".pem"_s;
        if (const Status put = file(bundle.readAll(), inside); !put)
            return put;
        m_environment.insert(name, inside);
    }
    return {};
}

void LaunchPlan::bind(const QString &from, const QString &to)
{
    m_arguments += {u"--ro-bind"_s, from, to};
    m_readOnly.insert(to);
}

void LaunchPlan::tmpfs(const QString &path, qint64 size, const QString &mode)
{
    m_arguments += {u"--perms"_s, mode, u"--size"_s, QString::number(size), u"--tmpfs"_s, path};
    m_writable.insert(path, {size});
}

Status LaunchPlan::file(const QByteArray &content, const QString &path)
{
    FileDescriptor fd(::memfd_create("file", MFD_CLOEXEC));
    if (!fd.isOpen() || ::write(fd.get(), content.constData(), static_cast<size_t>(content.size())) != content.size()
        || ::lseek(fd.get(), 0, SEEK_SET) != 0)
        return fail(ErrorCode::SandboxFailed,
                    u"no file in memory for %1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno))));
    m_arguments += {u"--perms"_s, u"0644"_s, u"--file"_s, QString::number(hand(std::move(fd))), path};
    return {};
}

/// A small file of the host's, copied: every mount costs bwrap a look through all the others, a copy next to nothing.
Status LaunchPlan::copy(const QString &path)
{
    constexpr qint64 most = 1 << 20;
    FileDescriptor fd(::open(path.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    // What others may not read is nothing for a sandbox either, whoever we are.
    if (!fd.isOpen() || ::fstat(fd.get(), &info) != 0 || (info.st_mode & S_IROTH) == 0)
        return {};
    if (info.st_size > most) {
        bind(path, path);
        return {};
    }
    m_arguments += {u"--perms"_s, u"0644"_s, u"--file"_s, QString::number(hand(std::move(fd))), path};
    return {};
}

int LaunchPlan::hand(FileDescriptor fd)
{
    const int number = m_nextFd++;
    m_launch.descriptors.insert(number, fd.get());
    m_files.push_back(std::move(fd));
    return number;
}

}  // namespace bw::sandbox
