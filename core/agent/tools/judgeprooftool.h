// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"
#include "model/feature.h"

namespace bw::agent
{

/// The sceptical session's way to say what it found out about a proof. What it says against one is taken as it is; what
/// it says for one changes nothing.
class JudgeProofTool final : public Tool
{
public:
    /// Records a verdict against a proof. Error: of the log.
    using Against = std::function<Status(const Feature &, const Proof &, const QString &why)>;

    JudgeProofTool(QList<Feature> features, Against against)
        : m_features(std::move(features))
        , m_against(std::move(against))
    {
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("judge_proof"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;

private:
    QList<Feature> m_features;
    Against m_against;
};

}  // namespace bw::agent
