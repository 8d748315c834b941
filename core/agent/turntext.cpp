// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/turntext.h"

#include <QStringList>

namespace bw::agent
{

using namespace Qt::StringLiterals;

QString spokenText(const claude::Turn &turn)
{
    QStringList parts;
    for (const claude::ContentBlock &block : turn.blocks) {
        if (block.type == "text"_L1 && !block.text.trimmed().isEmpty())
            parts.append(block.text.trimmed());
    }
    return parts.join(u"\n\n"_s);
}

}  // namespace bw::agent
