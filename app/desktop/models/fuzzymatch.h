// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::desktop
{

/// How well a text answers to what somebody typed: 0 = not at all, more is better. The letters have to come in order;
/// letters side by side, and such that begin a word, count more. Case does not matter. An empty query fits everything.
/// Pure.
int fuzzyScore(const QString &query, const QString &text);

}  // namespace bw::desktop
