// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mergemodel.h"
#include "shell/page.h"

#include <QDialog>

class QLabel;
class QListView;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTextEdit;

namespace bw::desktop
{

class ConflictPane;
class StatePanel;

/// Two texts that grew out of one are made one again. Each place where they do not go together is shown and chosen;
/// what went together by itself is listed. Nothing is kept or lost by the dialog itself: whoever opened it takes
/// merged() when it was accepted, and leaves everything as it was when it was not.
class MergeDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `base`: what both sides began with; it may be empty.
    MergeDialog(const PageContext &context, QString base, QString mine, QString theirs, QWidget *parent);

    /// What shall stand; empty until every conflict is chosen.
    [[nodiscard]] QString merged() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeRight();
    QWidget *makeEnd();
    void start();
    void take(PreparedMerge merge);
    void showCurrent();
    void showOpen();
    void showResult();
    void goOn(bool forward);
    [[nodiscard]] int currentConflict() const;

    PageContext m_context;
    const QByteArray m_base, m_mine, m_theirs;
    MergeModel m_model;
    QLabel *m_said;
    QListView *m_list;
    QStackedWidget *m_one;
    ConflictPane *m_conflict;
    QTextEdit *m_taken;
    QPlainTextEdit *m_result;
    QLabel *m_reason;
    QPushButton *m_previous, *m_next, *m_accept;
    StatePanel *m_panel;
    bool m_ready = false;
};

}  // namespace bw::desktop
