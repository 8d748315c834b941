// SPDX-License-Identifier: GPL-3.0-or-later
// A transcript without a pointer.
#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace bw::desktop
{

int TranscriptView::rowOf(qint64 key) const
{
    for (int row = m_model ? m_model->rowCount() - 1 : -1; row >= 0; --row)
        if (m_model->item(row).key == key)
            return row;
    return -1;
}

QList<MessageElement> TranscriptView::elements(int row)
{
    return row >= 0 && row < m_heights.size() ? layoutOf(row).elements() : QList<MessageElement>();
}

QRect TranscriptView::rectOf(int row, int element)
{
    if (row < 0 || row >= m_heights.size())
        return {};
    QRectF rect(0, 0, contentWidth(), m_heights.at(row));
    if (element >= 0)
        rect = elements(row).value(element).rect;
    rect.translate(contentLeft(), topOf(row) - verticalScrollBar()->value());
    return {viewport()->mapToGlobal(rect.topLeft().toPoint()), rect.size().toSize()};
}

void TranscriptView::activate(int row, int element)
{
    const QList<MessageElement> all = elements(row);
    if (element < 0 || element >= all.size())
        return;
    const MessageElement &one = all.at(element);
    if (one.kind == MessageElement::Kind::Thoughts)
        return toggleThoughts(row);
    if (one.kind == MessageElement::Kind::Link)
        return Q_EMIT linkActivated(one.detail);
    if (one.kind != MessageElement::Kind::Copy)
        return;
    const QString text = layoutOf(row).blockText(one.block);
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

void TranscriptView::showMessage(int row)
{
    scrollToRow(row);
    m_ring = true;
    setCurrent(row, -1);
    setFocus();
}

void TranscriptView::setCurrent(int row, int element)
{
    m_row = row;
    m_element = element;
    viewport()->update();
    if (!QAccessible::isActive() || row < 0)
        return;
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(this);
    QAccessibleInterface *message = list ? list->child(row) : nullptr;
    if (QAccessibleInterface *where = message && element >= 0 ? message->child(element) : message) {
        QAccessibleEvent focused(where, QAccessible::Focus);
        QAccessible::updateAccessibility(&focused);
    }
}

/// `rect` in the whole transcript. What is higher than the view is shown from its top.
void TranscriptView::bringIntoView(const QRectF &rect)
{
    QScrollBar *bar = verticalScrollBar();
    const qreal top = bar->value();
    if (rect.bottom() > top + viewport()->height())
        bar->setValue(qRound(qMin(rect.bottom() - viewport()->height(), rect.top())));
    if (rect.top() < bar->value())
        bar->setValue(qRound(rect.top()));
}

/// Scrolls first where the message goes on beyond the edge.
bool TranscriptView::moveRow(int step)
{
    const auto rows = static_cast<int>(m_heights.size());
    QScrollBar *bar = verticalScrollBar();
    m_ring = true;
    if (rows == 0)
        return false;
    if (m_row < 0 || m_row >= rows) {
        setCurrent(rowAtHeight(bar->value() + viewport()->height() - 1), -1);
        return true;
    }
    const qreal top = topOf(m_row) - bar->value();
    const qreal bottom = top + m_heights.at(m_row);
    const bool more =
        step > 0 ? bottom > viewport()->height() + 1 && bar->value() < bar->maximum() : top < -1 && bar->value() > 0;
    const bool seen = bottom > 0 && top < viewport()->height();
    if (more && seen) {
        bar->setValue(bar->value() + step * 3 * bar->singleStep());
        return true;
    }
    const int row = qBound(0, m_row + step, rows - 1);
    (void)layoutOf(row);
    updateRange();
    setCurrent(row, -1);
    // Of one that is longer than the view, the end that comes first on the way.
    const qreal height = qMin(m_heights.at(row), static_cast<qreal>(viewport()->height()));
    bringIntoView({0, step > 0 ? topOf(row) : topOf(row) + m_heights.at(row) - height, 1, height});
    return true;
}

bool TranscriptView::focusNextPrevChild(bool next)
{
    const QList<MessageElement> all = elements(m_row);
    const int step = next ? 1 : -1;
    const auto count = static_cast<int>(all.size());
    // Backwards from outside one comes to the message itself first.
    for (int i = m_element + step; i >= 0 && i < count && (next || m_element >= 0); i += step)
        if (all.at(i).isActive()) {
            m_ring = true;
            setCurrent(m_row, i);
            bringIntoView(all.at(i).rect.translated(0, topOf(m_row)));
            return true;
        }
    if (!next && m_element >= 0) {
        setCurrent(m_row, -1);
        return true;
    }
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void TranscriptView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() == Qt::MouseFocusReason || m_heights.isEmpty())
        return;
    m_ring = true;
    if (m_row < 0)
        m_row = rowAtHeight(verticalScrollBar()->value() + viewport()->height() - 1);
    setCurrent(m_row, event->reason() == Qt::TabFocusReason ? -1 : m_element);
}

void TranscriptView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TranscriptView::copy()
{
    QString text = selectedText();
    if (text.isEmpty() && m_row >= 0 && m_ring) {
        const QList<MessageElement> all = elements(m_row);
        const MessageElement one = all.value(m_element);
        MessageLayout &layout = layoutOf(m_row);
        text = m_element < 0                         ? layout.textBetween({}, layout.end())
            : one.kind == MessageElement::Kind::Copy ? layout.blockText(one.block)
            : one.kind == MessageElement::Kind::Link ? one.detail
                                                     : one.text;
    }
    if (text.isEmpty())
        return;
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    QScrollBar *bar = verticalScrollBar();
    if (event->key() == Qt::Key_Home || event->matches(QKeySequence::MoveToStartOfDocument))
        return bar->triggerAction(QAbstractSlider::SliderToMinimum);
    if (event->key() == Qt::Key_End || event->matches(QKeySequence::MoveToEndOfDocument))
        return scrollToEnd();
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        && moveRow(event->key() == Qt::Key_Up ? -1 : 1))
        return;
    const bool press = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (plain && press && m_element >= 0)
        return activate(m_row, m_element);
    QAbstractScrollArea::keyPressEvent(event);
}

void TranscriptView::drawRing(QPainter &painter, const QPointF &at, MessageLayout &layout) const
{
    QRectF ring(-10, -4, contentWidth() + 20, layout.height() - 16);
    if (m_element >= 0)
        ring = layout.elements().value(m_element).rect.adjusted(-3, -1, 3, 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_look.link, m_element >= 0 ? 2 : 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(ring.translated(at), 5, 5);
    painter.restore();
}

}  // namespace bw::desktop
