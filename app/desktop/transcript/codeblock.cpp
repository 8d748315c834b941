// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/codeblock.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace bw::desktop
{

namespace
{

constexpr qreal padding = 12;
constexpr qreal head = 28;
constexpr qreal radius = 6;
constexpr int coloringMs = 4;  // of a frame's 16

/// Tabs are drawn as spaces, so that a column is a character.
QString spaced(QString text) { return text.replace(u'\t', u' '); }

}  // namespace

CodeBlock::CodeBlock(const MarkdownBlock &block, const TextLook &look)
    : m_language(block.language)
    , m_code(block.code)
    , m_look(look)
    , m_colors(block.language, look.dark)
{
    const QFontMetricsF metrics(look.mono);
    m_rowHeight = std::ceil(metrics.height() * 1.25);
    m_columnWidth = metrics.horizontalAdvance(u'0');
    addLines(0);
}

/// Cuts the code into lines, from a line's start on.
void CodeBlock::addLines(int from)
{
    const auto size = static_cast<int>(m_code.size());
    for (int start = from; start <= size;) {
        Line line;
        line.start = start;
        m_lines.push_back(std::move(line));
        const auto end = static_cast<int>(m_code.indexOf(u'\n', start));
        start = end < 0 ? size + 1 : end + 1;
    }
}

bool CodeBlock::grow(const MarkdownBlock &block)
{
    if (block.kind != MarkdownBlock::Kind::Code || block.language != m_language || !block.code.startsWith(m_code))
        return false;
    const int last = m_lines.back().start;
    m_code = block.code;
    if (m_colored == m_lines.size()) {
        m_colors.stepBack();
        --m_colored;
    }
    m_lines.pop_back();
    const size_t same = m_lines.size();
    addLines(last);
    countRows(same);
    return true;
}

QString CodeBlock::lineText(size_t line) const
{
    const int start = m_lines[line].start;
    const int end = line + 1 < m_lines.size() ? m_lines[line + 1].start - 1 : static_cast<int>(m_code.size());
    return m_code.sliced(start, end - start);
}

/// At the last space that fits, or in the middle of what has none in the second half of a row.
void CodeBlock::breakLine(size_t line)
{
    QList<int> &breaks = m_lines[line].breaks;
    breaks.clear();
    const int start = m_lines[line].start;
    const int end = line + 1 < m_lines.size() ? m_lines[line + 1].start - 1 : static_cast<int>(m_code.size());
    int row = start;
    while (end - row > m_columns) {
        const auto space = static_cast<int>(m_code.lastIndexOf(u' ', row + m_columns));
        row = space > row + m_columns / 2 ? space + 1 : row + m_columns;
        breaks.append(row - start);
    }
}

void CodeBlock::setWidth(qreal width)
{
    if (qFuzzyCompare(width, m_width))
        return;
    m_width = width;
    m_columns = qMax(8, static_cast<int>((width - 2 * padding) / m_columnWidth));
    countRows(0);
}

void CodeBlock::countRows(size_t from)
{
    int row = from == 0 ? 0 : m_lines[from - 1].row + rowsOf(from - 1);
    for (size_t i = from; i < m_lines.size(); ++i) {
        breakLine(i);
        m_lines[i].row = row;
        row += rowsOf(i);
    }
}

qreal CodeBlock::height() const
{
    const int rows = m_lines.back().row + rowsOf(m_lines.size() - 1);
    return head + rows * m_rowHeight + padding;
}

QRectF CodeBlock::button() const { return {m_width - 72, 3, 66, head - 6}; }

bool CodeBlock::isCopyButton(const QPointF &point) const { return button().contains(point); }

size_t CodeBlock::lineOfRow(int row) const
{
    const auto after = std::ranges::upper_bound(m_lines, row, {}, &Line::row);
    return after == m_lines.begin() ? 0 : static_cast<size_t>(after - m_lines.begin()) - 1;
}

int CodeBlock::positionAt(const QPointF &point) const
{
    if (point.y() < head)
        return 0;
    const int row = static_cast<int>((point.y() - head) / m_rowHeight);
    const size_t line = lineOfRow(row);
    const int column = qBound(0, qRound((point.x() - padding) / m_columnWidth), m_columns);
    const int rowInLine = qBound(0, row - m_lines[line].row, rowsOf(line) - 1);
    const int inLine = (rowInLine == 0 ? 0 : m_lines[line].breaks.at(rowInLine - 1)) + column;
    return m_lines[line].start + qMin(inLine, static_cast<int>(lineText(line).size()));
}

void CodeBlock::colorUpTo(size_t line)
{
    QElapsedTimer timer;
    timer.start();
    const size_t end = qMin(line + 1, m_lines.size());
    while (m_colored < end) {
        if ((m_colored & 63) == 63 && timer.elapsed() >= coloringMs)
            break;
        m_lines[m_colored].colors = m_colors.nextLine(lineText(m_colored));
        ++m_colored;
    }
    m_behind = m_colored < end;
}

void CodeBlock::draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.shade);
    const QRectF box(at, QSizeF(m_width, height()));
    painter.drawRoundedRect(box, radius, radius);
    painter.setClipRect(box, Qt::IntersectClip);
    if (visible.top() < head)
        drawHead(painter, at);
    const int rows = m_lines.back().row + rowsOf(m_lines.size() - 1);
    const int first = qBound(0, static_cast<int>((visible.top() - head) / m_rowHeight), rows - 1);
    const int last = qBound(0, static_cast<int>((visible.bottom() - head) / m_rowHeight), rows - 1);
    const size_t to = lineOfRow(last);
    colorUpTo(to);
    for (size_t line = lineOfRow(first); line <= to; ++line)
        drawLine(painter, at, line, selection);
    painter.restore();
}

