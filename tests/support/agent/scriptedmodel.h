// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

#include <functional>
#include <mutex>

namespace bw::test
{

/// A model that answers what a test has written down, and remembers what it was asked. Thread-safe.
class ScriptedModel final : public claude::Model
{
public:
    using Step = std::function<Result<claude::Turn>(const claude::ModelRequest &, std::stop_token)>;

    struct ToolUse {
        QString id;
        QString name;
        QByteArray input;  ///< goes into the turn as it stands, white space and all
        bool valid = true;
    };
    /// A turn as the stream decoder would make it; contentJson is joined from the pieces as they stand.
    static claude::Turn turn(const QString &text, const QList<ToolUse> &calls = {});
    static claude::Turn turn(claude::StopReason reason, const QString &text, const QList<ToolUse> &calls = {});

    ScriptedModel &says(const QString &text) { return answers(turn(text)); }
    ScriptedModel &calls(const QList<ToolUse> &calls, const QString &text = {}) { return answers(turn(text, calls)); }
    ScriptedModel &answers(Result<claude::Turn> turn);
    ScriptedModel &does(Step step);

    [[nodiscard]] QList<claude::ModelRequest> requests() const;
    [[nodiscard]] qsizetype left() const;  ///< steps not taken yet
    claude::ModelInfo known {QStringLiteral("scripted"), QStringLiteral("Scripted"), 200'000, 64'000};

    /// RecordingEnded when nothing is left.
    Result<claude::Turn> send(const claude::ModelRequest &request, claude::TurnObserver &observer,
                              std::stop_token stop) override;
    Result<qint64> countTokens(const claude::ModelRequest &request, std::stop_token stop) override;
    Result<claude::ModelInfo> info(const QString &model, std::stop_token stop) override;

private:
    mutable std::mutex m_mutex;
    QList<Step> m_steps;
    QList<claude::ModelRequest> m_requests;
};

}  // namespace bw::test
