// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

#include <QList>

namespace bw::agent
{

/// The messages of a session. Append-only: the API binds thinking to everything before it (claude-api reference §1.8),
/// so an assistant's content goes back byte for byte and nothing is ever changed but by the service's own summary.
class Conversation final
{
public:
    struct Answer {
        QString toolUseId;
        QString text;
        bool isError = false;
    };
    void addUser(const QString &text);
    void addAssistant(const QByteArray &contentJson);
    /// All results of a turn in one message, results first (§1.3).
    void addToolResults(const QList<Answer> &answers, const QStringList &notes = {});
    /// The service put its summary in place of everything so far (claude-api reference §5.5): it stands first, byte for
    /// byte, and what comes goes behind it.
    void restartFrom(const QByteArray &summaryJson);
    [[nodiscard]] const QList<QByteArray> &messages() const { return m_messages; }

private:
    QList<QByteArray> m_messages;
};

}  // namespace bw::agent
