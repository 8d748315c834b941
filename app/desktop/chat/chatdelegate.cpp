// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatdelegate.h"

#include "models/chatlistmodel.h"
#include "widgets/draw.h"
#include "widgets/look.h"

#include <QPainter>

namespace bw::desktop
{

namespace
{

/// Empty where the row above stands in the same group.
QString headingOf(const QModelIndex &index)
{
    const QString group = index.data(ChatListModel::GroupRole).toString();
    return index.row() > 0 && index.siblingAtRow(index.row() - 1).data(ChatListModel::GroupRole) == group ? QString()
                                                                                                          : group;
}

int headingHeight(const QStyleOptionViewItem &option) { return option.fontMetrics.height() + 12; }

}  // namespace

QSize ChatDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int row = 2 * option.fontMetrics.height() + 26;
    return {160, headingOf(index).isEmpty() ? row : row + headingHeight(option)};
}

void ChatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = Look::tokens();
    painter->save();
    const QString heading = headingOf(index);
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.92);
    const QRect whole = option.rect.adjusted(8, 2 + (heading.isEmpty() ? 0 : headingHeight(option)), -8, -2);
    draw::rowGround(painter, whole, option);
    const int height = option.fontMetrics.height() + 2;
    const QRect first(whole.left() + 12, whole.top() + (whole.height() - 2 * height) / 2, whole.width() - 24, height);
    QFont font = option.font;
    if (index.data(ChatListModel::PinnedRole).toBool())
        font.setWeight(QFont::DemiBold);
    const auto line = [&](const QRect &rect, const QString &text, const QFont &used, const QColor &color) {
        painter->setFont(used);
        painter->setPen(color);
        painter->drawText(rect,
                          static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter
                              | Qt::TextSingleLine,
                          QFontMetrics(used).elidedText(text, Qt::ElideRight, rect.width()));
    };
    if (!heading.isEmpty()) {
        QFont strong = small;
        strong.setWeight(QFont::DemiBold);
        line(QRect(first.left(), option.rect.top(), first.width(), headingHeight(option)), heading, strong, t.muted);
    }
    line(first, index.data(Qt::DisplayRole).toString(), font, t.text);
    line(first.translated(0, height), index.data(ChatListModel::DetailRole).toString(), small, t.muted);
    painter->restore();
}

}  // namespace bw::desktop
