// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/versiondelegate.h"

#include "models/spechistorymodel.h"
#include "widgets/draw.h"
#include "widgets/look.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace bw::desktop
{

namespace
{

constexpr int boxSize = 18;

QFont small(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

QRect wholeOf(const QStyleOptionViewItem &option) { return option.rect.adjusted(8, 2, -8, -2); }

/// As if from left to right.
QRect boxOf(const QStyleOptionViewItem &option)
{
    const QRect whole = wholeOf(option);
    return {whole.left() + 10, whole.top() + (whole.height() - boxSize) / 2, boxSize, boxSize};
}

}  // namespace

QSize VersionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, option.fontMetrics.height() + QFontMetrics(small(option.font)).height() + 24};
}

void VersionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = Look::tokens();
    painter->save();
    const QRect whole = wholeOf(option);
    const bool marked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    draw::rowGround(painter, whole, option);
    const auto placed = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    QStyleOption box;
    box.rect = placed(boxOf(option));
    box.state = QStyle::State_Enabled | (marked ? QStyle::State_On : QStyle::State_Off);
    draw::check(painter, box);
    const int left = boxOf(option).right() + 12;
    const int first = option.fontMetrics.height() + 2;
    const QFont less = small(option.font);
    const int second = QFontMetrics(less).height() + 2;
    const QRect above(left, whole.top() + (whole.height() - first - second) / 2, whole.right() - 10 - left, first);
    const QRect below(left, above.bottom() + 1, above.width(), second);
    const auto put = [&](const QRect &rect, const QString &text, const QFont &font, const QColor &color,
                         Qt::Alignment side) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(placed(rect),
                          static_cast<int>(QStyle::visualAlignment(option.direction, side)) | Qt::AlignVCenter
                              | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    const QString when = index.data(SpecHistoryModel::WhenRole).toString();
    const int used = QFontMetrics(less).horizontalAdvance(when) + 8;
    QFont strong = option.font;
    if (marked)
        strong.setWeight(QFont::DemiBold);
    put(above, when, less, t.muted, Qt::AlignRight);
    put(above.adjusted(0, 0, -used, 0), index.data(Qt::DisplayRole).toString(), strong, t.text, Qt::AlignLeft);
    put(below, index.data(SpecHistoryModel::DetailRole).toString(), less, t.muted, Qt::AlignLeft);
    painter->restore();
}

bool VersionDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    bool toggles = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QRect box = QStyle::visualRect(option.direction, option.rect, boxOf(option)).adjusted(-6, -8, 6, 8);
        toggles = mouse->button() == Qt::LeftButton && box.contains(mouse->position().toPoint());
    } else if (event->type() == QEvent::KeyPress) {
        toggles = static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    }
    if (!toggles)
        return false;
    const bool marked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, marked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

}  // namespace bw::desktop
