// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/messagelayout.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qreal paragraphGap = 10;
constexpr qreal tightGap = 3;
constexpr qreal listIndent = 24;
constexpr qreal quoteIndent = 16;
constexpr qreal headGap = 6;
constexpr qreal messageGap = 28;  ///< below each message

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::Transcript", source); }

QFont smallFont(const TextLook &look)
{
    QFont font = look.body;
    font.setPointSizeF(font.pointSizeF() * 0.86);
    return font;
}

qreal lineHeight(const TextLook &look) { return std::ceil(QFontMetricsF(look.body).height() * 1.35); }

MarkdownBlock plainBlock(const QString &text)
{
    MarkdownBlock block;
    block.text.append(MarkdownRun {.text = QString(text).replace(u'\n', QChar(QChar::LineSeparator))});
    return block;
}

}  // namespace

MessageLayout::MessageLayout(const TextLook &look)
    : m_look(look)
{
}

void MessageLayout::makeBlocks(MarkdownText &source, const QString &text, std::vector<Placed> &placed)
{
    const qsizetype changed = source.setText(text);
    const QList<MarkdownBlock> &blocks = source.blocks();
    const auto size = static_cast<size_t>(blocks.size());
    auto first = static_cast<size_t>(changed);
    if (first < placed.size() && first < size && placed[first].layout->grow(blocks.at(changed)))
        ++first;
    placed.resize(qMin(first, placed.size()));
    for (size_t i = placed.size(); i < size; ++i) {
        const MarkdownBlock &block = blocks.at(static_cast<qsizetype>(i));
        Placed one;
        one.block = {.kind = block.kind,
                     .level = block.level,
                     .quotes = block.quotes,
                     .lists = block.lists,
                     .marker = block.marker,
                     .tight = block.tight,
                     .text = {},
                     .language = block.language};
        one.layout = makeBlockLayout(block, m_look);
        placed.push_back(std::move(one));
    }
}

void MessageLayout::setItem(const TranscriptItem &item)
{
    if (item.problem != m_item.problem)
        m_problem = item.problem.isEmpty() ? nullptr : makeBlockLayout(plainBlock(item.problem), m_look);
    m_item = item;
    // A person's own words are shown as they were typed.
    if (item.role == TranscriptItem::Role::Person && m_source.text() != item.text) {
        m_blocks.clear();
        (void)m_source.setText(item.text);
        Placed one;
        one.layout = makeBlockLayout(plainBlock(item.text), m_look);
        m_blocks.push_back(std::move(one));
    } else if (item.role != TranscriptItem::Role::Person) {
        makeBlocks(m_source, item.text, m_blocks);
    }
    if (m_thinkingShown)
        makeBlocks(m_thoughts, item.thinking, m_thinking);
    place();
}

void MessageLayout::setWidth(qreal width)
{
    if (qFuzzyCompare(width, m_width))
        return;
    m_width = width;
    place();
}

void MessageLayout::setThinkingShown(bool shown)
{
    m_thinkingShown = shown;
    if (shown)
        makeBlocks(m_thoughts, m_item.thinking, m_thinking);
    place();
}

qreal MessageLayout::placeBlocks(std::vector<Placed> &placed, qreal top, qreal width) const
{
    for (size_t i = 0; i < placed.size(); ++i) {
        Placed &one = placed[i];
        const qreal gap = one.block.tight                    ? tightGap
            : one.block.kind == MarkdownBlock::Kind::Heading ? 16
                                                             : paragraphGap;
        if (i > 0)
            top += gap;
        one.left = one.block.quotes * quoteIndent + one.block.lists * listIndent;
        one.layout->setWidth(qMax(width - one.left, 80.0));
        one.top = top;
        top += one.layout->height();
    }
    return top;
}

void MessageLayout::place()
{
    if (m_width <= 0)
        return;
    const qreal line = lineHeight(m_look);
    qreal top = line + headGap;
    m_thinkingRow = {};
    if (!m_item.thinking.isEmpty()) {
        m_thinkingRow = {0, top, m_width, line};
        top += line + headGap;
        if (m_thinkingShown)
            top = placeBlocks(m_thinking, top, m_width - quoteIndent) + paragraphGap;
    }
    top = placeBlocks(m_blocks, top, m_width);
    m_activityRow = {};
    if (!m_item.activity.isEmpty()) {
        m_activityRow = {0, top + headGap, m_width, line};
        top += line + headGap;
    }
    if (!m_item.files.isEmpty())
        top += line + headGap;
    if (m_problem) {
        m_problem->setWidth(m_width - quoteIndent);
        m_problemTop = top + paragraphGap;
        top = m_problemTop + m_problem->height();
    }
    m_height = std::ceil(top + messageGap);
}

