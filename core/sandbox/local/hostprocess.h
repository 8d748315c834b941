// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <chrono>
#include <optional>

namespace bw::sandbox
{

/// A process of this machine that cannot be mistaken for a later one with the same number: the number with the moment
/// of its start (clock ticks since the machine started, /proc/<pid>/stat field 22).
struct HostProcess {
    qint64 pid = 0;
    quint64 startTicks = 0;
    friend bool operator==(const HostProcess &, const HostProcess &) = default;

    static std::optional<HostProcess> of(qint64 pid);
    static HostProcess self();
    /// Parent's number now; 0 = unknown.
    static qint64 parentOf(qint64 pid);

    /// Exists, is the same, and is no zombie.
    [[nodiscard]] bool isAlive() const;
    /// SIGKILL, only to this very process; then waits for its end. True when it is gone within the limit.
    [[nodiscard]] bool killAndWait(std::chrono::milliseconds limit) const;
};

}  // namespace bw::sandbox
