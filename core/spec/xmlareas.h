// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

#include <array>

namespace bw::spec
{

/// The elements of an area in the XML-like form (platform-behaviour §3.4). Empty = there are none with a fixed name.
struct XmlArea {
    SpecArea area;
    const char *container;
    const char *group;
    const char *item;
};

inline constexpr std::array xmlAreas {
    XmlArea {SpecArea::Features, "core_features", "feature_group", "feature"},
    XmlArea {SpecArea::Stack, "technology_stack", "", ""},
    XmlArea {SpecArea::DataModel, "database_schema", "table", "column"},
    XmlArea {SpecArea::Endpoints, "api_endpoints", "endpoint_group", "endpoint"},
    XmlArea {SpecArea::Pages, "ui_layout", "page", "section"},
    XmlArea {SpecArea::Design, "design_system", "", ""},
    XmlArea {SpecArea::Priorities, "implementation_priorities", "", "priority"},
    XmlArea {SpecArea::Criteria, "success_criteria", "", "criterion"},
};

inline const XmlArea &xmlArea(SpecArea area) { return xmlAreas.at(static_cast<size_t>(area)); }

}  // namespace bw::spec
