// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "model/money.h"

#include <optional>

namespace bw
{

/// Where a build waits for a person's look (`--gates design,features,every:N,package`).
struct Gates {
    bool design = false;    ///< after DESIGN.md was written
    bool features = false;  ///< after the feature list was agreed with the planner
    bool package = false;   ///< before the zip of a build whose features are all settled
    int every = 0;          ///< after so many verified features; 0 = never
    friend bool operator==(const Gates &, const Gates &) = default;
    [[nodiscard]] bool any() const { return design || features || package || every > 0; }
};
/// "design,features,every:5,package"; empty for none. Error: InvalidArgument naming the part that is not understood.
QString toText(const Gates &gates);
Result<Gates> gatesFromText(const QString &text);

/// One value for each role of the work; an empty one means the build's own.
struct RoleValues {
    QString plan, code, verify, review;
    friend bool operator==(const RoleValues &, const RoleValues &) = default;
};
Json toJson(const RoleValues &values);
RoleValues roleValuesFromJson(const Json &json);

/// Ceilings of a part of a build. Nothing = none.
struct PartCeilings {
    std::optional<Money> usd;
    std::optional<qint64> tokens;
    std::optional<qint64> timeMs;
    std::optional<qint64> sandboxSeconds;
    friend bool operator==(const PartCeilings &, const PartCeilings &) = default;
    [[nodiscard]] bool any() const { return usd || tokens || timeMs || sandboxSeconds; }
};
Json toJson(const PartCeilings &ceilings);
/// Error: InvalidArgument naming the key.
Result<PartCeilings> partCeilingsFromJson(const Json &json);

}  // namespace bw
