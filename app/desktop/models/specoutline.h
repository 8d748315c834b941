// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specvalidator.h"

#include <memory>
#include <vector>

namespace bw::desktop
{

/// A part of a specification, as a tree shows it.
struct OutlineNode {
    enum class Kind { Root, Overview, Area, Group, Feature, Item, Sections, Section };
    Kind kind = Kind::Root;
    spec::SpecArea area = spec::SpecArea::Features;
    int index = -1;    ///< in AppSpec's list of features, groups, items or sections
    int line = 0;      ///< where it begins; 0 = nowhere
    int last = 0;      ///< where it ends
    QString key {};    ///< of two neighbours with the same key in two versions one is the other
    QString title {};  ///< one line; empty for what is named by its kind
    std::vector<OutlineNode> children {};
};

/// A text that was read, with all that was found in it. Made on any thread.
struct CheckedSpec {
    spec::ParsedSpec parsed {};
    QList<spec::Finding> findings {};  ///< at most 500
    OutlineNode outline {};
    /// Whether the text has a structure: one without features has, one with tags that do not match has not.
    bool readable = false;
    int errors = 0, warnings = 0;
};

/// Takes some tens of milliseconds for 1 MB. Pure.
std::shared_ptr<const CheckedSpec> checkSpecText(const QByteArray &bytes);

/// All areas are there, also those that the text says nothing of, so that something can be added to them.
OutlineNode outlineOf(const spec::AppSpec &spec);

}  // namespace bw::desktop
