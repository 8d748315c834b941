// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/specdelegate.h"

#include "models/speclistmodel.h"
#include "widgets/draw.h"
#include "widgets/look.h"

#include <QPainter>

namespace bw::desktop
{

QSize SpecDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, 3 * (option.fontMetrics.height() + 2) + 24};
}

void SpecDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = Look::tokens();
    painter->save();
    const QRect whole = option.rect.adjusted(8, 2, -8, -2);
    draw::rowGround(painter, whole, option);
    const int height = option.fontMetrics.height() + 2;
    QRect row(whole.left() + 12, whole.top() + (whole.height() - 3 * height) / 2, whole.width() - 24, height);
    const auto words = [&](const QRect &rect, const QString &text, const QFont &font, const QColor &color,
                           Qt::Alignment side) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(QStyle::visualRect(option.direction, row, rect),
                          static_cast<int>(QStyle::visualAlignment(option.direction, side)) | Qt::AlignVCenter
                              | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.92);
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    // In words: a mark alone would have to be learnt.
    const bool draft = index.data(SpecListModel::DraftRole).toBool();
    const QString when = draft ? tr("not saved") : index.data(SpecListModel::WhenRole).toString();
    const int room = QFontMetrics(small).horizontalAdvance(when) + 2;
    words(row.adjusted(row.width() - room, 0, 0, 0), when, small, draft ? t.waiting : t.muted, Qt::AlignRight);
    words(row.adjusted(0, 0, -room - 10, 0), index.data(Qt::DisplayRole).toString(), strong, t.text, Qt::AlignLeft);
    row.translate(0, height);
    words(row, index.data(SpecListModel::FactsRole).toString(), small, t.muted, Qt::AlignLeft);
    row.translate(0, height);
    words(row, index.data(SpecListModel::OriginRole).toString(), small, t.muted, Qt::AlignLeft);
    painter->restore();
}

}  // namespace bw::desktop
