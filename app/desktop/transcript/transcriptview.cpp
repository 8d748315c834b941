// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptview.h"

#include "transcript/transcriptaccessible.h"
#include "transcript/transcriptmodel.h"

#include <QPainter>
#include <QScrollBar>

#include <utility>

namespace bw::desktop
{

namespace
{
constexpr qreal widestText = 780;  ///< longer lines are hard to read
constexpr qreal margin = 24;
constexpr int keptAround = 8;  ///< layouts of messages above and below what is seen
}  // namespace

TranscriptView::TranscriptView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setSingleStep(24);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);
    installTranscriptAccessible();
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setModel(TranscriptModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
        connect(model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
        connect(model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) { rowChanged(first.row(), last.row()); });
        connect(model, &QAbstractItemModel::modelReset, this, &TranscriptView::reset);
    }
    reset();
}

void TranscriptView::setLook(const TextLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    reset();
}

void TranscriptView::reset()
{
    m_layouts.clear();
    m_heights.clear();
    m_anchor = m_head = {};
    m_row = m_element = -1;
    setFollowing(true);
    if (m_model && m_model->rowCount() > 0)
        rowsInserted(0, m_model->rowCount() - 1);
    updateRange();
    viewport()->update();
}

void TranscriptView::rowsInserted(int first, int last)
{
    m_heights.insert(first, last - first + 1, 0);
    for (int row = first; row <= last; ++row)
        m_heights[row] = MessageLayout::estimate(m_model->item(row), contentWidth(), m_look);
    if (last + 1 < m_heights.size())
        m_layouts.clear();  // rows have other numbers now
    if (!m_following)
        Q_EMIT grewUnseen();
    updateRange();
    viewport()->update();
}

void TranscriptView::rowsRemoved(int first, int last)
{
    m_heights.remove(first, last - first + 1);
    std::erase_if(m_layouts, [first](const auto &entry) { return entry.first >= first; });
    m_anchor = m_head = {};
    if (m_row >= first)
        m_row = m_element = -1;
    updateRange();
    viewport()->update();
}

void TranscriptView::rowChanged(int first, int last)
{
    if (!m_following && last + 1 == m_heights.size())
        Q_EMIT grewUnseen();
    for (int row = first; row <= last; ++row) {
        const auto found = m_layouts.find(row);
        if (found == m_layouts.end()) {
            m_heights[row] = MessageLayout::estimate(m_model->item(row), contentWidth(), m_look);
            continue;
        }
        found->second->setItem(m_model->item(row));
        m_heights[row] = found->second->height();
    }
    updateRange();
    viewport()->update();
}

MessageLayout &TranscriptView::layoutOf(int row)
{
    auto &layout = m_layouts[row];
    if (!layout) {
        layout = std::make_unique<MessageLayout>(m_look);
        layout->setWidth(contentWidth());
        layout->setItem(m_model->item(row));
    }
    layout->setWidth(contentWidth());
    m_heights[row] = layout->height();
    return *layout;
}

qreal TranscriptView::contentWidth() const { return qMin(widestText, qMax(viewport()->width() - 2 * margin, 120.0)); }

qreal TranscriptView::contentLeft() const { return std::floor((viewport()->width() - contentWidth()) / 2); }

qreal TranscriptView::topOf(int row) const
{
    qreal top = margin;
    for (int i = 0; i < row; ++i)
        top += m_heights.at(i);
    return top;
}

int TranscriptView::rowAtHeight(qreal y) const
{
    qreal top = margin;
    for (int row = 0; row < m_heights.size(); ++row) {
        top += m_heights.at(row);
        if (y < top)
            return row;
    }
    return static_cast<int>(m_heights.size()) - 1;
}

void TranscriptView::updateRange()
{
    const auto total = static_cast<int>(topOf(static_cast<int>(m_heights.size())));
    QScrollBar *bar = verticalScrollBar();
    m_moving = true;
    bar->setRange(0, qMax(0, total - viewport()->height()));
    bar->setPageStep(viewport()->height());
    if (m_following)
        bar->setValue(bar->maximum());
    m_moving = false;
}

