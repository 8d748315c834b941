// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QLoggingCategory>
#include <QString>

namespace bw
{

/// Each room declares a category of its own ("bw.net", "bw.store" …) with Q_LOGGING_CATEGORY(logNet, "bw.net").
Q_DECLARE_LOGGING_CATEGORY(logBase)

struct LogOptions {
    bool verbose = false;  ///< debug level, and a copy on stderr
    QString folder;        ///< empty = paths::stateFolder()
    qint64 fileBytes = 5'000'000;
    int files = 5;  ///< buildwright.log, buildwright.log.1 … .4
};

/// Makes every Qt message (qCDebug …) one redacted JSON line of <folder>/buildwright.log:
/// {"time","level","category","build","request","text"}. The level is info; --verbose makes it debug, BUILDWRIGHT_LOG a
/// level (debug, info, warning, error) or Qt filter rules ("bw.net.debug=true;bw.store=false"). The newest 100 lines
/// are also kept in memory for a crash report. Several processes may write the same file. Call once, before threads.
/// Error: FileUnwritable, DiskFull (then messages go to memory, and to stderr when verbose).
Status startLogging(const LogOptions &options);
/// Gives Qt its own handler back and closes the file (tests).
void stopLogging();

/// While it lives, log lines of this thread name the build and the request-id; nests. An empty text keeps the outer
/// one.
class LogContext final
{
public:
    explicit LogContext(const QString &build, const QString &requestId = {});
    ~LogContext();
    LogContext(const LogContext &) = delete;
    LogContext &operator=(const LogContext &) = delete;

private:
    QString m_formerBuild, m_formerRequest;
};

}  // namespace bw