qreal MessageLayout::estimate(const TranscriptItem &item, qreal width, const TextLook &look)
{
    const qreal columns = qMax(width / QFontMetricsF(look.body).averageCharWidth(), 10.0);
    const auto lines =
        static_cast<qreal>(item.text.size()) / columns + static_cast<qreal>(item.text.count(u'\n')) * 0.7;
    return std::ceil((lines + 2) * lineHeight(look) + messageGap);
}

void MessageLayout::draw(QPainter &painter, const QPointF &at, const QRectF &visible, MessagePlace from,
                         MessagePlace to)
{
    const qreal line = lineHeight(m_look);
    if (visible.top() < line)
        drawHead(painter, at);
    painter.setFont(smallFont(m_look));
    if (!m_thinkingRow.isEmpty()) {
        painter.setPen(m_look.muted);
        painter.drawText(m_thinkingRow.translated(at), Qt::AlignLeft | Qt::AlignVCenter,
                         (m_thinkingShown ? u"\u25BE "_s : u"\u25B8 "_s)
                             + text(QT_TRANSLATE_NOOP("bw::desktop::Transcript", "Thoughts")));
        if (m_thinkingShown)
            for (Placed &one : m_thinking)
                one.layout->draw(painter, at + QPointF(one.left + quoteIndent, one.top),
                                 visible.translated(-one.left, -one.top), {});
    }
    drawBlocks(painter, at, visible, from, to);
    painter.setFont(smallFont(m_look));
    painter.setPen(m_look.muted);
    painter.drawText(m_activityRow.translated(at), Qt::AlignLeft | Qt::AlignVCenter, m_item.activity);
    if (!m_item.files.isEmpty()) {
        const qreal top = m_height - messageGap - line - (m_problem ? m_problem->height() + paragraphGap : 0);
        painter.drawText(QRectF(at.x(), at.y() + top, m_width, line), Qt::AlignLeft | Qt::AlignVCenter,
                         m_item.files.join(QStringLiteral("  \u00B7  ")));
    }
    if (!m_problem)
        return;
    painter.fillRect(QRectF(at.x(), at.y() + m_problemTop, 3, m_problem->height()), m_look.problem);
    BlockSelection selection;
    const auto block = static_cast<int>(m_blocks.size());
    if (from < to && to.block == block)
        selection = {from.block == block ? from.position : 0, to.position};
    m_problem->draw(painter, at + QPointF(quoteIndent, m_problemTop), visible, selection);
}

void MessageLayout::drawHead(QPainter &painter, const QPointF &at) const
{
    const QRectF row(at, QSizeF(m_width, lineHeight(m_look)));
    QFont bold = m_look.body;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(m_look.text);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_item.title);
    painter.setFont(smallFont(m_look));
    painter.setPen(m_look.muted);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, m_item.details);
}

void MessageLayout::drawBlocks(QPainter &painter, const QPointF &at, const QRectF &visible, MessagePlace from,
                               MessagePlace to)
{
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        Placed &one = m_blocks[i];
        const qreal bottom = one.top + one.layout->height();
        if (bottom < visible.top())
            continue;
        if (one.top > visible.bottom())
            break;
        const auto block = static_cast<int>(i);
        BlockSelection selection;
        if (from < to && block >= from.block && block <= to.block)
            selection = {block == from.block ? from.position : 0,
                         block == to.block ? to.position : static_cast<int>(one.layout->plainText().size())};
        const bool joined = i + 1 < m_blocks.size() && m_blocks[i + 1].block.quotes > 0;
        drawBeside(painter, at, one, joined ? m_blocks[i + 1].top : bottom);
        one.layout->draw(painter, at + QPointF(one.left, one.top), visible.translated(-one.left, -one.top), selection);
    }
}

void MessageLayout::drawBeside(QPainter &painter, const QPointF &at, const Placed &placed, qreal bottom) const
{
    for (int i = 0; i < placed.block.quotes; ++i)
        painter.fillRect(QRectF(at.x() + i * quoteIndent, at.y() + placed.top, 3, bottom - placed.top), m_look.line);
    if (placed.block.marker.isEmpty())
        return;
    painter.setFont(m_look.body);
    painter.setPen(m_look.muted);
    painter.drawText(QRectF(at.x() + placed.left - listIndent - 8, at.y() + placed.top, listIndent, lineHeight(m_look)),
                     Qt::AlignRight | Qt::AlignVCenter, placed.block.marker);
}

