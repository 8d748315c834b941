// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace bw::account
{

/// The line (from 1) of each member of a valid JSON object, by its dotted path ("build.model"). Members of arrays have
/// no entry of their own.
QHash<QString, int> memberLines(QByteArrayView validJson);

}  // namespace bw::account
