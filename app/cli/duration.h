// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace bw::cli
{

/// "90s", "45m", "1h30m", "2d", or a bare number of minutes. Positive; nothing for anything else.
std::optional<std::chrono::milliseconds> parseDuration(const QString &text);
/// "3 s", "4 min 10 s", "2 h 5 min".
QString durationText(std::chrono::milliseconds duration);

}  // namespace bw::cli
