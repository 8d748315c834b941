// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/textdiffpane.h"

#include "widgets/draw.h"
#include "widgets/look.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace bw::desktop
{

namespace
{

using spec::TextDiffLine;
using spec::WordPiece;

/// Draws a row at its place in the window: what is wider than the window is moved below the numbers, which stay.
class DiffDelegate final : public QStyledItemDelegate
{
public:
    DiffDelegate(const TextDiffModel &model, QListView *view)
        : QStyledItemDelegate(view)
        , m_model(model)
        , m_view(view)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const int width = m_model.widest() * option.fontMetrics.horizontalAdvance(u'm') + 3 * gap;
        const int beside = m_view->viewport()->width() / 2;
        return {m_model.isSideBySide() ? beside + gutter(option, false) + width : gutter(option, true) + width,
                option.fontMetrics.height() + 4};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = Look::tokens();
        const int width = m_view->viewport()->width(), row = index.row();
        const QRect whole(0, option.rect.top(), width, option.rect.height());
        painter->save();
        painter->setFont(option.font);
        if (m_model.row(row).kind != TextDiffModel::RowKind::Line) {
            painter->fillRect(whole, t.sunken);
            painter->setPen(t.muted);
            painter->drawText(whole.adjusted(gap, 0, -gap, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                              index.data().toString());
        } else if (!m_model.isSideBySide()) {
            const TextDiffLine *left = m_model.left(row), *right = m_model.right(row);
            paintLine(painter, option, whole, left ? left : right, true);
        } else {
            const QRect left(0, whole.top(), width / 2, whole.height());
            const QRect right(width / 2, whole.top(), width - width / 2, whole.height());
            paintLine(painter, option, left, m_model.left(row), false);
            paintLine(painter, option, right, m_model.right(row), false);
            painter->setPen(t.line);
            painter->drawLine(right.topLeft(), right.bottomLeft());
        }
        if ((option.state & QStyle::State_HasFocus) != 0)
            draw::ring(painter, whole);
        painter->restore();
    }

private:
    static constexpr int gap = 8;

    [[nodiscard]] int numberWidth(const QStyleOptionViewItem &option) const
    {
        const auto digits = static_cast<int>(QString::number(std::max(m_model.largestNumber(), 100)).size());
        return digits * option.fontMetrics.horizontalAdvance(u'0') + gap;
    }
    /// Numbers and sign.
    [[nodiscard]] int gutter(const QStyleOptionViewItem &option, bool both) const
    {
        return numberWidth(option) * (both ? 2 : 1) + option.fontMetrics.horizontalAdvance(u'+') + 3 * gap;
    }

    void paintLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const TextDiffLine *line,
                   bool both) const
    {
        const Tokens &t = Look::tokens();
        if (!line)
            return painter->fillRect(rect, t.sunken);
        const bool added = line->kind == TextDiffLine::Kind::Added, removed = line->kind == TextDiffLine::Kind::Removed;
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        const QColor tone = added ? t.good : removed ? t.bad : t.text;
        painter->fillRect(rect, selected ? t.selection : t.surface);
        // A bar at the side, so that a change is seen from afar, without a ground on which words are hard to read.
        if (added || removed)
            painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tone);
        painter->setPen(t.muted);
        QRect number(rect.left() + gap, rect.top(), numberWidth(option) - gap, rect.height());
        const auto put = [&](int n) {
            if (n > 0)
                painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(n));
            number.translate(numberWidth(option), 0);
        };
        if (both || !added)
            put(line->before);
        if (both || added)
            put(line->after);
        painter->setPen(tone);
        if (added || removed)
            painter->drawText(
                QRect(rect.left() + gutter(option, both) - 2 * gap - option.fontMetrics.horizontalAdvance(u'+') + gap,
                      rect.top(), 3 * gap, rect.height()),
                Qt::AlignLeft | Qt::AlignVCenter, added ? QStringLiteral("+") : QStringLiteral("\u2212"));
        painter->save();
        const QRect words = rect.adjusted(gutter(option, both), 0, 0, 0);
        painter->setClipRect(words);
        paintWords(painter, option, words.translated(-m_view->horizontalScrollBar()->value(), 0), *line, tone);
        painter->restore();
    }

    static void paintWords(QPainter *painter, const QStyleOptionViewItem &option, QRect rect, const TextDiffLine &line,
                           const QColor &tone)
    {
        QList<WordPiece> pieces = line.words;
        if (pieces.isEmpty())
            pieces.append({WordPiece::Kind::Same, line.text});
        for (const WordPiece &piece : std::as_const(pieces)) {
            QFont font = option.font;
            font.setUnderline(piece.kind == WordPiece::Kind::Added);
            font.setStrikeOut(piece.kind == WordPiece::Kind::Removed);
            if (piece.kind != WordPiece::Kind::Same)
                font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            painter->setPen(line.words.isEmpty() || piece.kind != WordPiece::Kind::Same ? tone : Look::tokens().text);
            const QString shown = TextDiffModel::shown(piece.text);
            const int advance = QFontMetrics(font).horizontalAdvance(shown);
            rect.setWidth(advance + gap);
            painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
            rect.translate(advance, 0);
        }
        painter->setFont(option.font);
    }

    const TextDiffModel &m_model;
    QListView *m_view;
};

}  // namespace

TextDiffPane::TextDiffPane(QWidget *parent)
    : QListView(parent)
{
    setModel(&m_model);
    setItemDelegate(new DiffDelegate(m_model, this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setCornerWidget(new QWidget);
    // Lines of a source stand from left to right in every language.
    setLayoutDirection(Qt::LeftToRight);
    setAccessibleName(tr("Lines that differ"));
    // What is drawn stands in the window, not where the row does.
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
    dress();
}

void TextDiffPane::dress()
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(QGuiApplication::font().pointSizeF() * 0.95);
    if (fixed != font())
        setFont(fixed);
}

void TextDiffPane::setDiff(spec::TextDiff diff)
{
    m_model.setDiff(std::move(diff));
    setCurrentIndex(m_model.index(m_model.nextChange(-1)));
    scrollToTop();
    horizontalScrollBar()->setValue(0);
}

void TextDiffPane::setSideBySide(bool sideBySide)
{
    m_model.setSideBySide(sideBySide);
    setCurrentIndex(m_model.index(m_model.nextChange(-1)));
}

bool TextDiffPane::goOn(bool forward)
{
    const int row = currentIndex().row();
    const int next = forward ? m_model.nextChange(row) : m_model.previousChange(row < 0 ? m_model.rowCount() : row);
    if (next < 0)
        return false;
    setCurrentIndex(m_model.index(next));
    scrollTo(m_model.index(next), PositionAtCenter);
    return true;
}

void TextDiffPane::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy))
        return QListView::keyPressEvent(event);
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        rows << index.row();
    std::ranges::sort(rows);
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(m_model.textOf(rows));
}

void TextDiffPane::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (m_model.isSideBySide())
        scheduleDelayedItemsLayout();
}

void TextDiffPane::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        dress();
}

}  // namespace bw::desktop
