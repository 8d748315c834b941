// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parts.h"
#include "engine/personactions.h"

namespace bw::engine
{

Result<BuildId> acceptFeature(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> rejectFeature(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> skipFeature(const ActionContext &) { return fail(ErrorCode::Unsupported); }
Result<BuildId> retryFeature(const ActionContext &) { return fail(ErrorCode::Unsupported); }

}  // namespace bw::engine