/// A message that is laid out for the first time is seldom as high as was guessed. What the reader looks at must not
/// move: where it began above the edge, the bar moves with it.
void TranscriptView::layOutVisible()
{
    if (m_heights.isEmpty())
        return;
    for (int pass = 0; pass < 4; ++pass) {
        QScrollBar *bar = verticalScrollBar();
        const qreal before = topOf(static_cast<int>(m_heights.size()));
        const int first = rowAtHeight(bar->value());
        const qreal firstTop = topOf(first);
        const qreal guessed = m_heights.at(first);
        int row = first;
        for (qreal y = firstTop; row < m_heights.size() && y < bar->value() + viewport()->height(); ++row) {
            (void)layoutOf(row);
            y += m_heights.at(row);
        }
        if (!m_following && firstTop < bar->value() && !qFuzzyCompare(guessed, m_heights.at(first))) {
            m_moving = true;
            bar->setMaximum(qMax(bar->maximum(), static_cast<int>(before)));
            bar->setValue(bar->value() + qRound(m_heights.at(first) - guessed));
            m_moving = false;
        }
        updateRange();
        dropFarLayouts(first, row);
        if (qFuzzyCompare(before, topOf(static_cast<int>(m_heights.size()))))
            return;
    }
}

void TranscriptView::dropFarLayouts(int first, int last)
{
    std::erase_if(m_layouts, [&](const auto &entry) {
        return (entry.first < first - keptAround || entry.first > last + keptAround)
            && !entry.second->isThinkingShown();
    });
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    if (!m_model || m_heights.isEmpty())
        return;
    layOutVisible();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::TextAntialiasing);
    const qreal shift = verticalScrollBar()->value();
    const auto [from, to] = std::minmax(m_anchor, m_head);
    bool again = false;
    const int first = rowAtHeight(shift);
    qreal top = topOf(first) - shift;
    for (int row = first; row < m_heights.size() && top < viewport()->height(); ++row) {
        MessageLayout &layout = layoutOf(row);
        const QRectF visible(0, -top, contentWidth(), viewport()->height());
        MessagePlace start;
        MessagePlace end;
        if (from.row >= 0 && row >= from.row && row <= to.row) {
            start = row == from.row ? from.place : MessagePlace {};
            end = row == to.row ? to.place : layout.end();
        }
        layout.draw(painter, {contentLeft(), top}, visible, start, end);
        if (row == m_row && m_ring && hasFocus())
            drawRing(painter, {contentLeft(), top}, layout);
        again = again || layout.wantsRepaint();
        top += m_heights.at(row);
    }
    if (again)
        QMetaObject::invokeMethod(viewport(), qOverload<>(&QWidget::update), Qt::QueuedConnection);
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const int first = m_heights.isEmpty() ? -1 : rowAtHeight(verticalScrollBar()->value());
    // Those that are laid out take the new width when they are drawn.
    for (int row = 0; row < m_heights.size(); ++row)
        if (!m_layouts.contains(row))
            m_heights[row] = MessageLayout::estimate(m_model->item(row), contentWidth(), m_look);
    updateRange();
    if (!m_following && first >= 0)
        scrollToRow(first);
}

void TranscriptView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    if (!m_moving)
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4);
    viewport()->update();
}

void TranscriptView::setFollowing(bool following)
{
    if (std::exchange(m_following, following) != following)
        Q_EMIT followingChanged(following);
}

void TranscriptView::scrollToEnd()
{
    setFollowing(true);
    updateRange();
    viewport()->update();
}

void TranscriptView::scrollToRow(int row)
{
    if (row < 0 || row >= m_heights.size())
        return;
    m_moving = true;
    verticalScrollBar()->setValue(static_cast<int>(topOf(row) - margin));
    m_moving = false;
    setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4);
    viewport()->update();
}

void TranscriptView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        reset();
}

}  // namespace bw::desktop
