// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "builds/needspanel.h"
#include "model/build.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace bw::desktop
{

class DataSession;
class IconLabel;
class LogModel;
class LogView;
class StatePanel;

/// One build: state and what to do next, the ways out of it, its figures, what it needs from the person, its log.
class BuildDetail final : public QWidget
{
    Q_OBJECT
public:
    /// What can be done with the build, as buttons.
    struct Button {
        QAction *action = nullptr;
        QString icon;
        bool primary = false;
    };
    BuildDetail(DataSession &session, LogModel &log, const QList<Button> &buttons, QWidget *parent = nullptr);

    void setBuild(const Build &build);
    void find();

Q_SIGNALS:
    void decided(const bw::engine::PersonAction &action);

private:
    QWidget *makeHead(const QList<Button> &buttons);
    QWidget *makeLog();
    void addButton(const Button &button);
    void showHead(const Build &build);
    void lookForNeeds(const Build &build);
    void readNeeds();
    void showLogState();

    DataSession &m_session;
    LogModel &m_log;
    BuildId m_build;
    qint64 m_needsAt = -1;
    Build m_asking;  ///< the build whose needs are read

    QLabel *m_name, *m_state, *m_next, *m_figures, *m_demonstration;
    IconLabel *m_icon;
    QHBoxLayout *m_actions;
    QProgressBar *m_progress;
    NeedsPanel *m_needs;
    QLineEdit *m_search;
    LogView *m_view;
    StatePanel *m_logPanel;
    QPushButton *m_toEnd;
};

}  // namespace bw::desktop
