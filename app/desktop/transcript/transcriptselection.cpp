// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>

#include <utility>

namespace bw::desktop
{

TranscriptView::Place TranscriptView::placeAt(const QPointF &point, MessageHit *hit)
{
    if (m_heights.isEmpty())
        return {};
    const qreal y = point.y() + verticalScrollBar()->value();
    Place place;
    place.row = rowAtHeight(y);
    const MessageHit found = layoutOf(place.row).hit({point.x() - contentLeft(), y - topOf(place.row)});
    place.place = {found.block, found.position};
    if (hit)
        *hit = found;
    return place;
}

int TranscriptView::rowAt(const QPoint &point) const
{
    return m_heights.isEmpty() ? -1 : rowAtHeight(point.y() + verticalScrollBar()->value());
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    MessageHit hit;
    const Place place = placeAt(event->position(), &hit);
    if (place.row < 0)
        return;
    m_pressed = event->position();
    m_ring = false;
    m_row = place.row;
    m_element = -1;
    if (hit.part == MessageHit::Part::Thinking)
        return toggleThoughts(place.row);
    m_selecting = true;
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = place;
    selectTo(place);
}

void TranscriptView::toggleThoughts(int row)
{
    MessageLayout &layout = layoutOf(row);
    layout.setThinkingShown(!layout.isThinkingShown());
    m_heights[row] = layout.height();
    setFollowing(false);
    updateRange();
    viewport()->update();
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    MessageHit hit;
    const Place place = placeAt(event->position(), &hit);
    if (m_selecting) {
        selectTo(place);
        return;
    }
    const bool hand = hit.part == MessageHit::Part::Link || hit.part == MessageHit::Part::Copy
        || hit.part == MessageHit::Part::Thinking;
    viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::IBeamCursor);
    const qint64 timeMs = hit.part == MessageHit::Part::Head ? m_model->item(place.row).timeMs : 0;
    viewport()->setToolTip(timeMs > 0 ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(timeMs), QLocale::LongFormat)
                                      : hit.link);
    Q_EMIT linkHovered(hit.link);
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !std::exchange(m_selecting, false))
        return;
    const bool clicked = (event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (!clicked)
        return;
    MessageHit hit;
    const Place place = placeAt(event->position(), &hit);
    if (hit.part == MessageHit::Part::Link) {
        Q_EMIT linkActivated(hit.link);
    } else if (hit.part == MessageHit::Part::Copy) {
        const QString text = layoutOf(place.row).blockText(hit.block);
        QApplication::clipboard()->setText(text);
        Q_EMIT copied(text);
    }
}

/// The word under the pointer.
void TranscriptView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position());
    if (place.row < 0)
        return;
    const QString text = layoutOf(place.row).blockText(place.place.block);
    int from = place.place.position;
    int to = from;
    const auto isWord = [&text](int i) {
        return i >= 0 && i < text.size() && (text.at(i).isLetterOrNumber() || text.at(i) == u'_');
    };
    while (isWord(from - 1))
        --from;
    while (isWord(to))
        ++to;
    m_anchor = {place.row, {place.place.block, from}};
    selectTo({place.row, {place.place.block, to}});
}

void TranscriptView::selectTo(const Place &place)
{
    m_head = place;
    viewport()->update();
}

QString TranscriptView::selectedText() const
{
    const auto [from, to] = std::minmax(m_anchor, m_head);
    if (!m_model || from.row < 0 || from == to)
        return {};
    QStringList parts;
    for (int row = from.row; row <= to.row && row < m_model->rowCount(); ++row) {
        // A message that is far away has no layout; one is made for the copy and thrown away.
        MessageLayout layout(m_look);
        layout.setWidth(contentWidth());
        layout.setItem(m_model->item(row));
        const MessagePlace start = row == from.row ? from.place : MessagePlace {};
        const MessagePlace end = row == to.row ? to.place : layout.end();
        parts.append(layout.textBetween(start, end));
    }
    return parts.join(QStringLiteral("\n\n"));
}

void TranscriptView::selectAll()
{
    if (m_heights.isEmpty())
        return;
    const auto last = static_cast<int>(m_heights.size()) - 1;
    m_anchor = {0, {}};
    selectTo({last, layoutOf(last).end()});
}

void TranscriptView::contextMenuEvent(QContextMenuEvent *event)
{
    // The menu key means the message where the keyboard is.
    if (event->reason() == QContextMenuEvent::Keyboard && m_row >= 0) {
        const QRect rect = rectOf(m_row);
        const int y = qMax(rect.top(), viewport()->mapToGlobal(QPoint(0, 0)).y());
        Q_EMIT menuRequested(m_row, {rect.left(), y});
        return;
    }
    const QPoint inside = viewport()->mapFromGlobal(event->globalPos());
    Q_EMIT menuRequested(rowAt(inside), event->globalPos());
}

}  // namespace bw::desktop
