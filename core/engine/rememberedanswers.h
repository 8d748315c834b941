// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "model/build.h"

#include <QList>

#include <mutex>
#include <optional>

namespace bw::engine
{

/// What a person answered for a whole project to what the command policy or the network policy leaves open: "project"
/// (it may) or "never". Kept as answers.json in the data directory, written whole and renamed. Thread-safe; blocking
/// (small file).
class RememberedAnswers final
{
public:
    struct Answer {
        QString project;  ///< id of the project, or "app:" and the name of the application
        QString kind;     ///< "command" or "host"
        QString subject;
        QString answer;  ///< permission key
        qint64 timeMs = 0;
    };

    explicit RememberedAnswers(QString folder);

    [[nodiscard]] std::optional<QString> find(const QString &project, const QString &kind,
                                              const QString &subject) const;
    /// Hosts that were allowed for the project.
    [[nodiscard]] QStringList allowedHosts(const QString &project) const;
    /// Takes the place of an earlier answer to the same. Error: DiskFull, FileUnwritable.
    Status remember(const Answer &answer);
    /// All, in order of asking; what cannot be read is no answer. Error: FileUnreadable, ProtocolError when the file is
    /// damaged: then nothing is remembered, and everything is asked again.
    [[nodiscard]] Result<QList<Answer>> all() const;
    /// Takes back the answer at this place of all(), counted from 1. Error: NotFound.
    Status forget(int number);

private:
    Status write(const QList<Answer> &answers) const;

    QString m_path;
    mutable std::mutex m_mutex;
};

/// The project of a build, for its answers.
QString projectKey(const Build &build);

}  // namespace bw::engine
