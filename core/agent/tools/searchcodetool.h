// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/subagent.h"

namespace bw::agent
{

/// A question about the project, answered by a session of its own that only reads. Not one of the read-only tools: it
/// needs the threads that they run on.
class SearchCodeTool final : public Tool
{
public:
    explicit SearchCodeTool(const QString &feature)
        : m_feature(feature)
        , m_agent(feature)
    {
    }
    [[nodiscard]] QString name() const override { return QStringLiteral("search_code"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;

private:
    QString m_feature;
    SubAgent m_agent;
};

}  // namespace bw::agent
