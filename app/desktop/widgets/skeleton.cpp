// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/skeleton.h"

#include "widgets/draw.h"
#include "widgets/look.h"

#include <QPainter>

namespace bw::desktop
{

Skeleton::Skeleton(int rowHeight, QWidget *parent)
    : QWidget(parent)
    , m_rowHeight(rowHeight)
{
}

void Skeleton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    const int margin = 2 * metrics::unit;
    const bool twoLines = m_rowHeight > 40;
    for (int row = 0, y = margin / 2; row < 8 && y + m_rowHeight < height(); ++row, y += m_rowHeight) {
        painter.setOpacity(1.0 - row * 0.11);
        const double first = (0.45 + 0.1 * (row * 7 % 4)) * (width() - 2 * margin);
        draw::box(&painter, QRectF(margin, y + m_rowHeight * 0.24, first, 11), t.hover, Qt::transparent, 1, 4);
        if (twoLines)
            draw::box(&painter, QRectF(margin, y + m_rowHeight * 0.56, first * 0.7, 9), t.hover, Qt::transparent, 1, 4);
    }
}

}  // namespace bw::desktop