void CodeBlock::drawHead(QPainter &painter, const QPointF &at) const
{
    QFont small = m_look.body;
    small.setPointSizeF(small.pointSizeF() * 0.86);
    painter.setFont(small);
    painter.setPen(m_look.muted);
    const QRectF row(at.x() + padding, at.y(), m_width - 2 * padding, head);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_language);
    painter.setPen(m_look.link);
    painter.drawText(button().translated(at), Qt::AlignRight | Qt::AlignVCenter,
                     QCoreApplication::translate("bw::desktop::Transcript", "Copy"));
}

void CodeBlock::drawLine(QPainter &painter, const QPointF &at, size_t line, BlockSelection selection) const
{
    const QString text = lineText(line);
    QList<QTextLayout::FormatRange> formats = m_lines[line].colors;
    const int from = qMax(selection.from - m_lines[line].start, 0);
    const int to = qMin(selection.to - m_lines[line].start, static_cast<int>(text.size()));
    const int rows = rowsOf(line);
    for (int row = 0; row < rows; ++row) {
        const int start = row == 0 ? 0 : m_lines[line].breaks.at(row - 1);
        const int next = row + 1 < rows ? m_lines[line].breaks.at(row) : static_cast<int>(text.size());
        const QString part = spaced(text.mid(start, next - start));
        const auto length = static_cast<int>(part.size());
        const QPointF corner(at.x() + padding, at.y() + head + (m_lines[line].row + row) * m_rowHeight);
        const int partFrom = qBound(0, from - start, length);
        const int partTo = qBound(0, to - start, length);
        if (!selection.isEmpty() && partTo > partFrom)
            painter.fillRect(QRectF(corner.x() + partFrom * m_columnWidth, corner.y(),
                                    (partTo - partFrom) * m_columnWidth, m_rowHeight),
                             m_look.selection);
        QList<QTextLayout::FormatRange> partFormats;
        for (const QTextLayout::FormatRange &range : std::as_const(formats)) {
            const int begin = qMax(range.start - start, 0);
            const int end = qMin(range.start + range.length - start, length);
            if (end > begin)
                partFormats.append({begin, end - begin, range.format});
        }
        QTextLayout layout(part, m_look.mono);
        layout.setFormats(partFormats);
        layout.beginLayout();
        QTextLine shown = layout.createLine();
        shown.setLineWidth(m_width * 2);  // has no height before; never wraps, since wide letters are cut off below
        shown.setPosition({0, (m_rowHeight - shown.height()) / 2});
        layout.endLayout();
        painter.setPen(m_look.text);
        layout.draw(&painter, corner);
    }
}

}  // namespace bw::desktop
