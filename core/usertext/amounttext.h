// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/money.h"

#include <QString>

/// Amounts as a person reads them, by QLocale(). Thread-safe.
namespace bw::usertext
{

/// "$2.50", in German "2,50 $". `digits`: behind the point.
QString dollarText(Money money, int digits = 2);
/// "12 345" in the plain locale, "12.345" in German: digits in groups of three.
QString countText(qint64 number);

}  // namespace bw::usertext
