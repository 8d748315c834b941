// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"
#include "model/feature.h"

namespace bw::agent
{

/// The planner's way to hand over the feature list. A list with cycles, unknown dependencies, double ids or features
/// without proof is sent back with the reason, as are proofs that by their text cannot fail; the last good one counts.
/// A feature may do without a proof when its member `manual` says why, and what a person should try.
class ProposeFeaturesTool final : public Tool
{
public:
    /// The wanted number; 0 and 0 = any. Outside of it (by more than a tenth) the planner is told once, then it counts.
    ProposeFeaturesTool(int least, int most);

    [[nodiscard]] QString name() const override { return QStringLiteral("propose_features"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;

    /// A tenth more or less is as good as wanted.
    [[nodiscard]] static bool isWanted(int count, int least, int most);
    static constexpr int leastManual = 15;  ///< characters: less says neither why nor what

    [[nodiscard]] const QList<Feature> &features() const { return m_features; }
    /// Why the newest list was sent back; empty when it counts, or when there was none.
    [[nodiscard]] const QString &whySentBack() const { return m_sentBack; }

private:
    ToolResult sentBack(const QString &why);

    int m_least;
    int m_most;
    bool m_told = false;
    QString m_sentBack;
    QList<Feature> m_features;
};

}  // namespace bw::agent
