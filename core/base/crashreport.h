// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace bw
{

/// From now on SIGSEGV, SIGABRT, SIGBUS, SIGFPE and SIGILL leave <folder>/crash-<time>-<pid>.txt (mode 0600): version,
/// signal, stack and the newest 100 log lines, redacted; then the process ends as it would have. It is sent nowhere.
/// Call once in main(), after startLogging(). An empty folder = paths::stateFolder().
void installCrashHandler(const QString &folder = {});

/// Paths of crash reports that no earlier call has returned, oldest first; all but the newest ten are removed.
QStringList takeNewCrashReports(const QString &folder = {});

}  // namespace bw
