// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/conflictpane.h"

#include "specs/meaningpane.h"
#include "widgets/look.h"

#include <QButtonGroup>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QTextEdit>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using spec::WordPiece;
using Choice = spec::MergeConflict::Choice;

namespace
{

constexpr qsizetype longestSide = 20'000;  // bytes that are shown

QString shownText(const QByteArray &text)
{
    // Cut between lines, so that no character is cut.
    if (text.size() <= longestSide)
        return QString::fromUtf8(text);
    const QByteArray first = text.first(longestSide);
    return QString::fromUtf8(first.left(first.lastIndexOf('\n') + 1)) + u'\u2026';
}

/// The words of `text`, with those marked that differ from `from`; what is gone stands there only where both are small.
QList<WordPiece> marked(const QString &from, const QString &text, bool gone)
{
    QList<WordPiece> pieces = spec::wordDiff(from, text);
    if (!gone)
        pieces.removeIf([](const WordPiece &piece) { return piece.kind == WordPiece::Kind::Removed; });
    return pieces;
}

}  // namespace

ConflictPane::ConflictPane(QWidget *parent)
    : QWidget(parent)
    , m_takeMine(new QRadioButton(tr("&Mine")))
    , m_takeTheirs(new QRadioButton(tr("&Theirs")))
    , m_takeBoth(new QRadioButton(tr("&Both, mine first")))
    , m_baseTitle(new QLabel(tr("Before")))
    , m_base(new QTextEdit)
    , m_mine(new QTextEdit)
    , m_theirs(new QTextEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::unit);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(2 * metrics::unit);
    auto *ask = new QLabel(tr("Take:"));
    choices->addWidget(ask);
    auto *group = new QButtonGroup(this);
    const QList<std::pair<QRadioButton *, Choice>> all {
        {m_takeMine, Choice::Mine}, {m_takeTheirs, Choice::Theirs}, {m_takeBoth, Choice::Both}};
    for (const auto &[button, choice] : all) {
        group->addButton(button);
        choices->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this, choice](bool on) {
            if (on && !m_setting)
                Q_EMIT chosen(choice);
        });
    }
    choices->addStretch();
    layout->addLayout(choices);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(metrics::unit);
    m_baseSide = makeSide(m_baseTitle, m_base);
    sides->addWidget(m_baseSide, 1);
    sides->addWidget(makeSide(new QLabel(tr("Mine")), m_mine), 1);
    sides->addWidget(makeSide(new QLabel(tr("Theirs")), m_theirs), 1);
    layout->addLayout(sides, 1);
}

QWidget *ConflictPane::makeSide(QLabel *title, QTextEdit *text)
{
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    title->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(title);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(title->text());
    text->setMinimumSize(120, 60);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(text->font().pointSizeF() * 0.95);
    text->setFont(fixed);
    layout->addWidget(text, 1);
    return side;
}

void ConflictPane::setConflict(const spec::MergeConflict &conflict, bool both)
{
    const bool same =
        conflict.mine == m_conflict.mine && conflict.theirs == m_conflict.theirs && conflict.line == m_conflict.line;
    m_conflict = conflict;
    m_setting = true;
    QButtonGroup *group = m_takeMine->group();
    // Else one of them would always be on.
    group->setExclusive(false);
    m_takeMine->setChecked(conflict.choice == Choice::Mine);
    m_takeTheirs->setChecked(conflict.choice == Choice::Theirs);
    m_takeBoth->setChecked(conflict.choice == Choice::Both);
    group->setExclusive(true);
    m_takeBoth->setEnabled(both);
    m_takeBoth->setToolTip(both ? QString() : tr("Both cannot stand here, one behind the other."));
    m_setting = false;
    if (!same)
        write();
}

void ConflictPane::write()
{
    const QString base = shownText(m_conflict.base), mine = shownText(m_conflict.mine),
                  theirs = shownText(m_conflict.theirs);
    const bool anew = base.isEmpty();
    m_baseSide->setVisible(!anew);
    const auto fill = [](QTextEdit *edit, const QList<WordPiece> &words) {
        edit->clear();
        QTextCursor cursor(edit->document());
        if (words.isEmpty()) {
            QTextCharFormat muted;
            muted.setForeground(Look::tokens().muted);
            muted.setFontItalic(true);
            cursor.insertText(tr("nothing stands here"), muted);
        }
        MeaningPane::insertWords(cursor, words);
        edit->moveCursor(QTextCursor::Start);
    };
    const auto plain = [](const QString &text) {
        return text.isEmpty() ? QList<WordPiece> {} : QList<WordPiece> {{WordPiece::Kind::Same, text}};
    };
    fill(m_base, plain(base));
    fill(m_mine, mine.isEmpty() ? plain(mine) : marked(anew ? theirs : base, mine, !anew));
    fill(m_theirs, theirs.isEmpty() ? plain(theirs) : marked(anew ? mine : base, theirs, !anew));
}

void ConflictPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_baseSide)
        write();
}

}  // namespace bw::desktop
