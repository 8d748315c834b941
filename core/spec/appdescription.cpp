// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/appdescription.h"

#include "spec/replyblocks.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

const QString open = u"<app_description>"_s;
const QString close = u"</app_description>"_s;

std::optional<ReplyBlock> element(const QString &reply)
{
    const qsizetype from = reply.indexOf(open);
    if (from < 0)
        return std::nullopt;
    const qsizetype start = from + open.size();
    const qsizetype end = reply.indexOf(close, start);
    ReplyBlock block {(end < 0 ? reply.sliced(start) : reply.sliced(start, end - start)).trimmed(), end >= 0};
    return block.text.size() < 50 ? std::nullopt : std::optional(block);
}

std::optional<ReplyBlock> blockOf(const QString &reply)
{
    const qsizetype fence = reply.indexOf(u"```app_description"_s);
    const qsizetype root = reply.indexOf(open);
    if (root >= 0 && (fence < 0 || root < fence))
        if (auto found = element(reply))
            return found;
    return findReplyBlock(reply, u"app_description"_s);
}

/// The rest of the line behind "Key:", whatever list marks and stars stand around it.
QString lineOf(const QString &text, const QString &key)
{
    const QRegularExpression line(u"^[ \\t>*_-]*%1[*_]*[ \\t]*:[ \\t*_]*(.*)$"_s.arg(QRegularExpression::escape(key)),
                                  QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const auto match = line.match(text);
    QString value = match.captured(1).trimmed();
    while (value.endsWith(u'*') || value.endsWith(u'_'))
        value.chop(1);
    return value;
}

std::optional<Tier> tierOf(const QString &value)
{
    static const QRegularExpression word(u"\\b(simple|standard|production)\\b"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = word.match(value);
    return match.hasMatch() ? tierFromKey(match.captured(1).toLower()) : std::nullopt;
}

/// The first whole number; thousands may be grouped.
int numberOf(const QString &value)
{
    static const QRegularExpression digits(u"\\d[\\d,]*"_s);
    const int number = digits.match(value).captured(0).remove(u',').toInt();
    return number > 0 && number <= 1000 ? number : 0;
}

}  // namespace

int usualFeatures(Tier tier)
{
    switch (tier) {
    case Tier::Simple:
        return 30;
    case Tier::Standard:
        return 80;
    case Tier::Production:
        return 200;
    }
    return 80;
}

std::optional<AppDescription> findAppDescription(const QString &reply)
{
    const auto block = blockOf(reply);
    if (!block)
        return std::nullopt;
    AppDescription found;
    found.text = block->text;
    found.closed = block->closed;
    static const QRegularExpression heading(u"^#[ \\t]+(.+)$"_s, QRegularExpression::MultilineOption);
    found.name = heading.match(block->text).captured(1).trimmed();
    found.tier = tierOf(lineOf(block->text, u"Tier"_s)).value_or(Tier::Standard);
    const int estimated = numberOf(lineOf(block->text, u"Estimated Features"_s));
    found.features = estimated > 0 ? estimated : usualFeatures(found.tier);
    found.reasoning = lineOf(block->text, u"Reasoning"_s);
    return found;
}

}  // namespace bw::spec
