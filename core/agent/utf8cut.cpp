// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/utf8cut.h"

#include <algorithm>

namespace bw::agent
{

namespace
{

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

qsizetype lengthFor(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
}

}  // namespace

qsizetype withoutCutEnd(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const char byte = bytes[bytes.size() - back];
        if (!isContinuation(byte))
            return lengthFor(byte) > back ? bytes.size() - back : bytes.size();
    }
    return bytes.size();
}

qsizetype cutBeginning(QByteArrayView bytes)
{
    qsizetype count = 0;
    while (count < std::min<qsizetype>(3, bytes.size()) && isContinuation(bytes[count]))
        ++count;
    return count;
}

}  // namespace bw::agent
