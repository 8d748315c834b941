// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/messagelayout.h"

#include <QAbstractScrollArea>
#include <QPointer>

#include <unordered_map>

namespace bw::desktop
{

class TranscriptModel;

/// Shows a TranscriptModel. Only messages near the part that is seen are laid out and kept, so that a chat of thousands
/// of messages opens at once and costs no more memory than a short one. While an answer grows the view stays at its
/// end, until the reader scrolls away from it; back at the end it follows again.
///
/// By keyboard: Up and Down go from message to message (a long one is scrolled first), Tab and Shift+Tab through what
/// can be pressed in one (thoughts, links, Copy of code) and then on to the next widget, Return presses, Ctrl+C copies
/// what is selected, else where one is. A screen reader has the same as a list of messages with their parts.
class TranscriptView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    /// Not owned.
    void setModel(TranscriptModel *model);
    void setLook(const TextLook &look);
    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// What is selected, as plain text.
    [[nodiscard]] QString selectedText() const;
    /// Row of the message under the pointer or with the selection; -1 = none.
    [[nodiscard]] int rowAt(const QPoint &point) const;
    void scrollToRow(int row);
    /// Scrolls to it and marks it.
    void showMessage(int row);

    /// For keyboard and screen readers. Rectangles on the screen; an element is an index of elements().
    [[nodiscard]] TranscriptModel *model() const { return m_model; }
    [[nodiscard]] int rowOf(qint64 key) const;  ///< -1 = it is not there
    [[nodiscard]] QList<MessageElement> elements(int row);
    [[nodiscard]] QRect rectOf(int row, int element = -1);
    void activate(int row, int element);
    [[nodiscard]] int currentRow() const { return m_row; }          ///< -1 = none
    [[nodiscard]] int currentElement() const { return m_element; }  ///< -1 = the message itself

public Q_SLOTS:
    void scrollToEnd();
    void copy();
    void selectAll();

Q_SIGNALS:
    /// The view itself opens nothing.
    void linkActivated(const QString &link);
    void linkHovered(const QString &link);
    void copied(const QString &text);
    void menuRequested(int row, const QPoint &globalPoint);
    void followingChanged(bool following);
    /// Something came below what is seen while it does not follow.
    void grewUnseen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    /// A place in the whole transcript, for the selection.
    struct Place {
        int row = -1;
        MessagePlace place;
        friend auto operator<=>(const Place &, const Place &) = default;
    };
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);
    void rowChanged(int first, int last);
    void reset();
    MessageLayout &layoutOf(int row);
    [[nodiscard]] qreal contentWidth() const;
    [[nodiscard]] qreal contentLeft() const;
    [[nodiscard]] qreal topOf(int row) const;
    [[nodiscard]] int rowAtHeight(qreal y) const;
    void layOutVisible();
    void updateRange();
    void dropFarLayouts(int first, int last);
    [[nodiscard]] Place placeAt(const QPointF &point, MessageHit *hit = nullptr);
    void selectTo(const Place &place);
    void setFollowing(bool following);
    void toggleThoughts(int row);
    void setCurrent(int row, int element);
    bool moveRow(int step);
    void bringIntoView(const QRectF &rect);
    void drawRing(QPainter &painter, const QPointF &at, MessageLayout &layout) const;

    QPointer<TranscriptModel> m_model;
    TextLook m_look;
    QList<qreal> m_heights;  ///< of all rows; those that were never seen are guessed
    std::unordered_map<int, std::unique_ptr<MessageLayout>> m_layouts;
    Place m_anchor;
    Place m_head;
    bool m_selecting = false;
    bool m_following = true;
    bool m_moving = false;  ///< the bar is being set by us
    QPointF m_pressed;
    int m_row = -1;      ///< where the keyboard is
    int m_element = -1;  ///< in it; -1 = the message itself
    bool m_ring = false;
};

}  // namespace bw::desktop
