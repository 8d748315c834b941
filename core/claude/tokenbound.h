// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

namespace bw::claude
{

/// Never less than the input tokens of the request: a byte-level tokenizer gives every token at least one byte, the
/// JSON text is not shorter than the text in it, and images cost far less than their base64. 1,500 more stand for what
/// the service adds itself (frames, and up to 675 tokens of hidden instructions when there are tools, claude-api §1.4).
/// It overstates text about fourfold; a reservation made with it is settled by the real usage.
qint64 boundTokens(const ModelRequest &request);

}  // namespace bw::claude
