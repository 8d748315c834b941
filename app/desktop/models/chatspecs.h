// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chatview.h"
#include "engine/readside.h"

namespace bw::desktop
{

/// A specification of a chat and what stood before it.
struct ChatSpecPair {
    QString title;  ///< which two they are
    QByteArray before, after;
};

/// The three texts of a specification that a chat has written again while a person changed it.
struct ChatSpecMerge {
    QByteArray base, mine, theirs;
    int version = 0;  ///< of mine: on top of which the merged one is kept
};

/// Something to compare the newest specification with. `spec`: as it stands beside the chat, with its tail.
[[nodiscard]] bool hasEarlierSpec(const engine::ChatView &view, const store::ChatMessage &spec);
/// It is whole, and a person has to decide what of it stands in the library.
[[nodiscard]] bool waitsForMerge(const store::ChatMessage &spec);
/// The specification without the words around it.
QByteArray specTextOf(const store::ChatMessage &spec);

/// The version before and this one; of one that stands in no library yet, the newest that does, or what the chat wrote
/// before. Blocks for the disk. Errors: NotFound, those of the disk.
Result<ChatSpecPair> readSpecPair(engine::ReadSide &side, const engine::ChatView &view, const store::ChatMessage &spec);
/// For one that waits. Blocks for the disk. Errors: NotFound, those of the disk.
Result<ChatSpecMerge> readSpecMerge(engine::ReadSide &side, const engine::ChatView &view,
                                    const store::ChatMessage &spec);

}  // namespace bw::desktop
