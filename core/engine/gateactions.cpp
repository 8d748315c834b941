// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parts.h"
#include "engine/personactions.h"

namespace bw::engine
{

Result<BuildId> approveGate(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> rejectGate(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> answerQuestion(const ActionContext &) { return fail(ErrorCode::Unsupported); }

}  // namespace bw::engine
