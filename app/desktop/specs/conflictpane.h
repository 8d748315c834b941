// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mergemodel.h"

#include <QWidget>

class QLabel;
class QRadioButton;
class QTextEdit;

namespace bw::desktop
{

/// One conflict of a merge: what stood there before, mine and theirs, and which of them shall stand.
class ConflictPane final : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictPane(QWidget *parent = nullptr);

    void setConflict(const spec::MergeConflict &conflict, bool both);

Q_SIGNALS:
    void chosen(bw::spec::MergeConflict::Choice choice);

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();
    QWidget *makeSide(QLabel *title, QTextEdit *text);

    spec::MergeConflict m_conflict;
    QRadioButton *m_takeMine, *m_takeTheirs, *m_takeBoth;
    QLabel *m_baseTitle;
    QTextEdit *m_base, *m_mine, *m_theirs;
    QWidget *m_baseSide = nullptr;
    bool m_setting = false;
};

}  // namespace bw::desktop
