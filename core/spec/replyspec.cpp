// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/replyspec.h"

#include "spec/replyblocks.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

/// Where the element that begins at `from` ends, after its closing tag; -1 = it does not.
qsizetype endOfRoot(const QString &reply, qsizetype from)
{
    static const QRegularExpression marks(
        u"<!\\[CDATA\\[|<!--|<project_specification[\\s>]|</project_specification\\s*>"_s);
    int depth = 0;
    for (qsizetype at = from;;) {
        const auto match = marks.match(reply, at);
        if (!match.hasMatch())
            return -1;
        const QStringView mark = match.capturedView();
        at = match.capturedEnd();
        if (mark.startsWith(u"<!"_s)) {
            const bool data = mark.startsWith(u"<![CDATA["_s);
            const qsizetype end = reply.indexOf(data ? u"]]>"_s : u"-->"_s, at);
            if (end < 0)
                return -1;
            at = end + 3;
        } else if (mark.startsWith(u"</"_s)) {
            if (--depth == 0)
                return at;
        } else {
            ++depth;
        }
    }
}

/// A fence that was meant to close the block around a root element that never ended.
QString withoutLastFence(QString text)
{
    text = text.trimmed();
    while (text.endsWith(u'`'))
        text.chop(1);
    return text.trimmed();
}

}  // namespace

std::optional<ReplySpec> findReplySpec(const QString &reply)
{
    // At the beginning of a line: a model also mentions the tag in a sentence.
    static const QRegularExpression root(u"^[ \\t]*(?:<\\?xml[^>]*>\\s*)?<project_specification[\\s>]"_s,
                                         QRegularExpression::MultilineOption);
    if (const auto begin = root.match(reply); begin.hasMatch()) {
        const qsizetype from = begin.capturedStart();
        const qsizetype end = endOfRoot(reply, from);
        if (end >= 0)
            return ReplySpec {reply.sliced(from, end - from).trimmed(), true};
        return ReplySpec {withoutLastFence(reply.sliced(from)), false};
    }
    const auto block = findReplyBlock(reply, u"app_spec"_s);
    if (!block)
        return std::nullopt;
    return ReplySpec {block->text, block->closed};
}

}  // namespace bw::spec
