// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/textblocks.h"

#include "transcript/codeblock.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <numeric>

namespace bw::desktop
{

namespace
{

constexpr qreal cellPadding = 8;

QFont fontOf(const MarkdownBlock &block, const TextLook &look)
{
    QFont font = look.body;
    if (block.kind != MarkdownBlock::Kind::Heading)
        return font;
    constexpr std::array<qreal, 6> sizes {1.5, 1.3, 1.15, 1.05, 1, 1};
    font.setPointSizeF(font.pointSizeF() * sizes.at(static_cast<size_t>(qBound(1, block.level, 6) - 1)));
    font.setWeight(QFont::DemiBold);
    return font;
}

Qt::Alignment alignmentOf(MarkdownBlock::Align align)
{
    switch (align) {
    case MarkdownBlock::Align::Left:
        return Qt::AlignLeft | Qt::AlignTop;
    case MarkdownBlock::Align::Centre:
        return Qt::AlignHCenter | Qt::AlignTop;
    case MarkdownBlock::Align::Right:
        return Qt::AlignRight | Qt::AlignTop;
    }
    return Qt::AlignLeft | Qt::AlignTop;
}

}  // namespace

std::unique_ptr<BlockLayout> makeBlockLayout(const MarkdownBlock &block, const TextLook &look)
{
    switch (block.kind) {
    case MarkdownBlock::Kind::Paragraph:
    case MarkdownBlock::Kind::Heading:
        return std::make_unique<ParagraphBlock>(block, look);
    case MarkdownBlock::Kind::Code:
        return std::make_unique<CodeBlock>(block, look);
    case MarkdownBlock::Kind::Table:
        return std::make_unique<TableBlock>(block, look);
    case MarkdownBlock::Kind::Rule:
        return std::make_unique<RuleBlock>(look);
    }
    return std::make_unique<RuleBlock>(look);
}

ParagraphBlock::ParagraphBlock(const MarkdownBlock &block, const TextLook &look)
    : m_runs(block.text, fontOf(block, look), look)
{
}

void ParagraphBlock::draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection)
{
    Q_UNUSED(visible)
    m_runs.draw(painter, at, selection.from, selection.to);
}

TableBlock::TableBlock(const MarkdownBlock &block, const TextLook &look)
    : m_look(look)
    , m_columns(static_cast<size_t>(block.columns.size()))
{
    QFont headFont = look.body;
    headFont.setWeight(QFont::DemiBold);
    int start = 0;
    for (const QList<MarkdownRuns> &cells : block.rows) {
        Row row;
        for (qsizetype i = 0; i < block.columns.size(); ++i) {
            Cell cell;
            cell.runs = std::make_unique<RunLayout>(cells.value(i), m_rows.empty() ? headFont : look.body, look,
                                                    alignmentOf(block.columns.at(i)));
            cell.start = start;
            start += static_cast<int>(cell.runs->text().size()) + 1;
            row.push_back(std::move(cell));
        }
        m_rows.push_back(std::move(row));
    }
}

void TableBlock::setWidth(qreal width)
{
    if (qFuzzyCompare(width, m_width) || m_columns == 0)
        return;
    m_width = width;
    std::vector<qreal> widths(m_columns, 24);
    for (const Row &row : m_rows)
        for (size_t i = 0; i < m_columns; ++i)
            widths[i] = qMax(widths[i], std::ceil(row[i].runs->naturalWidth()) + 2 * cellPadding);
    // What is above an even share is made smaller, what is below keeps its width.
    const qreal share = width / static_cast<qreal>(m_columns);
    const qreal wanted = std::accumulate(widths.begin(), widths.end(), qreal(0));
    if (wanted > width) {
        qreal small = 0;
        qreal large = 0;
        for (const qreal one : widths)
            (one <= share ? small : large) += one;
        for (qreal &one : widths)
            if (one > share)
                one *= (width - small) / large;
    }
    m_lefts.assign(1, 0);
    for (const qreal one : widths)
        m_lefts.push_back(m_lefts.back() + one);
    m_tops.assign(1, 0);
    for (const Row &row : m_rows) {
        qreal height = 0;
        for (size_t i = 0; i < m_columns; ++i) {
            row[i].runs->setWidth(widths[i] - 2 * cellPadding);
            height = qMax(height, row[i].runs->height());
        }
        m_tops.push_back(m_tops.back() + height + cellPadding);
    }
    m_height = m_tops.back() + 1;
}

void TableBlock::draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection)
{
    if (m_lefts.empty())
        return;
    const qreal right = m_lefts.back();
    painter.fillRect(QRectF(at.x(), at.y(), right, m_tops.at(1)), m_look.shade);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_tops[i + 1] < visible.top() || m_tops[i] > visible.bottom())
            continue;
        for (size_t k = 0; k < m_columns; ++k) {
            const Cell &cell = m_rows[i][k];
            const QPointF corner = at + QPointF(m_lefts[k] + cellPadding, m_tops[i] + cellPadding / 2);
            cell.runs->draw(painter, corner, qMax(selection.from - cell.start, 0),
                            qMin(selection.to - cell.start, static_cast<int>(cell.runs->text().size())));
        }
        painter.setPen(m_look.line);
        const qreal y = at.y() + m_tops[i + 1];
        painter.drawLine(QPointF(at.x(), y), QPointF(at.x() + right, y));
    }
}

/// Cells apart by tabs, as a spreadsheet takes them.
QString TableBlock::plainText() const
{
    QString text;
    for (const Row &row : m_rows)
        for (size_t i = 0; i < row.size(); ++i)
            text += row[i].runs->text() + (i + 1 < row.size() ? u'\t' : u'\n');
    text.chop(1);
    return text;
}

const TableBlock::Cell *TableBlock::cellAt(const QPointF &point, QPointF *corner) const
{
    if (m_rows.empty() || m_lefts.empty())
        return nullptr;
    const auto below = std::ranges::upper_bound(m_tops, point.y());
    const auto beside = std::ranges::upper_bound(m_lefts, point.x());
    const auto inside = [](const std::vector<qreal> &edges, auto after) {
        return static_cast<size_t>(std::clamp<std::ptrdiff_t>(after - edges.begin() - 1, 0, std::ssize(edges) - 2));
    };
    const size_t row = inside(m_tops, below);
    const size_t column = inside(m_lefts, beside);
    *corner = {m_lefts[column] + cellPadding, m_tops[row] + cellPadding / 2};
    return &m_rows[row][column];
}

int TableBlock::positionAt(const QPointF &point) const
{
    QPointF corner;
    const Cell *cell = cellAt(point, &corner);
    return cell ? cell->start + cell->runs->positionAt(point - corner) : 0;
}

QString TableBlock::linkAt(const QPointF &point) const
{
    QPointF corner;
    const Cell *cell = cellAt(point, &corner);
    return cell ? cell->runs->linkAt(point - corner) : QString();
}

QList<BlockLink> TableBlock::links() const
{
    QList<BlockLink> all;
    if (m_lefts.empty())
        return all;
    for (size_t i = 0; i < m_rows.size(); ++i)
        for (size_t k = 0; k < m_columns; ++k)
            for (BlockLink link : m_rows[i][k].runs->links()) {
                link.rect.translate(m_lefts[k] + cellPadding, m_tops[i] + cellPadding / 2);
                all.append(link);
            }
    return all;
}

void RuleBlock::draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection)
{
    Q_UNUSED(visible)
    Q_UNUSED(selection)
    painter.fillRect(QRectF(at.x(), at.y() + 4, m_width, 1), m_line);
}

}  // namespace bw::desktop
