// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QStackedWidget>
#include <QTimer>

class QLabel;
class QPushButton;

namespace bw::desktop
{

class Skeleton;

/// The five states that every page and panel has, around its content: loading (nothing for 150 ms, then the shape of
/// what comes, Cancel after two seconds where somebody hears it), empty (one sentence and the button that ends it),
/// full, error (what happened, what was kept, Retry, Copy details) and gone (the way back). Always shows one of them,
/// never nothing.
class StatePanel final : public QStackedWidget
{
    Q_OBJECT
public:
    enum class State { Loading, Empty, Full, Failed, Gone };
    static constexpr int skeletonAfterMs = 150, cancelAfterMs = 2000;

    /// `content` becomes a child. `rowHeight`: of the skeleton's rows.
    explicit StatePanel(QWidget *content, int rowHeight, QWidget *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    void showLoading();
    void showFull();
    /// The button is not shown without a text. `custom` stands in the place of both, such as a choice of beginnings.
    /// `icon`: of the page, where it is another one than that of the builds.
    void setEmpty(const QString &sentence, const QString &button, const QString &icon = {});
    void setEmpty(QWidget *custom);
    void showEmpty();
    void showFailed(const Error &error);
    /// After Cancel: says so, with Retry. What comes later all the same is shown.
    void showCancelled();
    void showGone(const QString &sentence, const QString &button);

Q_SIGNALS:
    void cancelled();
    void emptyClicked();
    void retried();
    void goneClicked();

private:
    QWidget *makeLoading(int rowHeight);
    QWidget *makeFailed();
    void enter(State state, QWidget *page);

    State m_state = State::Full;
    // Filled in while the pages below them are made.
    Skeleton *m_skeleton = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_emptyText = nullptr, *m_failedText = nullptr, *m_goneText = nullptr;
    QPushButton *m_emptyButton = nullptr, *m_goneButton = nullptr;
    QWidget *m_content;
    QWidget *m_blank;
    QWidget *m_loading;
    QWidget *m_empty;
    QWidget *m_failed;
    QWidget *m_gone;
    QString m_details;
    QTimer m_skeletonTimer, m_cancelTimer;
};

/// For whoever helps with an error: its text, code, details and the version. No secret stands in an error.
QString errorDetails(const Error &error);

}  // namespace bw::desktop
