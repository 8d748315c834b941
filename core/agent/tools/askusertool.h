// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"

namespace bw::agent
{

/// The model's way to ask the person. The answer comes to a later session; this one ends after the call.
class AskUserTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("ask_user"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
};

}  // namespace bw::agent
