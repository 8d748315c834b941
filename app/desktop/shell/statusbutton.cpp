// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusbutton.h"

#include "widgets/draw.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QPainter>
#include <QStyle>

namespace bw::desktop
{

namespace
{
constexpr int drawing = 16, gap = 6, edge = 8;
}

StatusButton::StatusButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.92);
    setFont(font);
    hide();
}

void StatusButton::setEntry(const StatusEntry &entry)
{
    if (entry == m_entry)
        return;
    m_entry = entry;
    setText(entry.text);
    setToolTip(entry.detail);
    setAccessibleName(entry.text);
    setAccessibleDescription(entry.detail);
    setVisible(!entry.text.isEmpty());
    updateGeometry();
    update();
}

QSize StatusButton::sizeHint() const
{
    // At fractional scales letters are a part of a pixel wider than they say.
    return {edge + drawing + gap + fontMetrics().horizontalAdvance(text()) + 2 + edge,
            std::max(26, fontMetrics().height() + 8)};
}

// In a narrow window the words give way before the drawing does.
QSize StatusButton::minimumSizeHint() const { return {2 * edge + drawing, sizeHint().height()}; }

void StatusButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    if (isDown() || underMouse())
        draw::box(&painter, rect(), isDown() ? t.pressed : t.hover, Qt::transparent, 1, 4);
    const bool quiet = m_entry.tone == usertext::Tone::Quiet;
    const QColor tone = quiet ? t.muted : colorOf(t, m_entry.tone);
    const auto place = [this](const QRect &r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    const QRect picture = place(QRect(edge, (height() - drawing) / 2, drawing, drawing));
    painter.drawPixmap(picture.topLeft(), icons::pixmap(m_entry.icon, tone, drawing, devicePixelRatioF()));
    const int room = width() - 2 * edge - drawing - gap;
    if (room > 8) {
        painter.setPen(quiet ? t.text : tone);
        painter.drawText(place(QRect(edge + drawing + gap, 0, room, height())),
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter
                             | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, room));
    }
    if (hasFocus())
        draw::ring(&painter, rect());
}

}  // namespace bw::desktop
