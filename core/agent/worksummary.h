// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

#include <QList>
#include <QStringList>

namespace bw::agent
{

/// What a session did, as the harness saw it: for a later session that goes on with the same work and has nothing else
/// but the files. Bounded: names of files, the last commands with the first line of their result, what people said.
class WorkSummary final
{
public:
    /// `result`: what the model got for it.
    void add(const QString &tool, const QByteArray &input, const QString &result, bool isError);
    void heard(const QString &message);
    /// The last thing the model said.
    void said(const QString &text);
    [[nodiscard]] QString text() const;

private:
    struct Command {
        QString line, result;
    };
    QStringList m_files;
    QList<Command> m_commands;
    QStringList m_heard;
    QString m_said;
};

}  // namespace bw::agent
