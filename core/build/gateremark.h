// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "model/feature.h"

namespace bw::build
{

/// What a person finds wrong at a gate without naming a feature becomes a feature of its own, category "remark": the
/// agent works on it, and since no command can prove it, the person looks at it again at the release gate.

/// Events that add it to the plan and keep what the others have reached.
QList<NewEvent> withRemark(QList<Feature> features, const QString &text);
/// Events for a person who agrees to the release: remarks that were worked on count as accepted.
QList<NewEvent> acceptRemarks(const QList<Feature> &features, const QString &user);

[[nodiscard]] bool isRemark(const Feature &feature);

}  // namespace bw::build
