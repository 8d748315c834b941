// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

namespace bw::spec
{

/// Gives each feature an id made from the one that the author wrote, else from its first words: the same text has the
/// same id in every version of a specification, so that a moved or regrouped feature is still the same one. Equal texts
/// are told apart by a number.
void giveIds(QList<SpecFeature> &features);

/// The id that a written id or a text leads to, before equal ones are told apart.
QString featureIdOf(const QString &text);

}  // namespace bw::spec
