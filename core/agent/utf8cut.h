// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace bw::agent
{

/// Length without the unfinished UTF-8 character at the end, if there is one, so that a cut does not spoil it. Bytes
/// that are no UTF-8 are kept. Pure.
qsizetype withoutCutEnd(QByteArrayView bytes);
/// How many bytes at the beginning belong to a character that began earlier (at most 3). Pure.
qsizetype cutBeginning(QByteArrayView bytes);

}  // namespace bw::agent
