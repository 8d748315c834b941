// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bw::spec
{

/// The parts of a specification that are read as data.
enum class SpecArea { Features, Stack, DataModel, Endpoints, Pages, Design, Priorities, Criteria };
QString toKey(SpecArea area);  ///< "features", "stack", "data_model", "endpoints", "pages", "design" …
std::optional<SpecArea> specAreaFromKey(const QString &key);

}  // namespace bw::spec
