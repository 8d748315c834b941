// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <mutex>

namespace bw
{

/// A file of lines that grows to a size and is then renamed to .1, .2 …; the oldest goes. Thread-safe; several
/// processes may write the same file (appends are whole lines, rotation is done under a file lock).
class LogFile final
{
public:
    LogFile(QString path, qint64 maxBytes, int files);
    ~LogFile();
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    Status open();
    /// Without a line end. A failure is returned once and then swallowed until a write works again.
    Status add(const QByteArray &line);

private:
    Status reopen();
    void rotate();
    [[nodiscard]] bool isCurrent() const;

    const QString m_path;
    const qint64 m_maxBytes;
    const int m_files;
    std::mutex m_mutex;
    int m_fd = -1;
    bool m_failed = false;
};

}  // namespace bw
