// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusarea.h"

#include "models/buildtexts.h"
#include "models/datasession.h"
#include "models/statusfigures.h"
#include "widgets/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace bw::desktop
{

namespace
{

void setText(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

}  // namespace

StatusArea::StatusArea(DataSession &session, StatusFigures &figures, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_figures(figures)
    , m_owner(new QLabel)
    , m_builds(new QLabel)
    , m_cost(new QLabel)
{
    setAccessibleName(tr("Status"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 5, 16, 5);
    layout->setSpacing(24);
    layout->addWidget(m_owner);
    layout->addStretch();
    layout->addWidget(m_builds);
    layout->addWidget(m_cost);
    for (QLabel *label : {m_owner, m_builds, m_cost}) {
        label->setTextFormat(Qt::PlainText);
        QFont font = label->font();
        font.setPointSizeF(font.pointSizeF() * 0.92);
        label->setFont(font);
    }
    connect(&session, &DataSession::stateChanged, this, &StatusArea::refresh);
    connect(&figures, &StatusFigures::updated, this, &StatusArea::refresh);
    refresh();
}

void StatusArea::refresh()
{
    switch (m_session.state()) {
    case DataSession::State::Opening:
        setText(m_owner, tr("Opening %1…").arg(m_session.dataFolder()));
        break;
    case DataSession::State::Owner:
        setText(m_owner, tr("Ready"));
        break;
    case DataSession::State::Beside:
        setText(m_owner, tr("buildwright build (pid %1) is at work here").arg(m_session.ownerPid()));
        break;
    case DataSession::State::Failed:
        setText(m_owner, tr("The data directory cannot be used"));
        break;
    }
    m_owner->setToolTip(tr("Data directory: %1").arg(m_session.dataFolder()));
    QStringList parts;
    if (m_figures.atWork() > 0)
        parts << tr("Builds at work: %1").arg(m_figures.atWork());
    if (m_figures.waiting() > 0)
        parts << tr("Waiting for you: %1").arg(m_figures.waiting());
    if (parts.isEmpty() && m_session.state() != DataSession::State::Failed)
        parts << tr("No build at work");
    setText(m_builds, parts.join(QStringLiteral(" · ")));
    setText(m_cost,
            m_session.state() == DataSession::State::Failed ? QString()
                                                            : tr("Today %1").arg(moneyText(m_figures.today())));
}

void StatusArea::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Look::tokens().line);
}

}  // namespace bw::desktop
