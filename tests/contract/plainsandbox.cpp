// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/plainsandbox.h"

#include "net/unixhttptransport.h"

#include <QDir>

#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw::test
{

namespace
{

int listenAt(const QString &path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toLocal8Bit();
    std::memcpy(address.sun_path, name.constData(), std::min(sizeof address.sun_path - 1, size_t(name.size())));
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 || ::listen(fd, 128) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

pid_t spawnDaemon(const QStringList &arguments, int socket, int ports)
{
    std::vector<QByteArray> words {BW_BINARY_DIR "/bin/buildwright-sandboxd"};
    for (const QString &argument : arguments)
        words.push_back(argument.toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, socket, 0);
    if (ports >= 0)
        ::posix_spawn_file_actions_adddup2(&actions, ports, 100);
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, argv.front(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? pid : -1;
}

}  // namespace

Result<std::unique_ptr<PlainSandbox>> PlainSandbox::create(const Options &options)
{
    auto folder = std::make_unique<QTemporaryDir>(u"/tmp/bw-plain-XXXXXX"_s);
    const QString root = folder->path() + u"/work"_s;
    const QString home = folder->path() + u"/home"_s;
    QDir().mkpath(root);
    QDir().mkpath(home);
    const int socket = listenAt(folder->path() + u"/s"_s);
    const int ports = options.withPorts ? listenAt(folder->path() + u"/p"_s) : -1;
    QStringList arguments {u"--workspace"_s, root, u"--home"_s, home};
    if (options.withPorts)
        arguments += {u"--ports-fd"_s, u"100"_s};
    const pid_t pid = socket >= 0 ? spawnDaemon(arguments + options.arguments, socket, ports) : -1;
    ::close(socket);
    if (ports >= 0)
        ::close(ports);
    if (pid < 0)
        return fail(ErrorCode::SandboxUnavailable, u"buildwright-sandboxd did not start"_s);
    sandbox::EnvdOptions envd;
    envd.sandboxName = u"plain"_s;
    std::unique_ptr<PlainSandbox> sandbox(new PlainSandbox(std::move(folder), pid, envd));
    if (const Status alive = sandbox->client().health({}); !alive)
        return fail(alive.error());
    if (!options.token.isEmpty()) {
        const Json body {{"accessToken", options.token.reveal().toStdString()}};
        if (const Status set = sandbox->client().init(body, {}); !set)
            return fail(set.error());
    }
    return sandbox;
}

PlainSandbox::PlainSandbox(std::unique_ptr<QTemporaryDir> folder, pid_t pid, sandbox::EnvdOptions options)
    : EnvdSandbox(newId<SandboxId>(), std::make_unique<net::UnixHttpTransport>(folder->path() + u"/s"_s),
                  std::move(options))
    , m_folder(std::move(folder))
    , m_pid(pid)
{
}

PlainSandbox::~PlainSandbox() { (void)PlainSandbox::destroy(); }

Result<QString> PlainSandbox::exposePort(int port, std::stop_token)
{
    return fail(ErrorCode::Unsupported, {}, {{u"what"_s, u"port %1"_s.arg(port)}});
}

Status PlainSandbox::setTimeToLive(std::chrono::seconds, std::stop_token) { return {}; }

Status PlainSandbox::destroy()
{
    if (!markDestroyed())
        return {};
    (void)client().plain("POST", u"/buildwright/kill-all"_s, Json::object(), {});
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    return {};
}

}  // namespace bw::test
