// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/textsearch.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace bw::desktop
{

/// Find and replace in a text. Says how often it stands there and which one is selected; what is replaced at once is
/// one step to undo. Esc closes it and goes back to the text.
class FindBar final : public QWidget
{
    Q_OBJECT
public:
    /// The edit has to live longer.
    explicit FindBar(QPlainTextEdit *edit, QWidget *parent = nullptr);

    /// With the selected words, where they are of one line.
    void begin(bool replace);
    void next();
    void previous();
    void replaceOne();
    void replaceAll();
    void end();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    [[nodiscard]] SearchFor search() const;
    void look();
    void typed();
    void select(qsizetype index);
    void say();

    QPlainTextEdit *m_edit;
    QLineEdit *m_words;
    QLineEdit *m_with;
    QCheckBox *m_case;
    QCheckBox *m_whole;
    QLabel *m_count;
    QWidget *m_replaceRow;
    QPushButton *m_replace;
    QPushButton *m_replaceAll;
    QList<qsizetype> m_matches;
    bool m_known = false;  // m_matches are those of the text as it is
    int m_start = 0;       // where the search began: more letters look from there
    QTimer m_recount;
};

}  // namespace bw::desktop
