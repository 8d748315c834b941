// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/blocklayout.h"
#include "transcript/markdowntext.h"
#include "transcript/messageelement.h"
#include "transcript/transcriptitem.h"

#include <vector>

namespace bw::desktop
{

/// Where something was pressed in a message.
struct MessageHit {
    enum class Part { Nothing, Head, Text, Link, Copy, Thinking };
    Part part = Part::Nothing;
    int block = 0;
    int position = 0;
    QString link {};
};

/// A place in the text of a message; blocks in order, what went wrong behind them.
struct MessagePlace {
    int block = 0;
    int position = 0;
    friend auto operator<=>(const MessagePlace &, const MessagePlace &) = default;
};

/// One message with its place: head line, thoughts (folded), blocks of its text, problem. Only the blocks that differ
/// are made again when its text changes. Coordinates count from its upper left corner.
class MessageLayout final
{
public:
    explicit MessageLayout(const TextLook &look);

    void setItem(const TranscriptItem &item);
    void setWidth(qreal width);
    void setThinkingShown(bool shown);
    [[nodiscard]] bool isThinkingShown() const { return m_thinkingShown; }
    [[nodiscard]] qreal height() const { return m_height; }
    /// A guess that costs nothing.
    static qreal estimate(const TranscriptItem &item, qreal width, const TextLook &look);

    /// `from` and `to` are what is selected; equal = nothing.
    void draw(QPainter &painter, const QPointF &at, const QRectF &visible, MessagePlace from, MessagePlace to);
    [[nodiscard]] MessageHit hit(const QPointF &point) const;
    [[nodiscard]] QString textBetween(MessagePlace from, MessagePlace to) const;
    [[nodiscard]] MessagePlace end() const;
    [[nodiscard]] bool wantsRepaint() const;
    /// The whole text of a block, for its button.
    [[nodiscard]] QString blockText(int block) const;
    /// In the order in which they are read.
    [[nodiscard]] QList<MessageElement> elements() const;

private:
    struct Placed {
        MarkdownBlock block;  ///< without its text, which the layout has
        std::unique_ptr<BlockLayout> layout;
        qreal left = 0;
        qreal top = 0;
    };
    void makeBlocks(MarkdownText &source, const QString &text, std::vector<Placed> &placed);
    void place();
    qreal placeBlocks(std::vector<Placed> &placed, qreal top, qreal width) const;
    void drawHead(QPainter &painter, const QPointF &at) const;
    void drawBlocks(QPainter &painter, const QPointF &at, const QRectF &visible, MessagePlace from, MessagePlace to);
    void drawBeside(QPainter &painter, const QPointF &at, const Placed &placed, qreal bottom) const;

    TextLook m_look;
    TranscriptItem m_item;
    MarkdownText m_source;
    MarkdownText m_thoughts;
    std::vector<Placed> m_blocks;
    std::vector<Placed> m_thinking;
    bool m_thinkingShown = false;
    qreal m_width = 0;
    qreal m_height = 0;
    QRectF m_thinkingRow;
    QRectF m_activityRow;
    std::unique_ptr<BlockLayout> m_problem;
    qreal m_problemTop = 0;
};

}  // namespace bw::desktop
