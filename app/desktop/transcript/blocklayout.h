// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/markdowntext.h"
#include "transcript/textlook.h"

#include <QPointF>
#include <QRectF>

#include <memory>

class QPainter;

namespace bw::desktop
{

/// A range of positions in a block; empty = nothing is selected.
struct BlockSelection {
    int from = 0;
    int to = 0;
    [[nodiscard]] bool isEmpty() const { return to <= from; }
};

/// A link in a block, and where it stands: of one that is wrapped, its first line.
struct BlockLink {
    QString text;
    QString target;
    QRectF rect;
};

/// A block that was given its place. Points and rectangles count from its own upper left corner, in device-independent
/// pixels; positions are UTF-16 units of its plain text. Used by the user-interface thread.
class BlockLayout
{
public:
    virtual ~BlockLayout() = default;
    /// Lays out for a width; cheap when it is the same as before.
    virtual void setWidth(qreal width) = 0;
    [[nodiscard]] virtual qreal height() const = 0;
    /// `visible` is the part that will be seen: only that needs to be drawn.
    virtual void draw(QPainter &painter, const QPointF &at, const QRectF &visible, BlockSelection selection) = 0;
    /// What a copy gives.
    [[nodiscard]] virtual QString plainText() const = 0;
    [[nodiscard]] virtual int positionAt(const QPointF &point) const = 0;
    [[nodiscard]] virtual QString linkAt(const QPointF &point) const
    {
        Q_UNUSED(point)
        return {};
    }
    [[nodiscard]] virtual QList<BlockLink> links() const { return {}; }
    /// Where a click copies the whole block; empty = nowhere.
    [[nodiscard]] virtual QRectF copyButton() const { return {}; }
    /// True where a click copies the whole block.
    [[nodiscard]] virtual bool isCopyButton(const QPointF &point) const
    {
        Q_UNUSED(point)
        return false;
    }
    /// True while what was drawn last is not as it should be yet: draw again soon.
    [[nodiscard]] virtual bool wantsRepaint() const { return false; }
    /// Takes a block that differs from its own only by what was added at the end, and keeps its work. False = it
    /// cannot.
    virtual bool grow(const MarkdownBlock &block)
    {
        Q_UNUSED(block)
        return false;
    }

protected:
    BlockLayout() = default;
    Q_DISABLE_COPY_MOVE(BlockLayout)
};

std::unique_ptr<BlockLayout> makeBlockLayout(const MarkdownBlock &block, const TextLook &look);

}  // namespace bw::desktop
