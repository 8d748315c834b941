// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"

#include <QHash>

#include <optional>

namespace bw::agent
{

struct PolicyVerdict;

/// Runs shell commands. A failing command is an ordinary result: exit code and output. With `background` the command
/// goes on in a session of its own with its output in a file of the sandbox; `output_of` and `kill` lead back to it,
/// and the end of the agent's session ends it.
class BashTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("bash"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
    void sessionEnded() override;

    static constexpr qint64 defaultTimeout = 120;  ///< seconds
    static constexpr qint64 longestTimeout = 1800;

private:
    /// What a person's part in an open question of the policy is. Neither allowed nor refused nor a result: nobody was
    /// asked.
    struct Permission {
        bool allowed = false;
        bool refused = false;
        std::optional<ToolResult> result {};  ///< the question was asked just now
    };
    Result<Permission> askPerson(const ToolCall &call, const QString &command, const PolicyVerdict &verdict);
    /// The result when the policy does not let the command run, with its event. Where
    /// nobody is there to be asked, what would be a question is refused too.
    Result<std::optional<ToolResult>> refusal(const ToolCall &call, const QString &command);
    Result<ToolResult> runForeground(const ToolCall &call, const QString &command, std::stop_token stop);
    Result<ToolResult> runBackground(const ToolCall &call, const QString &command, std::stop_token stop);
    Result<ToolResult> outputOf(const ToolCall &call, const QString &id, std::stop_token stop);
    Result<ToolResult> kill(const ToolCall &call, const QString &id, std::stop_token stop);

    sandbox::Sandbox *m_sandbox = nullptr;  // of the background commands; outlives the session
    QHash<QString, qint64> m_groups;        // id → process group
    int m_started = 0;                      // ids are never used twice
};

}  // namespace bw::agent
