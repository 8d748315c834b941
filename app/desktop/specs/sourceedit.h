// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/losslesstext.h"
#include "spec/specvalidator.h"

#include <QPlainTextEdit>

namespace bw::desktop
{

class SourceColors;

/// The text of a specification: line numbers, the line one is in, colours, and a line under what is wrong. Gives back
/// every character of what it was given but those that were changed.
class SourceEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit SourceEdit(QWidget *parent = nullptr);

    /// Forgets what could be undone.
    void open(const QString &text);
    [[nodiscard]] QString text() const { return m_form.give(document()->toRawText()); }
    /// For who makes text() of a raw text elsewhere.
    [[nodiscard]] const LosslessText &form() const { return m_form; }
    void setFormat(spec::SpecFormat format);

    /// The findings of the text as it is now. They move with the text from then on.
    void showFindings(const QList<spec::Finding> &findings);
    /// What is said of the place of the caret; empty = nothing.
    [[nodiscard]] QString findingAtCaret() const;

    /// Makes the edits as one step that can be undone; `join`: together with the step before. What is the same before
    /// and after is not touched, and the caret stays where it is in the text. False: a place is not there.
    bool apply(QList<spec::TextEdit> edits, bool join = false);
    /// Puts the caret there and shows it. Places that are not there are the nearest that are.
    void goTo(const spec::TextPlace &place);
    [[nodiscard]] int caretLine() const { return textCursor().blockNumber() + 1; }

    // Of the margin.
    [[nodiscard]] int marginWidth() const;
    void paintMargin(QPaintEvent *event);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Mark {
        QTextCursor place;
        spec::Diagnostic::Level level;
        QString text;
    };
    [[nodiscard]] int position(const spec::TextPlace &place) const;
    [[nodiscard]] QTextCursor underlined(const spec::TextSpan &span) const;
    [[nodiscard]] QString markText(const QTextCursor &at) const;
    [[nodiscard]] QRect lineRect(int number) const;
    void showMarks();
    void moveLine();
    void placeMargin();
    void breakLine();
    void indent(bool in);

    LosslessText m_form;
    SourceColors *m_colors;
    QWidget *m_margin;
    QList<Mark> m_marks;
    QList<spec::Finding> m_findings;
    int m_line = 0;
};

}  // namespace bw::desktop
