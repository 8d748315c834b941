// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/mentionpopup.h"

#include <QAccessible>
#include <QKeyEvent>

namespace bw::desktop
{

namespace
{
constexpr int mostRows = 8;  // without scrolling
}  // namespace

MentionPopup::MentionPopup(QWidget *field)
    : QListWidget(field->window())
    , m_field(field)
{
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("What can be pointed at"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setAutoFillBackground(true);
    hide();
    connect(field, &QObject::destroyed, this, &QObject::deleteLater);
    connect(this, &QListWidget::itemClicked, this, &MentionPopup::pick);
}

void MentionPopup::offer(const QList<Mention> &mentions)
{
    m_mentions = mentions;
    clear();
    for (const Mention &one : mentions) {
        auto *item = new QListWidgetItem(tr("%1  (%2)").arg(one.title, one.detail), this);
        item->setToolTip(one.title);
    }
    if (mentions.isEmpty() || !m_field->isVisible())
        return hide();
    setCurrentRow(0);
    // The field may stand in another window by now than when this was made.
    if (parentWidget() != m_field->window())
        setParent(m_field->window());
    place();
    show();
    raise();
}

void MentionPopup::place()
{
    const int rows = qMin(count(), mostRows);
    const int height = rows * sizeHintForRow(0) + 2 * frameWidth();
    const int width = qMin(520, m_field->width());
    const QPoint corner = m_field->mapTo(parentWidget(), QPoint(0, 0));
    const int x = layoutDirection() == Qt::RightToLeft ? corner.x() + m_field->width() - width : corner.x();
    setGeometry(x, qMax(0, corner.y() - height - 4), width, height);
}

bool MentionPopup::takeKey(const QKeyEvent &event)
{
    if (!isVisible())
        return false;
    const auto move = [this](int to) {
        setCurrentRow(qBound(0, to, count() - 1));
        QAccessibleEvent told(this, QAccessible::Focus);
        told.setChild(currentRow());
        QAccessible::updateAccessibility(&told);
        return true;
    };
    switch (event.key()) {
    case Qt::Key_Up:
        return move(currentRow() == 0 ? count() - 1 : currentRow() - 1);
    case Qt::Key_Down:
        return move(currentRow() == count() - 1 ? 0 : currentRow() + 1);
    case Qt::Key_PageUp:
        return move(currentRow() - mostRows);
    case Qt::Key_PageDown:
        return move(currentRow() + mostRows);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        pick();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void MentionPopup::pick()
{
    const int row = currentRow();
    hide();
    if (row >= 0 && row < m_mentions.size())
        Q_EMIT picked(m_mentions.at(row));
}

}  // namespace bw::desktop
