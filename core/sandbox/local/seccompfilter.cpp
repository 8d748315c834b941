// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/seccompfilter.h"

#include "base/filedescriptor.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <linux/sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr std::array forbidden {
    // mounts and namespaces
    "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "open_tree_attr", "fsopen",
    "fsmount", "fsconfig", "fspick", "mount_setattr", "unshare", "setns", "listmount", "statmount",
    // files by handle reach beyond a bound folder
    "open_by_handle_at", "name_to_handle_at",
    // other programs' secrets, and parts of the kernel with a long history of holes
    "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd", "kcmp", "lookup_dcookie",
    // the kernel's own affairs
    "init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load", "reboot",
    "swapon", "swapoff", "syslog", "acct", "quotactl", "quotactl_fd", "nfsservctl", "vhangup", "iopl", "ioperm",
    "settimeofday", "stime", "clock_settime", "clock_settime64", "clock_adjtime", "clock_adjtime64", "_sysctl",
    "uselib", "modify_ldt", "fanotify_init"};

/// Programs that meet these as "no such call" have another way.
constexpr std::array absent {"clone3",       "io_uring_setup", "io_uring_enter", "io_uring_register",
                             "memfd_create", "memfd_secret",   "shmget",         "msgget"};

constexpr std::array<unsigned, 8> newNamespaces {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                                 CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET, CLONE_NEWTIME};

class Filter
{
public:
    Filter()
        : m_context(::seccomp_init(SCMP_ACT_ALLOW))
    {
        // A second table of system calls (32 bit) would be a way around this one.
        note(::seccomp_attr_set(m_context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS)));
    }
    ~Filter() { ::seccomp_release(m_context); }
    Filter(const Filter &) = delete;
    Filter &operator=(const Filter &) = delete;

    template <typename... Conditions>
    void refuse(const char *name, int error, Conditions... conditions)
    {
        const int number = ::seccomp_syscall_resolve_name(name);
        if (number == __NR_SCMP_ERROR)
            return;  // the library, and so this kernel's headers, do not know it
        const std::array<scmp_arg_cmp, sizeof...(conditions)> all {conditions...};
        note(::seccomp_rule_add_array(m_context, SCMP_ACT_ERRNO(static_cast<unsigned>(error)), number,
                                      static_cast<unsigned>(all.size()), all.data()));
    }

    Result<QByteArray> program()
    {
        const FileDescriptor file(::memfd_create("seccomp", MFD_CLOEXEC));
        note(::seccomp_export_bpf(m_context, file.get()));
        const off_t size = ::lseek(file.get(), 0, SEEK_END);
        QByteArray bytes(size, Qt::Uninitialized);
        if (m_error == 0 && ::pread(file.get(), bytes.data(), static_cast<size_t>(size), 0) == size && size > 0)
            return bytes;
        const QString why = QString::fromLocal8Bit(std::strerror(-m_error));
        return fail(ErrorCode::SandboxUnavailable, u"no system call filter: "_s + why,
                    {{u"why"_s, u"the system call filter cannot be made (%1)"_s.arg(why)},
                     {u"remedy"_s, u"use a kernel with CONFIG_SECCOMP_FILTER and a current libseccomp"_s}});
    }

private:
    void note(int result) { m_error = m_error == 0 ? result : m_error; }

    scmp_filter_ctx m_context;
    int m_error = 0;
};

scmp_arg_cmp argument(unsigned index, scmp_compare how, quint64 value, quint64 second = 0)
{
    return {index, how, value, second};
}

void refuseSockets(Filter &filter)
{
    const auto family = [](scmp_compare how, int value) { return argument(0, how, static_cast<quint64>(value)); };
    filter.refuse("socket", EPERM, family(SCMP_CMP_EQ, AF_UNSPEC));
    for (int number = AF_INET + 1; number < AF_NETLINK; ++number) {
        if (number != AF_INET6)
            filter.refuse("socket", EPERM, family(SCMP_CMP_EQ, number));
    }
    filter.refuse("socket", EPERM, family(SCMP_CMP_GT, AF_NETLINK));
    // Of netlink only routing (protocol 0): that is how programs list interfaces.
    filter.refuse("socket", EPERM, family(SCMP_CMP_EQ, AF_NETLINK), argument(2, SCMP_CMP_NE, 0));
}

Result<QByteArray> made()
{
    constexpr quint64 low32 = 0xffffffffULL;  // the kernel looks at the lower half only
    Filter filter;
    for (const char *name : forbidden)
        filter.refuse(name, EPERM);
    for (const char *name : absent)
        filter.refuse(name, ENOSYS);
    for (const unsigned flag : newNamespaces)
        filter.refuse("clone", EPERM, argument(0, SCMP_CMP_MASKED_EQ, flag, flag));
    refuseSockets(filter);
    // Limits of other processes can be set by their user, the daemon's too: no descriptors, no processor time.
    filter.refuse("prlimit64", EPERM, argument(0, SCMP_CMP_NE, 0));
    for (const unsigned long request : {TIOCSTI, TIOCLINUX, TIOCCONS, TIOCSETD})
        filter.refuse("ioctl", EPERM, argument(1, SCMP_CMP_MASKED_EQ, low32, request));
    return filter.program();
}

}  // namespace

Result<QByteArray> seccompProgram()
{
    static const Result<QByteArray> program = made();
    return program;
}

}  // namespace bw::sandbox
