// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace bw::claude
{

/// Whether a text is one whole JSON object (RFC 8259: UTF-8, no lone surrogate, nested at most 200 deep), as
/// parseJson() decides it, but without making a tree: an answer is mostly long strings, and a tree of them costs more
/// than all the rest of the decoding. Pure.
[[nodiscard]] bool isWholeJsonObject(QByteArrayView text);

}  // namespace bw::claude
