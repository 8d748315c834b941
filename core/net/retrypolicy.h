// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

#include <chrono>
#include <optional>

namespace bw::net
{

/// What an answer says about trying again.
struct RetryHints {
    std::optional<std::chrono::milliseconds> after;  ///< retry-after-ms, else retry-after (seconds or HTTP date)
    std::optional<bool> should;                      ///< x-should-retry
    friend bool operator==(const RetryHints &, const RetryHints &) = default;
};
/// Reads the headers; values not above 0 or above 2^31 ms are ignored. nowMs: wall time, for HTTP dates.
RetryHints retryHints(const HttpResponse &response, qint64 nowMs);

/// Decides whether a failed call is tried again, and when. Pure.
/// The figures are those of the official SDKs: 0.5 s doubling to 8 s, up to a quarter less by chance.
class RetryPolicy
{
public:
    struct Options {
        int retries = 2;
        std::chrono::milliseconds first {500};
        std::chrono::milliseconds longest {8000};
        double jitter = 0.25;
        std::chrono::milliseconds longestAsked {60'000};  ///< a server that asks for more is left to the caller
    };
    RetryPolicy() = default;
    explicit RetryPolicy(Options options)
        : m_options(options)
    {
    }

    /// failures: how many tries failed so far (from 1). chance: in [0, 1). Nothing = give up.
    /// A spend limit, a stop, and a request that may have been acted on (args "sent") are never tried again.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wait(int failures, const Error &error,
                                                                const RetryHints &hints, double chance) const;

private:
    Options m_options;
};

}  // namespace bw::net
