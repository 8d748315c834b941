// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "sandbox/local/hostprocess.h"

#include <QList>
#include <QMultiHash>
#include <QString>

namespace bw::sandbox
{

/// The bwraps and daemons on this machine, by the sandbox that their command lines name. When its owner is killed
/// within the first moments of a sandbox, the kernel ends bwrap (it dies with its parent) but perhaps not the child
/// that bwrap had just made and that had not asked for the same yet: that one waits for ever, and no note names it.
class StrayProcesses final
{
public:
    /// The option after which a command line names its sandbox.
    static QString mark() { return QStringLiteral("--sandbox"); }

    /// As they are now.
    static StrayProcesses find();
    [[nodiscard]] QList<HostProcess> of(const SandboxId &id) const { return m_processes.values(id.value); }

private:
    QMultiHash<QString, HostProcess> m_processes;
};

}  // namespace bw::sandbox
