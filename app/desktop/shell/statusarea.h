// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace bw::desktop
{

class DataSession;
class StatusFigures;

/// The line at the bottom: who is at work on the data directory, builds at work, what today cost.
class StatusArea final : public QWidget
{
    Q_OBJECT
public:
    StatusArea(DataSession &session, StatusFigures &figures, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    DataSession &m_session;
    StatusFigures &m_figures;
    QLabel *m_owner;
    QLabel *m_builds;
    QLabel *m_cost;
};

}  // namespace bw::desktop
