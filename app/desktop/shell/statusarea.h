// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/networkwatch.h"
#include "models/providerstate.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace bw::desktop
{

class Actions;
class DataSession;
class StatusButton;
class StatusFigures;

/// The line at the bottom: who is at work on the data directory, the network, what answers and makes sandboxes, builds
/// at work, what today cost. Each in words and with a drawing; a click leads to where it is mended.
class StatusArea final : public QWidget
{
    Q_OBJECT
public:
    StatusArea(DataSession &session, StatusFigures &figures, Actions &actions, QWidget *parent = nullptr);
    ~StatusArea() override;

    /// Looks again at keys, sandboxes, limits and the network, off this thread; what it finds is shown a moment later.
    void look();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showOwner();

    DataSession &m_session;
    StatusFigures &m_figures;
    Actions &m_actions;
    std::unique_ptr<NetworkWatch> m_network;
    ProviderState m_providers;
    bool m_looked = false, m_looking = false;
    QLabel *m_owner;
    StatusButton *m_net, *m_model, *m_sandbox, *m_cloud, *m_builds, *m_cost;
};

}  // namespace bw::desktop
