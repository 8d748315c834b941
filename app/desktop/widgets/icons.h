// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usertext/statelook.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace bw::desktop::icons
{

/// A drawing of resources/icons in the colour of the text around it, sharp at every scale; follows the look when that
/// changes. An unknown name is an empty icon.
QIcon icon(const QString &name);
/// The same in one colour of its own, for painting. `size` in device-independent pixels.
QPixmap pixmap(const QString &name, const QColor &color, int size, qreal ratio);
/// The program's own, in colour.
QIcon program();

}  // namespace bw::desktop::icons
