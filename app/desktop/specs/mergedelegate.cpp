// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/mergedelegate.h"

#include "models/mergemodel.h"
#include "widgets/draw.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QPainter>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

QSize MergeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, 2 * option.fontMetrics.height() + 22};
}

void MergeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = Look::tokens();
    painter->save();
    const QRect whole = option.rect.adjusted(8, 2, -8, -2);
    draw::rowGround(painter, whole, option);
    const auto placed = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const bool open = index.data(MergeModel::OpenRole).toBool();
    const bool conflict = index.data(MergeModel::ConflictRole).toInt() >= 0;
    const QColor tone = open ? t.waiting : conflict ? t.good : t.muted;
    constexpr int size = 18;
    const QRect sign(whole.left() + 10, whole.top() + (whole.height() - size) / 2, size, size);
    painter->drawPixmap(placed(sign).topLeft(),
                        icons::pixmap(open           ? u"state-question"_s
                                          : conflict ? u"approve"_s
                                                     : u"state-completed"_s,
                                      tone, size, painter->device()->devicePixelRatioF()));
    const int left = sign.right() + 12, height = option.fontMetrics.height() + 2;
    const QRect first(left, whole.top() + (whole.height() - 2 * height) / 2, whole.right() - 10 - left, height);
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.92);
    const auto put = [&](const QRect &rect, const QString &text, const QFont &font, const QColor &color) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(placed(rect),
                          static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter
                              | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    QFont strong = option.font;
    if (open)
        strong.setWeight(QFont::DemiBold);
    put(first, index.data(Qt::DisplayRole).toString(), strong, t.text);
    put(first.translated(0, height), index.data(MergeModel::DetailRole).toString(), small, open ? t.waiting : t.muted);
    painter->restore();
}

}  // namespace bw::desktop
