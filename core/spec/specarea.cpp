// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specarea.h"

#include <array>
#include <utility>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array areas {std::pair(SpecArea::Features, "features"),     std::pair(SpecArea::Stack, "stack"),
                            std::pair(SpecArea::DataModel, "data_model"),  std::pair(SpecArea::Endpoints, "endpoints"),
                            std::pair(SpecArea::Pages, "pages"),           std::pair(SpecArea::Design, "design"),
                            std::pair(SpecArea::Priorities, "priorities"), std::pair(SpecArea::Criteria, "criteria")};

}  // namespace

QString toKey(SpecArea area)
{
    for (const auto &[known, key] : areas) {
        if (known == area)
            return QString::fromLatin1(key);
    }
    return {};
}

std::optional<SpecArea> specAreaFromKey(const QString &key)
{
    for (const auto &[area, known] : areas) {
        if (key == QLatin1StringView(known))
            return area;
    }
    return std::nullopt;
}

}  // namespace bw::spec
