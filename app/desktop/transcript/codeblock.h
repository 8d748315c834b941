// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/blocklayout.h"
#include "transcript/codecolors.h"

#include <QList>
#include <QStringList>

#include <vector>

namespace bw::desktop
{

/// Code with its language and a button that copies it. Long lines are broken at words, by columns of the fixed-width
/// font, so that the height of ten thousand lines is a sum and only what is seen is laid out. Colours follow within a
/// few milliseconds a frame.
class CodeBlock final : public BlockLayout
{
public:
    CodeBlock(const MarkdownBlock &block, const TextLook &look);

    void setWidth(qreal width) override;
    [[nodiscard]] qreal height() const override;
    void draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection) override;
    [[nodiscard]] QString plainText() const override { return m_code; }
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] QRectF copyButton() const override { return button(); }
    [[nodiscard]] bool isCopyButton(const QPointF &point) const override;
    [[nodiscard]] bool wantsRepaint() const override { return m_behind; }
    bool grow(const MarkdownBlock &block) override;

private:
    struct Line {
        int start = 0;      ///< in the code
        int row = 0;        ///< first row on the screen
        QList<int> breaks;  ///< where its further rows begin, in the line
        QList<QTextLayout::FormatRange> colors;
    };
    void addLines(int from);
    void countRows(size_t from);
    [[nodiscard]] int rowsOf(size_t line) const { return static_cast<int>(m_lines[line].breaks.size()) + 1; }
    void breakLine(size_t line);
    [[nodiscard]] QString lineText(size_t line) const;
    [[nodiscard]] size_t lineOfRow(int row) const;
    [[nodiscard]] QRectF button() const;
    void colorUpTo(size_t line);
    void drawHead(QPainter &painter, const QPointF &at) const;
    void drawLine(QPainter &painter, const QPointF &at, size_t line, BlockSelection selection) const;

    QString m_language;
    QString m_code;
    TextLook m_look;
    CodeColors m_colors;
    std::vector<Line> m_lines;
    size_t m_colored = 0;  ///< lines that have their colours
    bool m_behind = false;
    qreal m_width = 0;
    qreal m_rowHeight = 0;
    qreal m_columnWidth = 0;
    int m_columns = 80;
};

}  // namespace bw::desktop
