// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chatview.h"

/// What a chat says about itself, as the page shows it. Pure.
namespace bw::desktop
{

/// "talking", "writing the specification", "reviewing".
QString stageText(engine::ChatStage stage);
/// "12 % of the window used"; empty while nothing is known.
QString contextText(const engine::ContextMeter &meter);
/// "Today", "Yesterday", "Last seven days", then month and year, by the clock of this machine.
QString dayText(qint64 ms, qint64 nowMs);
/// "$0.12"; empty where nothing was used.
QString chatCostText(const store::ChatSum &sum);
/// "made for standard, 80 features".
QString targetText(Tier tier, int features);
QString tierText(Tier tier);
/// "$0.20 to $0.60, 9,000 to 26,000 tokens".
QString forecastText(const engine::ExpansionForecast &forecast);

}  // namespace bw::desktop
