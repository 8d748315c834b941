// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/money.h"

#include <QString>

#include <optional>

namespace bw::desktop
{

/// Which keys the environment holds; never what they are.
struct KeysThere {
    bool claude = false, e2b = false;
    friend bool operator==(const KeysThere &, const KeysThere &) = default;
};
KeysThere keysThere();

/// What answers, and what makes sandboxes, as far as this machine can tell without asking anybody.
struct ProviderState {
    KeysThere keys;
    QString server;       ///< host of another Messages API than Anthropic's; empty = theirs
    bool sandbox = true;  ///< sandboxes can be made here
    std::optional<Money> dayLimit {};
    friend bool operator==(const ProviderState &, const ProviderState &) = default;
};
/// Reads a few small files; for a worker.
ProviderState lookAtProviders();

}  // namespace bw::desktop
