// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"

namespace bw::agent
{

/// Result with isError: for what the model can mend.
ToolResult toolError(const QString &text);
/// For errors of a sandbox: those that end the session (Cancelled, SandboxLost) stay errors, the rest becomes a result.
Result<ToolResult> toolError(const Error &error, const QString &what);

/// A path as the model gave it → absolute below /workspace. Relative paths count from there. Nothing: it leads outside,
/// which the sandbox would allow in part (/tmp), but files there are not part of the work.
std::optional<QString> workspacePath(const QString &given);
/// "src/app.js" for "/workspace/src/app.js".
QString relativePath(const QString &absolute);
/// Files that only the harness writes.
bool isProtected(const QString &absolute);

/// {"type":"object", …} with every property required unless its name ends with "?".
Json objectSchema(std::initializer_list<std::tuple<const char *, const char *, const char *>> properties);

}  // namespace bw::agent
