// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/usage.h"

namespace bw
{

Usage &Usage::operator+=(const Usage &other)
{
    input += other.input;
    cacheWrite5m += other.cacheWrite5m;
    cacheWrite1h += other.cacheWrite1h;
    cacheRead += other.cacheRead;
    output += other.output;
    calls += other.calls;
    known = known && other.known;
    return *this;
}

Json toJson(const Usage &usage)
{
    return Json {{"input", usage.input},
                 {"cache_write_5m", usage.cacheWrite5m},
                 {"cache_write_1h", usage.cacheWrite1h},
                 {"cache_read", usage.cacheRead},
                 {"output", usage.output},
                 {"calls", usage.calls},
                 {"known", usage.known}};
}

Usage usageFromJson(const Json &json)
{
    Usage usage;
    usage.input = jsonInt(json, "input");
    usage.cacheWrite5m = jsonInt(json, "cache_write_5m");
    usage.cacheWrite1h = jsonInt(json, "cache_write_1h");
    usage.cacheRead = jsonInt(json, "cache_read");
    usage.output = jsonInt(json, "output");
    usage.calls = jsonInt(json, "calls");
    usage.known = jsonBool(json, "known", true);
    return usage;
}

}  // namespace bw
