// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/leaving.h"

#include "engine/buildservice.h"
#include "engine/engine.h"
#include "models/datasession.h"
#include "shell/mainwindow.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace bw::desktop
{

namespace
{

Result<int> activeHere(api::ActingSide &side, const std::stop_token &)
{
    return side.isOwner() ? side.engine().builds().active() : 0;
}

}  // namespace

Leaving::Leaving(DataSession &session, MainWindow &window)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
{
    connect(&window, &MainWindow::closeAsked, this, &Leaving::ask);
    // The worker of a build needs a moment after its last event; and one look in it serves for all of its events.
    m_again.setSingleShot(true);
    m_again.setInterval(500);
    connect(&m_again, &QTimer::timeout, this, &Leaving::endWhenIdle);
}

void Leaving::ask()
{
    if (m_asking)
        return;
    // Nothing is at work where nothing is open yet, or any more. quit() would ask the window to close, which asks here.
    if (m_session.state() != DataSession::State::Owner)
        return QCoreApplication::exit();
    m_asking = true;
    m_session.act(this, activeHere, [this](const Result<int> &active) {
        m_asking = false;
        if (active && *active > 0)
            offer(*active);
        else
            QCoreApplication::exit();
    });
}

void Leaving::offer(int builds)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Builds Are at Work"),
                                tr("Builds at work: %1. They can go on without the window; starting Buildwright again "
                                   "brings it back.")
                                    .arg(builds),
                                QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *go = box->addButton(tr("Keep building"), QMessageBox::AcceptRole);
    QPushButton *stop = box->addButton(tr("Stop and quit"), QMessageBox::DestructiveRole);
    box->setDefaultButton(go);
    connect(go, &QPushButton::clicked, this, &Leaving::goOnHidden);
    // The end of the session stops them and keeps what they made.
    connect(stop, &QPushButton::clicked, this, [] { QCoreApplication::exit(); });
    box->open();
}

void Leaving::goOnHidden()
{
    m_hidden = true;
    m_window.hide();
    endWhenIdle();
}

void Leaving::stay() { m_hidden = false; }

void Leaving::endWhenIdle()
{
    if (!m_hidden)
        return;
    m_session.act(this, activeHere, [this](const Result<int> &active) {
        if (m_hidden && active && *active == 0)
            QCoreApplication::exit();
        else if (m_hidden)
            m_again.start();
    });
}

}  // namespace bw::desktop
