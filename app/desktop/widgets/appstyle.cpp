// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appstyle.h"

#include "widgets/draw.h"
#include "widgets/look.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFrame>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

bool isPrimary(const QStyleOption *option, const QWidget *widget)
{
    if (widget != nullptr && widget->property("primary").toBool())
        return true;
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    return button != nullptr && (button->features & QStyleOptionButton::DefaultButton) != 0;
}

void drawButton(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = Look::tokens();
    const bool enabled = (option->state & QStyle::State_Enabled) != 0;
    const bool over = enabled && (option->state & QStyle::State_MouseOver) != 0;
    const bool down = (option->state & (QStyle::State_Sunken | QStyle::State_On)) != 0;
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool flat = button != nullptr && (button->features & QStyleOptionButton::Flat) != 0;
    if (isPrimary(option, widget) && enabled)
        return draw::box(painter, option->rect, over || down ? t.accentHover : t.accent, Qt::transparent);
    const QColor ground = down ? t.pressed : over ? t.hover : flat ? QColor(Qt::transparent) : t.surface;
    const QColor border = flat ? QColor(Qt::transparent) : enabled ? t.border : t.line;
    draw::box(painter, option->rect, ground, border);
}

// A tool button without a frame until the pointer is there.
void drawTool(QPainter *painter, const QStyleOption *option)
{
    const Tokens &t = Look::tokens();
    const bool enabled = (option->state & QStyle::State_Enabled) != 0;
    if ((option->state & (QStyle::State_Sunken | QStyle::State_On)) != 0)
        draw::box(painter, option->rect, t.pressed, Qt::transparent);
    else if (enabled && (option->state & QStyle::State_MouseOver) != 0)
        draw::box(painter, option->rect, t.hover, Qt::transparent);
}

// The chosen one is underlined; no boxes.
void drawTab(QPainter *painter, const QStyleOption *option)
{
    const Tokens &t = Look::tokens();
    const QRect &rect = option->rect;
    if ((option->state & QStyle::State_Selected) != 0)
        painter->fillRect(rect.left() + 8, rect.bottom() - 2, rect.width() - 16, 3, t.accent);
    else if ((option->state & QStyle::State_MouseOver) != 0)
        draw::box(painter, rect.adjusted(2, 2, -2, -4), t.hover, Qt::transparent);
}

void drawField(QPainter *painter, const QStyleOption *option)
{
    const Tokens &t = Look::tokens();
    const bool enabled = (option->state & QStyle::State_Enabled) != 0;
    const bool focus = (option->state & QStyle::State_HasFocus) != 0;
    draw::box(painter, option->rect, enabled ? t.surface : t.window,
              focus         ? t.focus
                  : enabled ? t.border
                            : t.line,
              focus ? 2 : 1);
}

void drawFocus(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    // Lists draw their own, around the whole row.
    if (qobject_cast<const QAbstractItemView *>(widget) != nullptr)
        return;
    QRect rect = option->rect;
    if (qobject_cast<const QPushButton *>(widget) != nullptr || qobject_cast<const QToolButton *>(widget) != nullptr)
        rect = widget->rect();
    draw::ring(painter, rect);
}

void drawBar(QPainter *painter, const QStyleOptionProgressBar &bar)
{
    const Tokens &t = Look::tokens();
    QRectF track(bar.rect);
    track.setTop(track.center().y() - 3);
    track.setHeight(6);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.line);
    painter->drawRoundedRect(track, 3, 3);
    const double span = bar.maximum - bar.minimum;
    const double done = span > 0 ? (bar.progress - bar.minimum) / span : 0;
    if (done > 0) {
        QRectF filled = track;
        filled.setWidth(std::max(6.0, track.width() * done));
        if (bar.direction == Qt::RightToLeft)
            filled.moveRight(track.right());
        painter->setBrush(t.accent);
        painter->drawRoundedRect(filled, 3, 3);
    }
    painter->restore();
}

void drawLabel(const QProxyStyle &style, QPainter *painter, const QStyleOptionButton &button, const QWidget *widget)
{
    QStyleOptionButton changed = button;
    if (isPrimary(&button, widget) && (button.state & QStyle::State_Enabled) != 0)
        changed.palette.setColor(QPalette::ButtonText, Look::tokens().onAccent);
    style.baseStyle()->drawControl(QStyle::CE_PushButtonLabel, &changed, painter, widget);
}

}  // namespace

