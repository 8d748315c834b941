// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

namespace bw::engine
{

/// New ceilings for a build that goes on. Nothing = stays as it was.
struct Ceilings {
    std::optional<Money> usd;
    std::optional<qint64> tokens;
    std::optional<qint64> timeLimitMs;        ///< of the whole build, what it already took included
    std::optional<qint64> sandboxSeconds {};  ///< of all sandboxes of the build together
    PartCeilings feature {};                  ///< of each feature
    PartCeilings phase {};                    ///< of each phase
    friend bool operator==(const Ceilings &, const Ceilings &) = default;

    [[nodiscard]] bool any() const
    {
        return usd || tokens || timeLimitMs || sandboxSeconds || feature.any() || phase.any();
    }
    [[nodiscard]] BuildOptions appliedTo(BuildOptions options) const;
};
Json toJson(const Ceilings &ceilings);
/// Lenient: what is not there, or not valid, is nothing.
Ceilings ceilingsFromJson(const Json &json);

}  // namespace bw::engine
