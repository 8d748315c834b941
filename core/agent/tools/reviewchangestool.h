// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/subagent.h"

namespace bw::agent
{

/// A look at what was changed by a session of its own that did not change it and only reads.
class ReviewChangesTool final : public Tool
{
public:
    ReviewChangesTool(const QString &feature, const QString &purpose)
        : m_feature(feature)
        , m_purpose(purpose)
        , m_agent(feature)
    {
    }
    [[nodiscard]] QString name() const override { return QStringLiteral("review_changes"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;

    static constexpr qsizetype longestDiff = 60'000;  ///< bytes that the reviewer is given; the files say the rest

private:
    QString m_feature;
    QString m_purpose;  // what the changes are to do
    SubAgent m_agent;
};

}  // namespace bw::agent
