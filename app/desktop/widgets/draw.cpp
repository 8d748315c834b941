// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/draw.h"

#include "widgets/look.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace bw::desktop::draw
{

namespace
{

void polyline(QPainter *painter, const QPolygonF &points, const QColor &color, double width = 1.6)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(points);
    painter->restore();
}

bool has(const QStyleOption &option, QStyle::StateFlag flag) { return (option.state & flag) != 0; }

}  // namespace

void box(QPainter *painter, const QRectF &rect, const QColor &ground, const QColor &border, double width, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool bordered = border.alpha() > 0;
    const double inset = bordered ? width / 2 : 0;
    painter->setPen(bordered ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(ground.alpha() > 0 ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void ring(QPainter *painter, const QRectF &rect) { box(painter, rect, Qt::transparent, Look::tokens().focus, 2); }

void rowGround(QPainter *painter, const QRectF &rect, const QStyleOption &option)
{
    const Tokens &t = Look::tokens();
    if (has(option, QStyle::State_Selected))
        box(painter, rect, t.selection, Qt::transparent);
    else if (has(option, QStyle::State_MouseOver))
        box(painter, rect, t.hover, Qt::transparent);
    if (has(option, QStyle::State_HasFocus))
        ring(painter, rect);
}

void check(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = Look::tokens();
    const QRectF r = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor fill = !enabled ? t.line : t.accent;
    box(painter, r, on ? fill : t.surface, on ? Qt::transparent : enabled ? t.border : t.line, 1, 3.5);
    if (has(option, QStyle::State_NoChange))
        polyline(painter,
                 {{r.left() + r.width() * 0.28, r.center().y()}, {r.right() - r.width() * 0.28, r.center().y()}},
                 t.onAccent, 2);
    else if (on)
        polyline(painter,
                 {{r.left() + r.width() * 0.24, r.top() + r.height() * 0.52},
                  {r.left() + r.width() * 0.43, r.top() + r.height() * 0.70},
                  {r.left() + r.width() * 0.77, r.top() + r.height() * 0.32}},
                 t.onAccent, 2);
}

void radio(QPainter *painter, const QStyleOption &option)
{
    const Tokens &t = Look::tokens();
    const QRectF r = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool on = has(option, QStyle::State_On);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor color = enabled ? (on ? t.accent : t.border) : t.line;
    box(painter, r, t.surface, color, on ? 1.5 : 1, r.width() / 2);
    if (!on)
        return;
    const double inset = r.width() * 0.28;
    const QRectF dot = r.adjusted(inset, inset, -inset, -inset);
    box(painter, dot, color, Qt::transparent, 1, dot.width() / 2);
}

void arrow(QPainter *painter, const QRect &rect, bool up, bool enabled)
{
    const Tokens &t = Look::tokens();
    const QPointF c = QRectF(rect).center();
    const double tip = up ? -2 : 2;
    polyline(painter, {{c.x() - 4, c.y() - tip}, {c.x(), c.y() + tip}, {c.x() + 4, c.y() - tip}},
             enabled ? t.muted : t.disabled);
}

void comboBox(QPainter *painter, const QStyleOptionComboBox &option, const QRect &arrowRect)
{
    const Tokens &t = Look::tokens();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool focus = has(option, QStyle::State_HasFocus);
    const bool over = enabled && !option.editable && has(option, QStyle::State_MouseOver);
    box(painter, option.rect,
        over          ? t.hover
            : enabled ? t.surface
                      : t.window,
        focus         ? t.focus
            : enabled ? t.border
                      : t.line,
        focus ? 2 : 1);
    arrow(painter, arrowRect, false, enabled);
}

void scrollBar(QPainter *painter, const QStyleOptionSlider &bar, const QRect &slider)
{
    const Tokens &t = Look::tokens();
    if (bar.maximum <= bar.minimum)
        return;
    const bool active = has(bar, QStyle::State_MouseOver) || has(bar, QStyle::State_Sunken);
    const double thin = active ? 2 : 3;
    QRectF handle(slider);
    handle =
        bar.orientation == Qt::Vertical ? handle.adjusted(thin, 2, -thin, -2) : handle.adjusted(2, thin, -2, -thin);
    QColor color = active ? t.muted : t.border;
    if (!active)
        color.setAlphaF(0.7F);
    box(painter, handle, color, Qt::transparent, 1, std::min(handle.width(), handle.height()) / 2);
}

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool upright = bar.orientation == Qt::Vertical;
    const int length = upright ? bar.rect.height() : bar.rect.width();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int size = length;
    if (range > 0)
        size = std::clamp(static_cast<int>(qint64(bar.pageStep) * length / (range + bar.pageStep)),
                          std::min(36, length), length);
    const int at =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - size, bar.upsideDown);
    const auto along = [&](int from, int extent) {
        return upright ? QRect(0, from, bar.rect.width(), extent) : QRect(from, 0, extent, bar.rect.height());
    };
    switch (static_cast<int>(part)) {
    case QStyle::SC_ScrollBarSubPage:
        return along(0, at);
    case QStyle::SC_ScrollBarAddPage:
        return along(at + size, length - at - size);
    case QStyle::SC_ScrollBarGroove:
        return along(0, length);
    case QStyle::SC_ScrollBarSlider:
        return along(at, size);
    default:
        return {};
    }
}

QSize menuItemSize(const QStyleOption *option, const QSize &given)
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (item == nullptr)
        return given;
    if (item->menuItemType == QStyleOptionMenuItem::Separator)
        return {given.width(), 9};
    const QString words = item->text.section(u'\t', 0, 0);
    int width = item->fontMetrics.horizontalAdvance(words) + 64;
    if (item->text.contains(u'\t'))
        width += 32;
    return {width, std::max(28, item->fontMetrics.height() + 10)};
}

