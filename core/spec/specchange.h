// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

namespace bw::spec
{

/// One change of the structure, as a form makes it. Unused fields stay empty.
struct SpecChange {
    enum class Kind {
        SetName,      ///< value
        SetOverview,  ///< value
        SetTier,      ///< value: key of a tier; empty takes it out
        SetTarget,    ///< value: a number; empty takes it out
        AddFeature,  ///< value = its text, group, target = its id and list (both may be empty); after = id of a feature
                     ///< in that group, empty = as the last one
        RemoveFeature,    ///< target = id
        SetFeature,       ///< target = id, value = its text. The id stays: it is written into the source where needed
        SetDependencies,  ///< target = id, list = ids
        MoveFeature,      ///< target = id, group; after as in AddFeature, toFront = before all others of the group
        AddGroup,         ///< area, value = its name; as the last one of the area
        RenameGroup,      ///< area, target = its name, value = its new name
        RemoveGroup,      ///< area, target = its name: with everything in it
        AddItem,          ///< area, group, name, value; as the last one of the group, which is made where it is missing
        SetItem,          ///< index in AppSpec::items; name, value
        RemoveItem,       ///< index in AppSpec::items
    };
    Kind kind = Kind::SetName;
    SpecArea area = SpecArea::Features;
    QString target {};
    QString group {};
    QString after {};
    QString name {};
    QString value {};
    QStringList list {};
    int index = -1;
    bool toFront = false;
    bool plain = false;  ///< SetFeature: no id is written, so that it is as if typed
    friend bool operator==(const SpecChange &, const SpecChange &) = default;
};

/// The change as edits of the source: what an editor puts on its undo stack. Pure. Errors: NotFound (feature, group,
/// item), InvalidArgument (an unknown tier, an empty text, a source that cannot be read), Unsupported (what the format
/// of this source has no place for).
Result<QList<TextEdit>> editsFor(const AppSpec &spec, const SpecChange &change);

/// The same, made: the new source read again.
Result<AppSpec> changedSpec(const AppSpec &spec, const SpecChange &change);

}  // namespace bw::spec
