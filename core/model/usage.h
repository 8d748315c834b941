// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "model/money.h"

namespace bw
{

/// Tokens of one model call or a sum of calls, as the Messages API counts them (claude-api reference §1.5):
/// whole input = input + cacheWrite5m + cacheWrite1h + cacheRead; output includes thinking.
struct Usage {
    qint64 input = 0;
    qint64 cacheWrite5m = 0;
    qint64 cacheWrite1h = 0;
    qint64 cacheRead = 0;
    qint64 output = 0;
    qint64 calls = 0;
    bool known = true;  ///< false when a server sent no usage for a call in the sum

    friend bool operator==(const Usage &, const Usage &) = default;
    Usage &operator+=(const Usage &other);
    [[nodiscard]] qint64 wholeInput() const { return input + cacheWrite5m + cacheWrite1h + cacheRead; }
    [[nodiscard]] qint64 total() const { return wholeInput() + output; }
};
Json toJson(const Usage &usage);
Usage usageFromJson(const Json &json);

}  // namespace bw
