// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/builddelegate.h"

#include "models/buildlistmodel.h"
#include "widgets/draw.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QPainter>

namespace bw::desktop
{

namespace
{

// Paints words from one side and from the other of a line; the first gives way.
class Line final
{
public:
    Line(QPainter *painter, const QRect &rect, Qt::LayoutDirection direction)
        : m_painter(painter)
        , m_rest(rect)
        , m_direction(direction)
    {
    }
    void end(const QString &text, const QFont &font, const QColor &color)
    {
        if (text.isEmpty())
            return;
        draw(text, font, color, Qt::AlignRight);
        const int used = QFontMetrics(font).horizontalAdvance(text) + 12;
        m_direction == Qt::RightToLeft ? m_rest.adjust(used, 0, 0, 0) : m_rest.adjust(0, 0, -used, 0);
    }
    void begin(const QString &text, const QFont &font, const QColor &color)
    {
        draw(QFontMetrics(font).elidedText(text, Qt::ElideRight, m_rest.width()), font, color, Qt::AlignLeft);
    }

private:
    void draw(const QString &text, const QFont &font, const QColor &color, Qt::Alignment side)
    {
        m_painter->setFont(font);
        m_painter->setPen(color);
        m_painter->drawText(
            m_rest,
            static_cast<int>(QStyle::visualAlignment(m_direction, side)) | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    QPainter *m_painter;
    QRect m_rest;
    Qt::LayoutDirection m_direction;
};

QFont small(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

void drawProgress(QPainter *painter, const QRect &rect, double progress, const QColor &color, bool mirrored)
{
    const Tokens &t = Look::tokens();
    draw::box(painter, rect, t.line, Qt::transparent, 1, 1.5);
    QRectF done(rect);
    done.setWidth(rect.width() * progress);
    if (mirrored)
        done.moveRight(rect.right() + 1);
    if (progress > 0)
        draw::box(painter, done, color, Qt::transparent, 1, 1.5);
}

}  // namespace

QSize BuildDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {240, std::max(metrics::row, 2 * option.fontMetrics.height() + 40)};
}

void BuildDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = Look::tokens();
    const auto state = static_cast<BuildState>(index.data(BuildListModel::StateRole).toInt());
    const usertext::StateLook look = usertext::stateLook(state);
    const QColor tone = colorOf(t, look.tone);
    painter->save();
    const QRect whole = option.rect.adjusted(8, 2, -8, -2);
    draw::rowGround(painter, whole, option);
    const auto place = [&](const QRect &rect) { return QStyle::visualRect(option.direction, whole, rect); };
    const QRect picture = place(QRect(whole.left() + 12, whole.center().y() - 11, 22, 22));
    painter->drawPixmap(picture.topLeft(), icons::pixmap(look.icon, tone, 22, painter->device()->devicePixelRatioF()));
    const int left = whole.left() + 46;
    const int width = whole.right() - left - 14;
    const int height = option.fontMetrics.height() + 2;
    const int top = whole.top() + (whole.height() - 2 * height - 12) / 2;
    Line first(painter, place(QRect(left, top, width, height)), option.direction);
    first.end(index.data(BuildListModel::WhenRole).toString(), small(option.font), t.muted);
    first.begin(index.data(BuildListModel::NameRole).toString(), strong(option.font), t.text);
    Line second(painter, place(QRect(left, top + height + 3, width, height)), option.direction);
    second.end(index.data(BuildListModel::CostRole).toString(), small(option.font), t.muted);
    second.begin(look.name + QStringLiteral(" · ") + index.data(BuildListModel::LineRole).toString(),
                 small(option.font), t.muted);
    const QVariant progress = index.data(BuildListModel::ProgressRole);
    if (progress.isValid())
        drawProgress(painter, place(QRect(left, top + 2 * height + 8, width, 3)), progress.toDouble(), tone,
                     option.direction == Qt::RightToLeft);
    painter->restore();
}

}  // namespace bw::desktop
