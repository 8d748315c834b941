// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

/// What a specification of the library says about itself, as lists and headers show it. Pure.
namespace bw::desktop
{

/// "by you", "from a chat", "imported" … of the key that is stored; an unknown key stands for itself.
QString specOriginText(const QString &origin);
/// "simple, 14 features, 12 kB", as far as it is known.
QString specFactsText(const store::Spec &spec);
/// "Wednesday, 25 November 2026 14:30:05", in the way of the country.
QString exactTimeText(qint64 ms);
/// What a new specification begins with: the least that has nothing wrong with it.
QByteArray starterSpec();
/// A name that a file can have.
QString specFileName(const QString &name, const QString &ending);

}  // namespace bw::desktop
