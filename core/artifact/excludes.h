// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace bw::artifact
{

/// True for what an artifact leaves out: installed packages, version control, caches, editor droppings; never `dist` or
/// `build`, which people ship. The path is that of an entry, relative; an entry below an excluded folder is excluded
/// too.
[[nodiscard]] bool isExcluded(QByteArrayView path);

}  // namespace bw::artifact
