// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "claude/model.h"

#include <QMap>

#include <functional>
#include <mutex>

namespace bw::test
{

/// A model that says what a test wrote down. A purpose ("plan", "code:a") has conversations, one for each session; a
/// session's turns follow each other. When a purpose has no conversation left, its last is played again. Thread-safe.
class SessionScript final : public claude::Model
{
public:
    /// Content blocks of one answer.
    using Blocks = QList<Json>;
    static Json text(const QString &text) { return {{"type", "text"}, {"text", toStd(text)}}; }
    static Json tool(const QString &name, Json input);

    /// One more conversation of a purpose. A turn with a tool call stops for it, others end the session.
    void addConversation(const QString &purpose, QList<Blocks> turns)
    {
        m_conversations[purpose].append(std::move(turns));
    }

    /// Called before each answer; its error is the answer.
    std::function<Status(const claude::ModelRequest &request, int turn, const std::stop_token &stop)> before;

    Result<claude::Turn> send(const claude::ModelRequest &request, claude::TurnObserver &observer,
                              std::stop_token stop) override;
    [[nodiscard]] bool hasTurnsFor(const QString &purpose) const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_conversations.contains(purpose);
    }
    Result<qint64> countTokens(const claude::ModelRequest &, std::stop_token) override { return 100; }
    Result<claude::ModelInfo> info(const QString &model, std::stop_token) override
    {
        return claude::ModelInfo {.id = model, .displayName = model};
    }

    [[nodiscard]] int turnsSent() const;
    /// First message of each session, as JSON text, in order.
    [[nodiscard]] QList<QByteArray> openings() const;

private:
    mutable std::mutex m_mutex;
    QMap<QString, QList<QList<Blocks>>> m_conversations;
    QMap<QString, int> m_begun;
    QList<QByteArray> m_openings;
    int m_sent = 0;
};

}  // namespace bw::test
