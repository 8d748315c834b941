// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/sourceedit.h"

#include "specs/sourcecolors.h"
#include "usertext/usertext.h"
#include "widgets/look.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int marginGap = 8, markRoom = 12;

/// The line numbers, which a screen reader is told by the editor's caret.
class Margin final : public QWidget
{
public:
    explicit Margin(SourceEdit *edit)
        : QWidget(edit)
        , m_edit(edit)
    {
        setAccessibleName(SourceEdit::tr("Line numbers"));
    }
    [[nodiscard]] QSize sizeHint() const override { return {m_edit->marginWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit->paintMargin(event); }

private:
    SourceEdit *m_edit;
};

QColor colorOf(spec::Diagnostic::Level level)
{
    return level == spec::Diagnostic::Level::Error ? Look::tokens().bad : Look::tokens().waiting;
}

}  // namespace

SourceEdit::SourceEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_colors(new SourceColors(document(), this))
    , m_margin(new Margin(this))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLayoutDirection(Qt::LeftToRight);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 4.0);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Text of the specification"));
    setAccessibleDescription(tr("Ctrl+] and Ctrl+[ move lines to the right and to the left."));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &SourceEdit::placeMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_margin->scroll(0, dy);
        else
            m_margin->update(0, rect.y(), m_margin->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &SourceEdit::moveLine);
    placeMargin();
}

void SourceEdit::open(const QString &text)
{
    m_marks.clear();
    m_findings.clear();
    showMarks();
    m_colors->setFormat(likelyFormat(text));
    setPlainText(m_form.take(text));
    document()->setModified(false);
    moveCursor(QTextCursor::Start);
    moveLine();
}

void SourceEdit::setFormat(spec::SpecFormat format) { m_colors->setFormat(format); }

int SourceEdit::position(const spec::TextPlace &place) const
{
    const QTextBlock block = document()->findBlockByNumber(place.line - 1);
    return block.isValid() && place.column >= 0 && place.column < block.length() ? block.position() + place.column : -1;
}

bool SourceEdit::apply(QList<spec::TextEdit> edits, bool join)
{
    // From the end, so that the places before stay true; of two at one place the first one comes first in the text.
    std::ranges::stable_sort(edits, {}, [](const spec::TextEdit &edit) { return edit.span.from; });
    for (const spec::TextEdit &edit : std::as_const(edits))
        if (position(edit.span.from) < 0 || position(edit.span.to) < position(edit.span.from))
            return false;
    QTextCursor cursor(document());
    // Where undoing puts the caret.
    if (!edits.isEmpty())
        cursor.setPosition(position(edits.constFirst().span.from));
    if (join)
        cursor.joinPreviousEditBlock();
    else
        cursor.beginEditBlock();
    for (qsizetype i = edits.size() - 1; i >= 0; --i) {
        const spec::TextEdit &edit = edits.at(i);
        int from = position(edit.span.from), to = position(edit.span.to);
        QString text = m_form.within(edit.text);
        cursor.setPosition(from);
        cursor.setPosition(to, QTextCursor::KeepAnchor);
        const QString old = cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n');
        const qsizetype both = std::min(old.size(), text.size());
        qsizetype head = 0, tail = 0;
        while (head < both && old[head] == text[head])
            ++head;
        while (tail < both - head && old[old.size() - 1 - tail] == text[text.size() - 1 - tail])
            ++tail;
        from += static_cast<int>(head);
        to -= static_cast<int>(tail);
        text = text.sliced(head, text.size() - head - tail);
        if (from == to && text.isEmpty())
            continue;
        cursor.setPosition(from);
        cursor.setPosition(to, QTextCursor::KeepAnchor);
        cursor.insertText(text);
    }
    cursor.endEditBlock();
    return true;
}

void SourceEdit::goTo(const spec::TextPlace &place)
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(place.line, 1, blockCount()) - 1);
    QTextCursor cursor(document());
    cursor.setPosition(block.position() + std::clamp(place.column, 0, block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
}

/// The first line of it, without the blanks before: a wave under ten lines says no more, and hides them.
QTextCursor SourceEdit::underlined(const spec::TextSpan &span) const
{
    const QTextBlock block = document()->findBlockByNumber(span.from.line - 1);
    if (span.isNull() || !block.isValid())
        return {};
    const QString text = block.text();
    const bool whole = span.isEmpty();
    auto from = whole ? 0 : std::min<qsizetype>(span.from.column, text.size());
    auto to = whole || span.to.line > span.from.line ? text.size() : std::min<qsizetype>(span.to.column, text.size());
    while (from < to && text[from].isSpace())
        ++from;
    while (to > from && text[to - 1].isSpace())
        --to;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + static_cast<int>(from));
    cursor.setPosition(block.position() + static_cast<int>(to), QTextCursor::KeepAnchor);
    return cursor;
}

void SourceEdit::showFindings(const QList<spec::Finding> &findings)
{
    // Drawn again for each of hundreds: only when they are others.
    if (findings == m_findings)
        return;
    m_findings = findings;
    m_marks.clear();
    for (const spec::Finding &finding : findings) {
        const QTextCursor place = underlined(finding.span);
        if (!place.isNull())
            m_marks.append({place, finding.level, usertext::specProblemText(finding.key, finding.detail)});
    }
    showMarks();
}

