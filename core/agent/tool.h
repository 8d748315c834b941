// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"
#include "base/json.h"

namespace bw::agent
{

/// What a tool gets beside its input.
struct ToolCall {
    AgentContext &context;
    QString toolUseId;
    Json input;          ///< an object
    QString session {};  ///< that makes the call
};

struct ToolResult {
    QString text;  ///< whole; the session caps what the model gets (30 kB head and tail) and keeps the rest as a blob
    bool isError = false;
    QString blob =
        {};  ///< of a tool that capped its text itself: hash of the whole; the session leaves the text as it is
};

/// One thing the model can do. Used by one session at a time, but read-only tools from several threads at once.
class Tool
{
public:
    virtual ~Tool() = default;
    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual QString description() const = 0;
    [[nodiscard]] virtual Json schema() const = 0;
    [[nodiscard]] virtual bool readOnly() const { return false; }
    /// A failure that the model can do something about is a result with isError; an Error ends the session
    /// (SandboxLost, Cancelled, or the log's own).
    virtual Result<ToolResult> run(const ToolCall &call, std::stop_token stop) = 0;
    /// The session is over: what it left running ends.
    virtual void sessionEnded() { }
};

}  // namespace bw::agent
