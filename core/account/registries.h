// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QStringList>

namespace bw::account
{

/// Hosts of the list that ships with the program (resources/network/registries.json), in its order.
QStringList builtInRegistries();
/// Of such a list. Error: ProtocolError.
Result<QStringList> parseRegistries(QByteArrayView json);
/// A host name, or "*." and a host name; no address, port or path.
bool isHostPattern(const QString &text);

}  // namespace bw::account