void SourceEdit::showMarks()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const Mark &mark : std::as_const(m_marks)) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(colorOf(mark.level));
        selections.append({mark.place, format});
    }
    setExtraSelections(selections);
    m_margin->update();
}

QString SourceEdit::markText(const QTextCursor &at) const
{
    QStringList texts;
    for (const Mark &mark : m_marks)
        if (mark.place.blockNumber() == at.blockNumber() && !texts.contains(mark.text))
            texts << mark.text;
    return texts.join(u'\n');
}

QString SourceEdit::findingAtCaret() const { return markText(textCursor()); }

int SourceEdit::marginWidth() const
{
    const auto digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    return markRoom + fontMetrics().horizontalAdvance(u'9') * static_cast<int>(digits) + marginGap;
}

void SourceEdit::placeMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
    m_margin->update();
}

void SourceEdit::paintMargin(QPaintEvent *event)
{
    const Tokens &t = Look::tokens();
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), t.sunken);
    painter.setFont(font());
    QHash<int, spec::Diagnostic::Level> levels;
    for (const Mark &mark : std::as_const(m_marks)) {
        const int line = mark.place.blockNumber();
        if (!levels.contains(line) || mark.level == spec::Diagnostic::Level::Error)
            levels.insert(line, mark.level);
    }
    const int current = textCursor().blockNumber();
    const int height = fontMetrics().height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
        if (rect.top() > event->rect().bottom())
            break;
        if (rect.bottom() < event->rect().top())
            continue;
        const int number = block.blockNumber();
        painter.setPen(number == current ? t.text : t.muted);
        const int top = static_cast<int>(rect.top());
        painter.drawText(QRect(0, top, m_margin->width() - marginGap, height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(number + 1));
        if (const auto level = levels.constFind(number); level != levels.constEnd()) {
            // An error is told from a warning by its shape, too.
            painter.setPen(colorOf(*level));
            painter.drawText(QRect(0, top, markRoom, height), Qt::AlignHCenter | Qt::AlignVCenter,
                             *level == spec::Diagnostic::Level::Error ? u"✕"_s : u"!"_s);
        }
    }
}

void SourceEdit::paintEvent(QPaintEvent *event)
{
    // Below the text. As an extra selection it would have all others drawn again at each move of the caret.
    const QRect line = lineRect(textCursor().blockNumber());
    if (line.intersects(event->rect())) {
        QPainter painter(viewport());
        painter.fillRect(line, Look::tokens().hover);
    }
    QPlainTextEdit::paintEvent(event);
}

void SourceEdit::moveLine()
{
    const int line = textCursor().blockNumber();
    if (line == m_line)
        return;
    for (const int number : {m_line, line}) {
        const QRect rect = lineRect(number);
        viewport()->update(rect);
        m_margin->update(0, rect.top(), m_margin->width(), rect.height());
    }
    m_line = line;
}

/// Of the viewport's whole width; empty for a line that is not in sight: to find its place, everything between would
/// have to be laid out.
QRect SourceEdit::lineRect(int number) const
{
    const int first = firstVisibleBlock().blockNumber();
    const QTextBlock block = document()->findBlockByNumber(number);
    if (!block.isValid() || number < first || number > first + viewport()->height() / fontMetrics().lineSpacing() + 1)
        return {};
    QRect rect = blockBoundingGeometry(block).translated(contentOffset()).toAlignedRect();
    rect.setLeft(0);
    rect.setWidth(viewport()->width());
    return rect;
}

void SourceEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeMargin();
}

void SourceEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_colors->restart();
        showMarks();
    } else if (event->type() == QEvent::FontChange) {
        placeMargin();
    }
}

/// A new line begins where the one above it does.
void SourceEdit::breakLine()
{
    QTextCursor cursor = textCursor();
    const QString line = cursor.block().text();
    qsizetype blanks = 0;
    while (blanks < std::min<qsizetype>(line.size(), cursor.positionInBlock())
           && (line[blanks] == u' ' || line[blanks] == u'\t'))
        ++blanks;
    cursor.insertText(u'\n' + line.left(blanks));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void SourceEdit::indent(bool in)
{
    QTextCursor cursor = textCursor();
    const QTextBlock last = document()->findBlock(std::max(cursor.selectionStart(), cursor.selectionEnd() - 1));
    QTextCursor edit(document());
    edit.setPosition(cursor.position());
    edit.beginEditBlock();
    for (QTextBlock block = document()->findBlock(cursor.selectionStart()); block.isValid(); block = block.next()) {
        edit.setPosition(block.position());
        if (in && block.length() > 1) {
            edit.insertText(u"  "_s);
        } else if (!in) {
            const QString text = block.text();
            const int blanks = text.startsWith(u"  "_s) ? 2 : text.startsWith(u' ') || text.startsWith(u'\t') ? 1 : 0;
            edit.setPosition(block.position() + blanks, QTextCursor::KeepAnchor);
            edit.removeSelectedText();
        }
        if (block == last)
            break;
    }
    edit.endEditBlock();
}

void SourceEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
        return breakLine();
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_BracketRight)
        return indent(true);
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_BracketLeft)
        return indent(false);
    QPlainTextEdit::keyPressEvent(event);
}

bool SourceEdit::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = markText(cursorForPosition(help->pos()));
        text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

}  // namespace bw::desktop
