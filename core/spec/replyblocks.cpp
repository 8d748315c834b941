// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/replyblocks.h"

#include <QStringList>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype shortest = 50;

/// Backticks at the beginning of a line; fewer than three are no fence.
qsizetype fenceOf(const QString &trimmed)
{
    qsizetype count = 0;
    while (count < trimmed.size() && trimmed.at(count) == u'`')
        ++count;
    return count >= 3 ? count : 0;
}

/// The length of the fence that opens the block; 0 = it does not.
qsizetype opens(const QString &line, const QString &info)
{
    const QString trimmed = line.trimmed();
    const qsizetype fence = fenceOf(trimmed);
    if (fence == 0)
        return 0;
    const QString words = trimmed.sliced(fence).trimmed();
    return words == info || words.startsWith(info + u' ') ? fence : 0;
}

}  // namespace

std::optional<ReplyBlock> findReplyBlock(const QString &reply, const QString &info)
{
    const QStringList lines = reply.split(u'\n');
    qsizetype first = -1;
    qsizetype fence = 0;
    for (qsizetype i = 0; i < lines.size() && first < 0; ++i) {
        fence = opens(lines.at(i), info);
        if (fence > 0)
            first = i + 1;
    }
    if (first < 0)
        return std::nullopt;
    // A fence with an info string opens a block inside of ours; a bare one closes the innermost. Shorter ones than the
    // one that opened ours are text.
    int depth = 1;
    QStringList kept;
    for (qsizetype i = first; i < lines.size(); ++i) {
        const QString trimmed = lines.at(i).trimmed();
        const qsizetype length = fenceOf(trimmed);
        if (length >= fence && length == trimmed.size())
            --depth;
        else if (length >= fence && !trimmed.endsWith(u'`'))
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
