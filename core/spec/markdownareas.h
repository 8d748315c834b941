// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specarea.h"

namespace bw::spec
{

/// The area that a heading of the second level speaks of; nothing: a free section.
std::optional<SpecArea> areaOfHeading(const QString &title);
/// The heading that we write.
QString headingOfArea(SpecArea area);

}  // namespace bw::spec
