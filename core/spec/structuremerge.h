// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

#include <optional>

namespace bw::spec
{

/// My changes made in their text.
struct StructureMerge {
    QByteArray agreed;  ///< their text with those of my changes that meet none of theirs
    QByteArray wanted;  ///< the same with all of my changes: where it differs, both sides changed the same thing
};

/// For two texts that share little but what they mean: a chat wrote one anew. Nothing where that is not certain to keep
/// all of my changes: a text that cannot be read, or a change that is none of the structure (a comment, a free
/// section).
std::optional<StructureMerge> mergeStructure(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs);

}  // namespace bw::spec
