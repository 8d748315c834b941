// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/blocklayout.h"
#include "transcript/runlayout.h"

#include <vector>

namespace bw::desktop
{

/// A paragraph or a heading.
class ParagraphBlock final : public BlockLayout
{
public:
    ParagraphBlock(const MarkdownBlock &block, const TextLook &look);
    void setWidth(qreal width) override { m_runs.setWidth(width); }
    [[nodiscard]] qreal height() const override { return m_runs.height(); }
    void draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection) override;
    [[nodiscard]] QString plainText() const override { return m_runs.text(); }
    [[nodiscard]] int positionAt(const QPointF &point) const override { return m_runs.positionAt(point); }
    [[nodiscard]] QString linkAt(const QPointF &point) const override { return m_runs.linkAt(point); }
    [[nodiscard]] QList<BlockLink> links() const override { return m_runs.links(); }

private:
    RunLayout m_runs;
};

/// A table. Columns get what they need, and share what there is when that is less.
class TableBlock final : public BlockLayout
{
public:
    TableBlock(const MarkdownBlock &block, const TextLook &look);
    void setWidth(qreal width) override;
    [[nodiscard]] qreal height() const override { return m_height; }
    void draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection) override;
    [[nodiscard]] QString plainText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] QString linkAt(const QPointF &point) const override;
    [[nodiscard]] QList<BlockLink> links() const override;

private:
    struct Cell {
        std::unique_ptr<RunLayout> runs;
        int start = 0;  ///< in the plain text
    };
    using Row = std::vector<Cell>;
    [[nodiscard]] const Cell *cellAt(const QPointF &point, QPointF *corner) const;

    TextLook m_look;
    std::vector<Row> m_rows;
    std::vector<qreal> m_tops;   ///< of the rows, and the end
    std::vector<qreal> m_lefts;  ///< of the columns, and the end
    size_t m_columns = 0;
    qreal m_width = -1;
    qreal m_height = 0;
};

class RuleBlock final : public BlockLayout
{
public:
    explicit RuleBlock(const TextLook &look)
        : m_line(look.line)
    {
    }
    void setWidth(qreal width) override { m_width = width; }
    [[nodiscard]] qreal height() const override { return 9; }
    void draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection) override;
    [[nodiscard]] QString plainText() const override { return QStringLiteral("---"); }
    [[nodiscard]] int positionAt(const QPointF &) const override { return 0; }

private:
    QColor m_line;
    qreal m_width = 0;
};

}  // namespace bw::desktop
