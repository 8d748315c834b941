// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionMenuItem;
class QStyleOptionSlider;

/// The drawing behind AppStyle and the lists, from the tokens of the moment.
namespace bw::desktop::draw
{

/// A box with round corners; a transparent border draws none.
void box(QPainter *painter, const QRectF &rect, const QColor &ground, const QColor &border, double width = 1,
         double radius = 6);
/// Around what has the keyboard.
void ring(QPainter *painter, const QRectF &rect);
/// Behind a row of a list, as it is chosen, pointed at, or has the keyboard.
void rowGround(QPainter *painter, const QRectF &rect, const QStyleOption &option);
void check(QPainter *painter, const QStyleOption &option);
void radio(QPainter *painter, const QStyleOption &option);
void arrow(QPainter *painter, const QRect &rect, bool up, bool enabled);
void comboBox(QPainter *painter, const QStyleOptionComboBox &option, const QRect &arrowRect);
void scrollBar(QPainter *painter, const QStyleOptionSlider &bar, const QRect &slider);
QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part);
void menuItem(QPainter *painter, const QStyleOptionMenuItem &item, const QStyle &style, const QWidget *widget);
QSize menuItemSize(const QStyleOption *option, const QSize &given);
void menuBarItem(QPainter *painter, const QStyleOptionMenuItem &item, const QStyle &style);

}  // namespace bw::desktop::draw
