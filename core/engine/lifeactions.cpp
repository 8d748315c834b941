// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parts.h"
#include "engine/personactions.h"

namespace bw::engine
{

Result<BuildId> tellAgent(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> changeBudget(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> restartBuild(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> cloneBuild(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> nameCheckpoint(const ActionContext &) { return fail(ErrorCode::Unsupported); }

}  // namespace bw::engine
