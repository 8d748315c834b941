// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace bw::sandbox
{

/// In gzip's format, fast rather than small. Empty = it could not be packed (no memory).
QByteArray gzip(QByteArrayView bytes);

}  // namespace bw::sandbox
