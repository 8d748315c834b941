// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::sandboxd
{

/// Carries bytes between two connected sockets both ways until both directions ended or one side broke. Half-closed
/// directions are kept apart; a slow side slows the other. Blocks the calling thread; closes nothing.
void relayRaw(int one, int other);

}  // namespace bw::sandboxd
