// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/tokenbound.h"

namespace bw::claude
{

qint64 boundTokens(const ModelRequest &request)
{
    qint64 bytes = 1'500 + request.systemJson.size() + request.toolsJson.size() + request.summarize.toUtf8().size();
    for (const QByteArray &message : request.messages)
        bytes += message.size();
    return bytes;
}

}  // namespace bw::claude
