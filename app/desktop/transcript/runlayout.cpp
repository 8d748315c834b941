// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/runlayout.h"

#include <QPainter>
#include <QTextOption>

namespace bw::desktop
{

namespace
{

constexpr qreal lineSpacing = 1.35;  // of the font's height: long texts are read here

QTextCharFormat formatOf(const MarkdownRun &run, const QFont &font, const TextLook &look)
{
    QTextCharFormat format;
    if (run.strong)
        format.setFontWeight(QFont::DemiBold);
    if (run.emphasis)
        format.setFontItalic(true);
    if (run.struck)
        format.setFontStrikeOut(true);
    if (run.code) {
        QFont mono = look.mono;
        mono.setPointSizeF(font.pointSizeF() * 0.94);
        format.setFont(mono, QTextCharFormat::FontPropertiesSpecifiedOnly);
        format.setBackground(look.shade);
    }
    if (!run.link.isEmpty()) {
        format.setForeground(look.link);
        format.setFontUnderline(true);
    }
    return format;
}

}  // namespace

RunLayout::RunLayout(const MarkdownRuns &runs, const QFont &font, const TextLook &look, Qt::Alignment align)
    : m_color(look.text)
    , m_selection(look.selection)
{
    QList<QTextLayout::FormatRange> formats;
    for (const MarkdownRun &run : runs) {
        const auto from = static_cast<int>(m_text.size());
        m_text += run.text;
        const auto length = static_cast<int>(run.text.size());
        if (const QTextCharFormat format = formatOf(run, font, look); !format.isEmpty())
            formats.append({from, length, format});
        if (!run.link.isEmpty())
            m_links.append({from, from + length, run.link});
    }
    QTextOption option(align);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    m_layout.setTextOption(option);
    m_layout.setFont(font);
    m_layout.setText(m_text);
    m_layout.setFormats(formats);
    m_layout.setCacheEnabled(true);
}

void RunLayout::setWidth(qreal width)
{
    if (qFuzzyCompare(width, m_width))
        return;
    m_width = width;
    m_height = 0;
    m_layout.beginLayout();
    while (true) {
        QTextLine line = m_layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(qMax(width, 1.0));
        const qreal room = line.height() * lineSpacing;
        line.setPosition({0, m_height + (room - line.height()) / 2});
        m_height += room;
    }
    m_layout.endLayout();
}

qreal RunLayout::naturalWidth() const
{
    // maximumWidth() is known after a layout only.
    QTextLayout layout(m_text, m_layout.font());
    layout.setFormats(m_layout.formats());
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    return layout.maximumWidth();
}

void RunLayout::draw(QPainter &painter, const QPointF &at, int selectedFrom, int selectedTo) const
{
    QList<QTextLayout::FormatRange> selections;
    if (selectedTo > selectedFrom) {
        QTextCharFormat format;
        format.setBackground(m_selection);
        selections.append({selectedFrom, selectedTo - selectedFrom, format});
    }
    painter.setPen(m_color);
    m_layout.draw(&painter, at, selections);
}

int RunLayout::positionAt(const QPointF &point) const
{
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        if (point.y() < line.y() + line.height() * (1 + lineSpacing) / 2 || i + 1 == m_layout.lineCount())
            return line.xToCursor(point.x());
    }
    return 0;
}

QList<BlockLink> RunLayout::links() const
{
    QList<BlockLink> all;
    for (const Link &link : m_links) {
        QRectF rect;
        for (int i = 0; i < m_layout.lineCount() && rect.isNull(); ++i) {
            const QTextLine line = m_layout.lineAt(i);
            if (link.from >= line.textStart() + line.textLength())
                continue;
            const qreal from = line.cursorToX(link.from);
            const qreal to = line.cursorToX(qMin(link.to, line.textStart() + line.textLength()));
            rect = QRectF(qMin(from, to), line.y(), qAbs(to - from), line.height());
        }
        all.append({m_text.sliced(link.from, link.to - link.from), link.target, rect});
    }
    return all;
}

QString RunLayout::linkAt(const QPointF &point) const
{
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        if (!line.naturalTextRect().contains(point))
            continue;
        const int position = line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
        for (const Link &link : m_links)
            if (position >= link.from && position < link.to)
                return link.target;
    }
    return {};
}

}  // namespace bw::desktop
