// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/replyblocks.h"

#include <QStringList>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype shortest = 50;

bool opens(const QString &line, const QString &info)
{
    const QString trimmed = line.trimmed();
    if (!trimmed.startsWith(u"```"_s))
        return false;
    const QString words = trimmed.sliced(3).trimmed();
    return words == info || words.startsWith(info + u' ');
}

}  // namespace

std::optional<ReplyBlock> findReplyBlock(const QString &reply, const QString &info)
{
    const QStringList lines = reply.split(u'\n');
    qsizetype first = -1;
    for (qsizetype i = 0; i < lines.size() && first < 0; ++i) {
        if (opens(lines.at(i), info))
            first = i + 1;
    }
    if (first < 0)
        return std::nullopt;
    // A fence with an info string opens a block inside of ours; a bare one closes the innermost.
    int depth = 1;
    QStringList kept;
    for (qsizetype i = first; i < lines.size(); ++i) {
        const QString trimmed = lines.at(i).trimmed();
        if (trimmed == "```"_L1)
            --depth;
        else if (trimmed.startsWith(u"```"_s) && trimmed.size() > 3 && !trimmed.endsWith(u"```"_s))
            ++depth;
        if (depth == 0)
            break;
        kept.append(lines.at(i));
    }
    QString text = kept.join(u'\n');
    const bool closed = depth == 0;
    // A cut reply may end in the middle of its closing fence.
    while (!closed && text.endsWith(u'`'))
        text.chop(1);
    text = text.trimmed();
    if (text.size() < shortest)
        return std::nullopt;
    return ReplyBlock {text, closed};
}

}  // namespace bw::spec
