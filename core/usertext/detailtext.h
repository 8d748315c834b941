// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::usertext
{

/// What a room below core/usertext said in an argument of an error ("a whole number is needed", the key of a state), in
/// the person's language. What is not known is given back as it is. Thread-safe.
QString detailText(const QString &detail);

}  // namespace bw::usertext
