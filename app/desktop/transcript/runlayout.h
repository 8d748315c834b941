// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/blocklayout.h"
#include "transcript/markdowntext.h"
#include "transcript/textlook.h"

#include <QTextLayout>

namespace bw::desktop
{

/// Styled text, wrapped: a paragraph, a heading, or a cell.
class RunLayout final
{
public:
    RunLayout(const MarkdownRuns &runs, const QFont &font, const TextLook &look,
              Qt::Alignment align = Qt::AlignLeft | Qt::AlignTop);

    void setWidth(qreal width);
    [[nodiscard]] qreal height() const { return m_height; }
    /// Without any wrapping.
    [[nodiscard]] qreal naturalWidth() const;
    void draw(QPainter &painter, const QPointF &at, int selectedFrom, int selectedTo) const;
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] int positionAt(const QPointF &point) const;
    [[nodiscard]] QString linkAt(const QPointF &point) const;
    [[nodiscard]] QList<BlockLink> links() const;

private:
    struct Link {
        int from = 0, to = 0;
        QString target;
    };
    QString m_text;
    QTextLayout m_layout;
    QList<Link> m_links;
    QColor m_color;
    QColor m_selection;
    qreal m_width = -1;
    qreal m_height = 0;
};

}  // namespace bw::desktop
