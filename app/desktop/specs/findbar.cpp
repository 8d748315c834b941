// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/findbar.h"

#include "widgets/icons.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

FindBar::FindBar(QPlainTextEdit *edit, QWidget *parent)
    : QWidget(parent)
    , m_edit(edit)
    , m_words(new QLineEdit)
    , m_with(new QLineEdit)
    , m_case(new QCheckBox(tr("Match &case")))
    , m_whole(new QCheckBox(tr("&Whole words")))
    , m_count(new QLabel)
    , m_replaceRow(new QWidget)
    , m_replace(new QPushButton(tr("&Replace")))
    , m_replaceAll(new QPushButton(tr("Replace &All")))
{
    build();
    m_recount.setSingleShot(true);
    m_recount.setInterval(200);
    connect(&m_recount, &QTimer::timeout, this, &FindBar::say);
    connect(m_words, &QLineEdit::textChanged, this, &FindBar::typed);
    connect(m_case, &QCheckBox::toggled, this, &FindBar::typed);
    connect(m_whole, &QCheckBox::toggled, this, &FindBar::typed);
    connect(m_replace, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_known = false;
        if (isVisible())
            m_recount.start();
    });
    hide();
}

void FindBar::build()
{
    const auto tool = [this](const QString &icon, const QString &name, void (FindBar::*run)()) {
        auto *button = new QToolButton;
        button->setIcon(icons::icon(icon));
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, run);
        return button;
    };
    m_words->setPlaceholderText(tr("Find"));
    m_words->setAccessibleName(tr("Find"));
    m_with->setPlaceholderText(tr("Replace with"));
    m_with->setAccessibleName(tr("Replace with"));
    auto *first = new QHBoxLayout;
    first->addWidget(m_words, 1);
    first->addWidget(tool(u"back"_s, tr("Previous match"), &FindBar::previous));
    first->addWidget(tool(u"forward"_s, tr("Next match"), &FindBar::next));
    first->addWidget(tool(u"close"_s, tr("Close the search"), &FindBar::end));
    auto *options = new QHBoxLayout;
    options->addWidget(m_case);
    options->addWidget(m_whole);
    options->addStretch();
    options->addWidget(m_count);
    auto *second = new QHBoxLayout(m_replaceRow);
    second->setContentsMargins(0, 0, 0, 0);
    second->addWidget(m_with, 1);
    second->addWidget(m_replace);
    second->addWidget(m_replaceAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addWidget(m_replaceRow);
    layout->addLayout(options);
}

SearchFor FindBar::search() const
{
    return {.words = m_words->text(), .caseSensitive = m_case->isChecked(), .wholeWord = m_whole->isChecked()};
}

void FindBar::begin(bool replace)
{
    m_start = m_edit->textCursor().selectionStart();
    const QString selected = m_edit->textCursor().selectedText();
    m_replaceRow->setVisible(replace);
    show();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_words->setText(selected);
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
    say();
}

void FindBar::end()
{
    hide();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void FindBar::look()
{
    if (m_known)
        return;
    m_matches = findAll(m_edit->document()->toRawText(), search());
    m_known = true;
}

void FindBar::typed()
{
    m_known = false;
    look();
    if (m_matches.isEmpty()) {
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(cursor.selectionStart());
        m_edit->setTextCursor(cursor);
        say();
    } else {
        select(nextMatch(m_matches, m_start));
    }
}

void FindBar::select(qsizetype index)
{
    if (index >= 0) {
        const int from = static_cast<int>(m_matches.at(index));
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(from);
        cursor.setPosition(from + static_cast<int>(m_words->text().size()), QTextCursor::KeepAnchor);
        m_edit->setTextCursor(cursor);
        m_edit->ensureCursorVisible();
        m_start = from;
    }
    say();
}

void FindBar::next()
{
    look();
    // Behind the beginning of what is selected, so that a match there is not found again.
    const QTextCursor cursor = m_edit->textCursor();
    select(nextMatch(m_matches, cursor.hasSelection() ? cursor.selectionStart() + 1 : cursor.position()));
}

void FindBar::previous()
{
    look();
    select(previousMatch(m_matches, m_edit->textCursor().selectionStart()));
}

void FindBar::say()
{
    look();
    const auto at = m_matches.indexOf(m_edit->textCursor().selectionStart());
    const bool selected = at >= 0 && m_edit->textCursor().selectedText().size() == m_words->text().size();
    if (m_words->text().isEmpty())
        m_count->clear();
    else if (m_matches.isEmpty())
        m_count->setText(tr("Not found"));
    else if (selected)
        m_count->setText(tr("%1 of %2").arg(at + 1).arg(m_matches.size()));
    else
        m_count->setText(tr("%n found", nullptr, static_cast<int>(m_matches.size())));
    m_replace->setEnabled(!m_matches.isEmpty());
    m_replaceAll->setEnabled(!m_matches.isEmpty());
}

void FindBar::replaceOne()
{
    look();
    QTextCursor cursor = m_edit->textCursor();
    const qsizetype size = m_words->text().size();
    if (!m_matches.contains(cursor.selectionStart()) || cursor.selectionEnd() - cursor.selectionStart() != size)
        return next();
    cursor.insertText(m_with->text());
    m_edit->setTextCursor(cursor);
    next();
}

/// From the first match to the last in one piece: thousands of small changes would take seconds.
void FindBar::replaceAll()
{
    look();
    if (m_matches.isEmpty())
        return;
    const QString text = m_edit->document()->toRawText();
    const qsizetype size = m_words->text().size(), first = m_matches.first();
    QString made;
    qsizetype done = first;
    for (const qsizetype at : std::as_const(m_matches)) {
        made += QStringView(text).sliced(done, at - done);
        made += m_with->text();
        done = at + size;
    }
    const auto count = static_cast<int>(m_matches.size());
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(static_cast<int>(first));
    cursor.setPosition(static_cast<int>(done), QTextCursor::KeepAnchor);
    cursor.insertText(made);
    cursor.setPosition(static_cast<int>(first));
    m_edit->setTextCursor(cursor);
    say();
    m_count->setText(tr("%n replaced", nullptr, count));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        return end();
    if (enter && m_with->hasFocus())
        return replaceOne();
    if (enter && m_words->hasFocus())
        return (event->modifiers() & Qt::ShiftModifier) != 0 ? previous() : next();
    QWidget::keyPressEvent(event);
}

}  // namespace bw::desktop
