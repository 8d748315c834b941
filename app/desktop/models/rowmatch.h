// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include <utility>

namespace bw::desktop
{

/// Which rows of two lists are the same one: pairs of an index in `before` and one in `after`, both rising, as many as
/// there can be. What moved against the others is in no pair. Takes n log n.
QList<std::pair<int, int>> matchRows(const QStringList &before, const QStringList &after);

}  // namespace bw::desktop
