// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/meaningpane.h"

#include "widgets/look.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using spec::WordPiece;
using Kind = spec::SpecDifference::Kind;

namespace
{

QColor toneOf(Kind kind)
{
    const Tokens &t = Look::tokens();
    return kind == Kind::Added ? t.good : kind == Kind::Removed ? t.bad : t.busy;
}

/// Signs that no font lacks.
QString signOf(Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return u"+ "_s;
    case Kind::Removed:
        return u"\u2212 "_s;
    case Kind::Changed:
        return u"~ "_s;
    case Kind::Moved:
        return u"> "_s;
    }
    return {};
}

QTextBlockFormat indented(int indent, double above)
{
    QTextBlockFormat format;
    format.setLeftMargin(indent * 2 * metrics::unit);
    format.setTopMargin(above);
    return format;
}

QTextCharFormat colored(const QColor &color, bool strong = false)
{
    QTextCharFormat format;
    format.setForeground(color);
    if (strong)
        format.setFontWeight(QFont::DemiBold);
    return format;
}

}  // namespace

MeaningPane::MeaningPane(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("What differs"));
    setFrameShape(NoFrame);
    document()->setDocumentMargin(2 * metrics::unit);
    document()->setUndoRedoEnabled(false);
}

void MeaningPane::setComparison(const SpecComparison &comparison)
{
    m_shown = comparison;
    m_shown.text = {};
    m_at = -1;
    write();
    verticalScrollBar()->setValue(0);
}

void MeaningPane::write()
{
    m_writing = true;
    clear();
    m_places.clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    const Tokens &t = Look::tokens();
    const auto line = [&cursor](const QString &said, const QTextCharFormat &format, double above) {
        if (cursor.position() > 0)
            cursor.insertBlock();
        cursor.setBlockFormat(indented(0, above));
        cursor.insertText(said, format);
    };
    if (!m_shown.whyUnreadable.isEmpty())
        line(m_shown.unreadable > 0
                 ? tr("One of the two cannot be read whole as a specification (line %1: %2). The text shows all lines.")
                       .arg(m_shown.unreadable)
                       .arg(m_shown.whyUnreadable)
                 : tr("One of the two cannot be read as a specification (%1). The text shows all lines.")
                       .arg(m_shown.whyUnreadable),
             colored(t.waiting), 0);
    if (m_shown.meant.isEmpty())
        line(tr("Nothing that is built differs. The text shows which lines do."), colored(t.muted), metrics::unit);
    for (qsizetype i = 0; i < m_shown.meant.size(); ++i) {
        const MeantDifference &difference = m_shown.meant.at(i);
        if (i == 0 || m_shown.meant.at(i - 1).kind != difference.kind)
            writeHead(cursor, difference.kind);
        writeOne(cursor, difference);
    }
    if (m_shown.meantLeft > 0)
        line(tr("and %n more; the text shows all lines.", nullptr, m_shown.meantLeft), colored(t.muted), metrics::unit);
    cursor.endEditBlock();
    m_writing = false;
}

void MeaningPane::writeHead(QTextCursor &cursor, Kind kind)
{
    if (cursor.position() > 0)
        cursor.insertBlock();
    QTextBlockFormat format = indented(0, m_places.isEmpty() ? 0 : 2 * metrics::unit);
    format.setHeadingLevel(2);
    cursor.setBlockFormat(format);
    QTextCharFormat head = colored(toneOf(kind), true);
    head.setFontPointSize(font().pointSizeF() * 1.1);
    cursor.insertText(u"%1 (%2)"_s.arg(kindText(kind)).arg(m_shown.count[static_cast<int>(kind)]), head);
}

void MeaningPane::writeOne(QTextCursor &cursor, const MeantDifference &difference)
{
    const Tokens &t = Look::tokens();
    cursor.insertBlock(indented(1, metrics::unit));
    m_places << cursor.position();
    cursor.insertText(signOf(difference.kind), colored(toneOf(difference.kind), true));
    cursor.insertText(difference.title, colored(t.text, true));
    if (!difference.place.isEmpty())
        cursor.insertText(u"  "_s + difference.place, colored(t.muted));
    if (difference.words.isEmpty())
        return;
    cursor.insertBlock(indented(2, 2));
    insertWords(cursor, difference.words);
}

void MeaningPane::insertWords(QTextCursor &cursor, const QList<WordPiece> &words)
{
    const Tokens &t = Look::tokens();
    for (const WordPiece &piece : words) {
        // What went and what came are two words, also where no blank stood between them.
        if (piece.kind == WordPiece::Kind::Added && cursor.positionInBlock() > 0
            && !cursor.block().text().at(cursor.positionInBlock() - 1).isSpace())
            cursor.insertText(u" "_s, colored(t.text));
        QTextCharFormat format = colored(piece.kind == WordPiece::Kind::Added         ? t.good
                                             : piece.kind == WordPiece::Kind::Removed ? t.bad
                                                                                      : t.text);
        // The blank behind a word is no part of its mark.
        const QString bare = piece.text.trimmed().isEmpty() ? piece.text : QString(piece.text).trimmed();
        const qsizetype begin = piece.text.indexOf(bare);
        cursor.insertText(piece.text.left(begin), colored(t.text));
        format.setFontUnderline(piece.kind == WordPiece::Kind::Added);
        format.setFontStrikeOut(piece.kind == WordPiece::Kind::Removed);
        cursor.insertText(bare, format);
        cursor.insertText(piece.text.sliced(begin + bare.size()), colored(t.text));
    }
}

bool MeaningPane::goOn(bool forward)
{
    const int next = m_at < 0 && !forward ? static_cast<int>(m_places.size()) - 1 : m_at + (forward ? 1 : -1);
    if (next < 0 || next >= m_places.size())
        return false;
    m_at = next;
    QTextCursor cursor(document());
    cursor.setPosition(m_places.at(next));
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
    return true;
}

void MeaningPane::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && !m_writing
        && !m_places.isEmpty())
        write();
}

}  // namespace bw::desktop
