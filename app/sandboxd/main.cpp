// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon.h"
#include "portforwarder.h"
#include "proxyforwarder.h"
#include "selfreport.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace bw::sandboxd;

namespace
{

/// Beside a hostile agent of the same user: memory that nobody can read, no core file, and, where it is not the first
/// process, orphans that come to it all the same.
void harden()
{
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::signal(SIGPIPE, SIG_IGN);
    ::umask(022);
}

/// The socket that stands at descriptor 0, moved out of the way of commands' standard input; -1 = there is none.
int takeHandedSocket(int fd)
{
    int listening = 0;
    socklen_t size = sizeof listening;
    if (::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || listening == 0)
        return -1;
    const int moved = ::fcntl(fd, F_DUPFD_CLOEXEC, 3);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0 || moved < 0)
        return -1;
    if (fd <= 2)
        ::dup2(null, fd);
    else
        ::close(fd);
    ::close(null);
    return moved;
}

/// Ends the daemon, and with it the sandbox, when nobody is left who reads the pipe. (bwrap asks to die with its
/// parent, but only once it has made everything: a parent that is killed before that takes nobody along.)
void endWithOwner(int fd)
{
    pollfd wait {fd, 0, 0};  // errors are always told
    while (::poll(&wait, 1, -1) <= 0 || (wait.revents & (POLLERR | POLLNVAL)) == 0) { }
    ::_exit(0);
}

int listenOn(int port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // Taken over by every connection: an answer in small pieces would wait 40 ms for the other side's acknowledgement.
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(fd, 128) != 0
        || ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return -1;
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return fd;
}

}  // namespace

int main(int argc, char **argv)
{
    rememberInherited();
    harden();
    const auto options = parseOptions(argc, argv);
    if (!options) {
        std::fprintf(stderr, "buildwright-sandboxd: %s\n", options.error().c_str());
        return 2;
    }
    const int socket = options->port ? listenOn(*options->port) : takeHandedSocket(0);
    if (socket < 0) {
        std::fprintf(stderr, "buildwright-sandboxd: no socket to serve: %s\n", std::strerror(errno));
        return 1;
    }
    if (options->ownerFd)
        std::thread(endWithOwner, *options->ownerFd).detach();
    if (options->portsFd) {
        const int ports = takeHandedSocket(*options->portsFd);
        if (ports < 0) {
            std::fprintf(stderr, "buildwright-sandboxd: descriptor %d is no listening socket\n", *options->portsFd);
            return 1;
        }
        std::thread(forwardPorts, ports).detach();
    }
    if (!options->proxySocket.empty()) {
        const int proxy = listenForProxy();
        if (proxy < 0) {
            std::fprintf(stderr, "buildwright-sandboxd: no port for the proxy: %s\n", std::strerror(errno));
            return 1;
        }
        std::thread(forwardToProxy, proxy, options->proxySocket).detach();
    }
    Daemon daemon(*options);
    return daemon.serve(socket) ? 0 : 1;
}
