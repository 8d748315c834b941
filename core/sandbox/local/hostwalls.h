// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <optional>

namespace bw::sandbox
{

/// What this machine offers for walls, as read from its settings; a value, so that tests can make any machine.
struct HostWalls {
    QString bwrap;   ///< absolute path of bubblewrap; empty = not found
    QString daemon;  ///< absolute path of buildwright-sandboxd; empty = not found
    bool isRoot = false;
    bool daemonReachable = true;                 ///< as root: other users can run it once it is bound to another place
    std::optional<int> maxUserNamespaces;        ///< /proc/sys/user/max_user_namespaces
    std::optional<int> unprivilegedUserns;       ///< /proc/sys/kernel/unprivileged_userns_clone (Debian)
    std::optional<int> apparmorRestrictsUserns;  ///< /proc/sys/kernel/apparmor_restrict_unprivileged_userns (Ubuntu)
    bool bwrapHasProfile = false;                ///< an AppArmor profile for bwrap is installed
    bool seccompFilters = true;                  ///< /proc/sys/kernel/seccomp/actions_avail exists
    QString packageCommand;                      ///< "sudo apt install", by the distribution

    /// `bwrapPath`, `daemonPath`: from the configuration; empty = bwrap in PATH, the daemon beside our own program.
    static HostWalls read(const QString &bwrapPath, const QString &daemonPath);
    /// The first wall that cannot be had: SandboxUnavailable with "why" and the exact "remedy".
    [[nodiscard]] Status check() const;
};

/// Is a program there for sandboxes, which see only /usr? Error: ToolMissing with the remedy for this distribution;
/// it says so when the program lies elsewhere in PATH, where sandboxes do not see it. Cheap: no sandbox is made.
Status requireTool(const QString &tool);

}  // namespace bw::sandbox
