// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/chatrecords.h"
#include "transcript/transcriptitem.h"

namespace bw::desktop
{

/// A message of a chat as the transcript shows it. Pure.
TranscriptItem transcriptItem(const store::ChatMessage &message, qint64 nowMs);

}  // namespace bw::desktop
