// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"
#include "model/feature.h"

namespace bw::agent
{

/// A session's way to add a proof to a feature (event proof.proposed). What by its text cannot fail is sent back with
/// the reason; the rest is judged when it runs.
class ProposeProofTool final : public Tool
{
public:
    /// `by`: "code" or "verify". `features`: ids for which it may propose; of a single one the id may be left out.
    ProposeProofTool(QString by, QStringList features)
        : m_by(std::move(by))
        , m_features(std::move(features))
    {
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("propose_proof"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;

    static constexpr int mostProofs = 20;  ///< of one session
    static constexpr qint64 longestTimeout = 1800;

private:
    QString m_by;
    QStringList m_features;
    int m_proposed = 0;
};

}  // namespace bw::agent
