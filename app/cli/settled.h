// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"
#include "model/feature.h"
#include "readside.h"

namespace bw::cli
{

/// How the features of a build stand, told apart by who says so: what a person accepted never counts as verified.
struct Settled {
    int total = 0;
    int verified = 0;
    int accepted = 0;
    QStringList skipped;      ///< ids; with what depends on a skipped one
    QStringList missing;      ///< ids of all that is neither verified nor accepted; before the end, of the skipped ones
    QList<Feature> needsYou;  ///< no command can prove them
};
Settled settledOf(const QList<Feature> &features, bool isOver);
Result<Settled> settledOf(ReadSide &side, const Build &build);

/// Puts the numbers into the "features" of a result.
void putSettled(Json &result, const Settled &settled);
/// What a person has to know beside the number of verified features; often nothing.
QStringList settledLines(const Build &build, const Settled &settled);

}  // namespace bw::cli