void menuItem(QPainter *painter, const QStyleOptionMenuItem &item, const QStyle &style, const QWidget *widget)
{
    const Tokens &t = Look::tokens();
    painter->save();
    painter->fillRect(item.rect, t.surface);
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(item.rect.left() + 8, item.rect.center().y(), item.rect.width() - 16, 1), t.line);
        return painter->restore();
    }
    const bool enabled = has(item, QStyle::State_Enabled);
    if (has(item, QStyle::State_Selected))
        box(painter, item.rect.adjusted(5, 0, -5, 0), enabled ? t.selection : t.hover, Qt::transparent);
    const QColor color = enabled ? t.text : t.disabled;
    const QRect mark =
        style.visualRect(item.direction, item.rect, QRect(item.rect.left() + 14, item.rect.center().y() - 8, 16, 16));
    if (item.checked)
        polyline(painter,
                 {{mark.left() + 3.0, mark.center().y() + 0.5},
                  {mark.left() + 6.5, mark.bottom() - 3.5},
                  {mark.right() - 2.5, mark.top() + 4.0}},
                 color, 1.8);
    const QRect words = item.rect.adjusted(38, 0, -18, 0);
    painter->setPen(color);
    painter->setFont(item.font);
    const QString title = item.text.section(u'\t', 0, 0);
    const bool mnemonics = style.styleHint(QStyle::SH_UnderlineShortcut, &item, widget) != 0;
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | (mnemonics ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    painter->drawText(style.visualRect(item.direction, item.rect, words),
                      static_cast<int>(QStyle::visualAlignment(item.direction, Qt::AlignLeft)) | flags, title);
    if (item.text.contains(u'\t')) {
        painter->setPen(enabled ? t.muted : t.disabled);
        painter->drawText(style.visualRect(item.direction, item.rect, words),
                          static_cast<int>(QStyle::visualAlignment(item.direction, Qt::AlignRight)) | Qt::AlignVCenter
                              | Qt::TextSingleLine,
                          item.text.section(u'\t', 1));
    }
    if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const bool left = item.direction == Qt::RightToLeft;
        const double x = left ? item.rect.left() + 16 : item.rect.right() - 16;
        const double y = item.rect.center().y() + 0.5;
        const double tip = left ? -2.5 : 2.5;
        polyline(painter, {{x - tip, y - 4}, {x + tip, y}, {x - tip, y + 4}}, color);
    }
    painter->restore();
}

void menuBarItem(QPainter *painter, const QStyleOptionMenuItem &item, const QStyle &style)
{
    const Tokens &t = Look::tokens();
    painter->fillRect(item.rect, t.window);
    if (has(item, QStyle::State_Selected))
        box(painter, item.rect.adjusted(1, 2, -1, -2), t.hover, Qt::transparent);
    const bool mnemonics = style.styleHint(QStyle::SH_UnderlineShortcut, &item) != 0;
    painter->setPen(has(item, QStyle::State_Enabled) ? t.text : t.disabled);
    painter->drawText(item.rect,
                      Qt::AlignCenter | Qt::TextSingleLine | (mnemonics ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                      item.text);
}

}  // namespace bw::desktop::draw