MessageHit MessageLayout::hit(const QPointF &point) const
{
    MessageHit hit;
    if (m_thinkingRow.contains(point)) {
        hit.part = MessageHit::Part::Thinking;
        return hit;
    }
    if (point.y() < lineHeight(m_look)) {
        hit.part = MessageHit::Part::Head;
        return hit;
    }
    if (m_problem && point.y() >= m_problemTop) {
        hit.part = MessageHit::Part::Text;
        hit.block = static_cast<int>(m_blocks.size());
        hit.position = m_problem->positionAt(point - QPointF(quoteIndent, m_problemTop));
        return hit;
    }
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        const Placed &one = m_blocks[i];
        // What lies between two blocks belongs to the upper one.
        if (i + 1 < m_blocks.size() && point.y() >= m_blocks[i + 1].top)
            continue;
        const QPointF inside = point - QPointF(one.left, one.top);
        hit.block = static_cast<int>(i);
        hit.position = inside.y() < 0 ? 0 : one.layout->positionAt(inside);
        hit.part = MessageHit::Part::Text;
        hit.link = one.layout->linkAt(inside);
        if (!hit.link.isEmpty())
            hit.part = MessageHit::Part::Link;
        else if (one.layout->isCopyButton(inside))
            hit.part = MessageHit::Part::Copy;
        break;
    }
    return hit;
}

QString MessageLayout::blockText(int block) const
{
    if (m_problem && block == std::ssize(m_blocks))
        return m_problem->plainText();
    return block >= 0 && block < std::ssize(m_blocks) ? m_blocks[static_cast<size_t>(block)].layout->plainText()
                                                      : QString();
}

QString MessageLayout::textBetween(MessagePlace from, MessagePlace to) const
{
    QStringList parts;
    const auto blocks = static_cast<int>(m_blocks.size());
    for (int block = from.block; block <= to.block && block < blocks + (m_problem ? 1 : 0); ++block) {
        QString text = blockText(block);
        if (block == to.block)
            text.truncate(to.position);
        if (block == from.block)
            text.remove(0, from.position);
        text.replace(QChar(QChar::LineSeparator), u'\n');
        const QString marker = block < blocks ? m_blocks[static_cast<size_t>(block)].block.marker : QString();
        if (!marker.isEmpty() && (block != from.block || from.position == 0))
            text.prepend(marker + u' ');
        parts.append(text);
    }
    return parts.join(QStringLiteral("\n\n"));
}

MessagePlace MessageLayout::end() const
{
    if (m_blocks.empty() && !m_problem)
        return {};
    const auto last = static_cast<int>(m_blocks.size()) - (m_problem ? 0 : 1);
    return {last, static_cast<int>(blockText(last).size())};
}

QList<MessageElement> MessageLayout::elements() const
{
    using Kind = MessageElement::Kind;
    QList<MessageElement> all;
    if (!m_thinkingRow.isEmpty())
        all.append({.kind = Kind::Thoughts, .block = 0, .text = {}, .detail = {}, .rect = m_thinkingRow});
    if (m_thinkingShown)
        all.append({.kind = Kind::Text, .block = 0, .text = m_item.thinking, .detail = {}, .rect = m_thinkingRow});
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        const Placed &one = m_blocks[i];
        const QPointF corner(one.left, one.top);
        const auto block = static_cast<int>(i);
        const Kind kind = one.block.kind == MarkdownBlock::Kind::Code ? Kind::Code
            : one.block.kind == MarkdownBlock::Kind::Heading          ? Kind::Heading
                                                                      : Kind::Text;
        all.append({.kind = kind,
                    .block = block,
                    .text = textBetween({block, 0}, {block, static_cast<int>(blockText(block).size())}),
                    .detail = one.block.language,
                    .rect = QRectF(corner, QSizeF(m_width - one.left, one.layout->height()))});
        for (const BlockLink &link : one.layout->links())
            all.append({.kind = Kind::Link,
                        .block = block,
                        .text = link.text,
                        .detail = link.target,
                        .rect = link.rect.translated(corner)});
        if (const QRectF button = one.layout->copyButton(); !button.isEmpty())
            all.append({.kind = Kind::Copy,
                        .block = block,
                        .text = {},
                        .detail = one.block.language,
                        .rect = button.translated(corner)});
    }
    for (const QString &more : {m_item.files.join(u", "_s), m_item.activity})
        if (!more.isEmpty())
            all.append({.kind = Kind::Text, .block = 0, .text = more, .detail = {}, .rect = m_activityRow});
    if (m_problem)
        all.append({.kind = Kind::Problem,
                    .block = static_cast<int>(m_blocks.size()),
                    .text = m_item.problem,
                    .detail = {},
                    .rect = QRectF(0, m_problemTop, m_width, m_problem->height())});
    return all;
}

bool MessageLayout::wantsRepaint() const
{
    for (const Placed &one : m_blocks)
        if (one.layout->wantsRepaint())
            return true;
    return false;
}

}  // namespace bw::desktop