AppStyle::AppStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void AppStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) != nullptr || qobject_cast<QToolButton *>(widget) != nullptr
        || qobject_cast<QComboBox *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const Tokens &t = Look::tokens();
    switch (static_cast<int>(element)) {
    case PE_PanelButtonCommand:
        return drawButton(painter, option, widget);
    case PE_PanelButtonTool:
        return drawTool(painter, option);
    case PE_PanelLineEdit:
        // A field inside another (of a combo box, or a frameless one) has that one's frame.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            drawField(painter, option);
        return;
    case PE_FrameLineEdit:
        return drawField(painter, option);
    case PE_FrameFocusRect:
        return drawFocus(painter, option, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return draw::check(painter, *option);
    case PE_IndicatorRadioButton:
        return draw::radio(painter, *option);
    case PE_FrameDefaultButton:
        return;
    case PE_Frame:
        return draw::box(painter, option->rect, Qt::transparent, t.line);
    case PE_FrameMenu:
        painter->fillRect(option->rect, t.surface);
        return draw::box(painter, option->rect, t.surface, t.line, 1, 0);
    case PE_PanelMenu:
        painter->fillRect(option->rect, t.surface);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, t.surface);
        return draw::box(painter, option->rect, t.surface, t.line, 1, 0);
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AppStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    const Tokens &t = Look::tokens();
    if (element == CE_PushButtonLabel)
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return drawLabel(*this, painter, *button, widget);
    if (element == CE_ProgressBar)
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return drawBar(painter, *bar);
    if (element == CE_Splitter) {
        const QRect r = option->rect;
        const bool upright = r.height() > r.width();
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height())
                                  : QRect(r.left(), r.center().y(), r.width(), 1),
                          (option->state & State_MouseOver) != 0 ? t.accent : t.line);
        return;
    }
    if (element == CE_MenuItem)
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return draw::menuItem(painter, *item, *this, widget);
    if (element == CE_MenuBarItem)
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return draw::menuBarItem(painter, *item, *this);
    if (element == CE_TabBarTabShape)
        return drawTab(painter, option);
    if (element == CE_MenuBarEmptyArea || element == CE_MenuEmptyArea)
        return painter->fillRect(option->rect, element == CE_MenuEmptyArea ? t.surface : t.window);
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AppStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                  const QWidget *widget) const
{
    if (control == CC_ScrollBar)
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return draw::scrollBar(painter, *bar, proxy()->subControlRect(control, bar, SC_ScrollBarSlider, widget));
    if (control == CC_ComboBox)
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return draw::comboBox(painter, *box, proxy()->subControlRect(control, box, SC_ComboBoxArrow, widget));
    if (control == CC_SpinBox)
        if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            drawField(painter, option);
            draw::arrow(painter, proxy()->subControlRect(control, box, SC_SpinBoxUp, widget), true,
                        (box->stepEnabled & QAbstractSpinBox::StepUpEnabled) != 0);
            return draw::arrow(painter, proxy()->subControlRect(control, box, SC_SpinBoxDown, widget), false,
                               (box->stepEnabled & QAbstractSpinBox::StepDownEnabled) != 0);
        }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect AppStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    // Words keep off the round corners; a field inside another has that one's room.
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame != nullptr && frame->lineWidth > 0)
        return rect.adjusted(6, 0, -6, 0);
    return rect;
}

QRect AppStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                               const QWidget *widget) const
{
    // Bars have no arrows: their length is all handle and track.
    if (control == CC_ScrollBar) {
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return draw::scrollBarPart(*bar, part);
    }
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return rect.adjusted(5, 0, -5, 0);
    return rect;
}

QSize AppStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                 const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton)
        return {std::max(result.width(), size.width() + 4 * metrics::unit),
                std::max(metrics::control, size.height() + 8)};
    if (type == CT_LineEdit || type == CT_ComboBox || type == CT_SpinBox)
        result.setHeight(std::max(metrics::control, result.height()));
    if (type == CT_ItemViewItem)
        result.setHeight(std::max(28, result.height()));
    if (type == CT_MenuItem)
        return draw::menuItemSize(option, result);
    if (type == CT_MenuBarItem)
        result += QSize(metrics::unit, 4);
    return result;
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (static_cast<int>(metric)) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 36;
    case PM_SplitterWidth:
        return 5;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 18;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 5;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                        QStyleHintReturn *returned) const
{
    switch (static_cast<int>(hint)) {
    case SH_ScrollBar_ContextMenu:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

}  // namespace bw::desktop
