// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::desktop
{

/// Tells Qt what a screen reader finds in a TranscriptView: a list of messages, each by who speaks, with its
/// paragraphs, links, code and buttons as children. Does nothing the second time.
void installTranscriptAccessible();

}  // namespace bw::desktop
