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
};

}  // namespace bw::desktop
