// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusarea.h"

#include "models/datasession.h"
#include "models/statusfigures.h"
#include "shell/actions.h"
#include "shell/statusbutton.h"
#include "widgets/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace bw::desktop
{

namespace
{
// What is shown first has the processor for itself.
constexpr int firstLookMs = 400;
}  // namespace

StatusArea::StatusArea(DataSession &session, StatusFigures &figures, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_figures(figures)
    , m_actions(actions)
    , m_owner(new QLabel)
    , m_net(new StatusButton)
    , m_model(new StatusButton)
    , m_sandbox(new StatusButton)
    , m_cloud(new StatusButton)
    , m_builds(new StatusButton)
    , m_cost(new StatusButton)
{
    setAccessibleName(tr("Status"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 3, 8, 3);
    layout->setSpacing(4);
    layout->addWidget(m_owner);
    layout->addStretch();
    for (StatusButton *button : {m_net, m_model, m_sandbox, m_cloud, m_builds, m_cost}) {
        layout->addWidget(button);
        connect(button, &StatusButton::clicked, this, [this, button] {
            if (QAction *action = m_actions.action(button->entry().action))
                action->trigger();
            else
                look();
        });
    }
    m_owner->setTextFormat(Qt::PlainText);
    QFont font = m_owner->font();
    font.setPointSizeF(font.pointSizeF() * 0.92);
    m_owner->setFont(font);
    m_owner->setMinimumWidth(48);  // in a narrow window it is cut before anything grows
    connect(&session, &DataSession::stateChanged, this, &StatusArea::refresh);
    connect(&figures, &StatusFigures::updated, this, &StatusArea::refresh);
    QTimer::singleShot(firstLookMs, this, [this] {
        m_network = std::make_unique<NetworkWatch>();
        connect(m_network.get(), &NetworkWatch::changed, this, &StatusArea::refresh);
        look();
    });
    refresh();
}

StatusArea::~StatusArea() = default;

void StatusArea::look()
{
    if (m_looking)
        return;
    m_looking = true;
    if (m_network)
        m_network->look();
    m_session.work(this, lookAtProviders, [this](const ProviderState &found) {
        m_looking = false;
        m_looked = true;
        m_providers = found;
        refresh();
    });
}

// Whoever comes back may have changed a setting, or installed what was missing.
void StatusArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_looked)
        look();
}

void StatusArea::showOwner()
{
    switch (m_session.state()) {
    case DataSession::State::Opening:
        m_owner->setText(tr("Opening %1…").arg(m_session.dataFolder()));
        break;
    case DataSession::State::Owner:
        m_owner->setText(tr("Ready"));
        break;
    case DataSession::State::Beside:
        m_owner->setText(tr("buildwright build (pid %1) is at work here").arg(m_session.ownerPid()));
        break;
    case DataSession::State::Failed:
        m_owner->setText(tr("The data directory cannot be used"));
        break;
    }
    m_owner->setToolTip(tr("Data directory: %1").arg(m_session.dataFolder()));
}

void StatusArea::refresh()
{
    showOwner();
    const bool usable = m_session.state() != DataSession::State::Failed;
    m_builds->setEntry(usable ? buildsEntry(m_figures.atWork(), m_figures.waiting()) : StatusEntry {});
    m_cost->setEntry(usable ? costEntry(m_figures.today(), m_providers.dayLimit) : StatusEntry {});
    m_net->setEntry(m_network ? networkEntry(m_network->state()) : StatusEntry {});
    m_model->setEntry(m_looked ? modelEntry(m_providers) : StatusEntry {});
    m_sandbox->setEntry(m_looked ? sandboxEntry(m_providers) : StatusEntry {});
    m_cloud->setEntry(m_looked ? cloudEntry(m_providers) : StatusEntry {});
}

void StatusArea::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Look::tokens().line);
}

}  // namespace bw::desktop
