// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "models/datasession.h"
#include "models/jsonstate.h"
#include "models/recent.h"
#include "models/statusfigures.h"
#include "shell/actions.h"
#include "shell/menus.h"
#include "shell/navigation.h"
#include "shell/statusarea.h"
#include "widgets/errorbar.h"
#include "widgets/icons.h"
#include "widgets/look.h"
#include "widgets/statepanel.h"
#include "widgets/toast.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QWindow>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const WindowParts &parts)
    : m_parts(parts)
    , m_actions(new Actions(this, parts.shortcuts))
    , m_figures(new StatusFigures(parts.session, this))
    , m_recent(new Recent(parts.memory, this))
    , m_pages(parts.pages.all().size(), nullptr)
{
    setObjectName(u"main"_s);
    setWindowTitle(u"Buildwright"_s);
    setMinimumSize(900, 600);
    makeLayout();
    makeActions();
    connect(&m_notices, &Notices::toast, m_toast, &Toast::say);
    connect(&m_notices, &Notices::undoable, this, &MainWindow::offerTakeBack);
    connect(m_toast, &Toast::pressed, this, &MainWindow::takeBack);
    connect(&m_notices, &Notices::failed, m_error, &ErrorBar::showError);
    connect(&m_notices, &Notices::note, m_error, &ErrorBar::showNote);
    connect(&m_notices, &Notices::goTo, this, &MainWindow::goTo);
    connect(&m_notices, &Notices::fileOpened, m_recent, &Recent::addFile);
    connect(&parts.session, &DataSession::stateChanged, this, &MainWindow::followSession);
    restore();
    followSession();
}

MainWindow::~MainWindow() { remember(); }

PageContext MainWindow::context() { return {.session = m_parts.session, .actions = *m_actions, .notices = m_notices}; }

void MainWindow::makeLayout()
{
    auto *whole = new QWidget;
    auto *rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    m_navigation = new Navigation(m_parts.pages);
    connect(m_navigation, &Navigation::chosen, this, &MainWindow::showPage);
    columns->addWidget(m_navigation);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(makeHeader());
    m_error = new ErrorBar;
    right->addWidget(m_error);
    m_stack = new QStackedWidget;
    m_panel = new StatePanel(m_stack, metrics::row);
    connect(m_panel, &StatePanel::retried, &m_parts.session, &DataSession::open);
    right->addWidget(m_panel, 1);
    columns->addLayout(right, 1);
    rows->addLayout(columns, 1);
    m_status = new StatusArea(m_parts.session, *m_figures, *m_actions);
    rows->addWidget(m_status);
    setCentralWidget(whole);
    m_toast = new Toast(whole);
}

QWidget *MainWindow::makeHeader()
{
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(12, 8, 16, 8);
    layout->setSpacing(4);
    m_back = new QToolButton;
    m_forward = new QToolButton;
    for (QToolButton *button : {m_back, m_forward}) {
        button->setFixedSize(metrics::control, metrics::control);
        layout->addWidget(button);
    }
    m_title = new QLabel;
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    layout->addSpacing(8);
    layout->addWidget(m_title);
    layout->addStretch();
    auto *palette = new QPushButton(icons::icon(u"search"_s), tr("Search or run a command"));
    palette->setObjectName(u"openPalette"_s);
    palette->setFocusPolicy(Qt::TabFocus);
    connect(palette, &QPushButton::clicked, this, [this] { m_actions->action(u"view.palette"_s)->trigger(); });
    layout->addWidget(palette);
    return header;
}

void MainWindow::makeActions()
{
    addWindowActions(*this, *m_actions, m_parts);
    const auto arrow = [this](QToolButton *button, const QString &id, const QString &icon, bool forward) {
        QAction *action = m_actions->add(id, Menu::View, 1, forward ? tr("&Forward") : tr("Bac&k"),
                                         {QKeySequence(forward ? QKeySequence::Forward : QKeySequence::Back)},
                                         [this, forward] { step(forward); });
        action->setIcon(icons::icon(icon));
        action->setEnabled(false);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAccessibleName(Actions::plainText(*action));
    };
    arrow(m_back, u"view.back"_s, u"back"_s, false);
    arrow(m_forward, u"view.forward"_s, u"forward"_s, true);
    for (int i = 0; i < m_parts.pages.all().size(); ++i) {
        const PageEntry &entry = m_parts.pages.all().at(i);
        m_actions->add(u"page."_s + entry.id, Menu::View, 0, entry.title,
                       i < 9 ? QList {QKeySequence(u"Ctrl+%1"_s.arg(i + 1))} : QList<QKeySequence>(),
                       [this, i] { showPage(i); });
    }
    m_actions->add(u"edit.find"_s, Menu::Edit, 2, tr("&Find"), {QKeySequence(QKeySequence::Find)}, [this] {
        if (Page *page = current())
            (void)page->find();
    });
    m_actions
        ->add(u"edit.take_back"_s, Menu::Edit, 0, tr("Take Back the Last &Deletion"), {QKeySequence(u"Ctrl+Alt+Z"_s)},
              [this] { takeBack(); })
        ->setEnabled(false);
    // Once for all that are added together, and before anything is seen.
    m_menusSoon.setSingleShot(true);
    m_menusSoon.setInterval(0);
    connect(&m_menusSoon, &QTimer::timeout, this, [this] { fillMenus(*menuBar(), *m_actions); });
    connect(m_actions, &Actions::added, &m_menusSoon, qOverload<>(&QTimer::start));
    m_menusSoon.start();
}

void MainWindow::setMainAction(const QString &actionId, const QString &icon)
{
    m_navigation->setMain(m_actions->action(actionId), icons::icon(icon));
}

QString MainWindow::pageTitle(const QString &id) const
{
    const int index = m_parts.pages.indexOf(id);
    return index < 0 ? QString() : m_parts.pages.all().at(index).title;
}

Page *MainWindow::current() const { return m_current < 0 ? nullptr : m_pages.at(m_current); }

Page *MainWindow::page(const QString &id)
{
    const int index = m_parts.pages.indexOf(id);
    if (index < 0)
        return nullptr;
    if (Page *made = m_pages.at(index))
        return made;
    Page *made = m_parts.pages.all().at(index).make(context());
    made->setObjectName(u"page."_s + id);
    made->restore(m_parts.memory.value(u"page."_s + id).toObject());
    m_pages[index] = made;
    m_stack->addWidget(made);
    // What comes into the window last, Tab reaches last: the line at the bottom stays behind every page.
    QWidget *whole = centralWidget();
    m_status->setParent(nullptr);
    whole->layout()->addWidget(m_status);
    m_status->show();
    connect(made, &Page::placeChanged, this, &MainWindow::visited);
    return made;
}

void MainWindow::showPage(int index)
{
    const PageEntry &entry = m_parts.pages.all().at(index);
    m_stack->setCurrentWidget(page(entry.id));
    m_current = index;
    m_navigation->setCurrent(index);
    m_title->setText(entry.title);
    setWindowTitle(tr("%1 – Buildwright").arg(entry.title));
    visited();
}

bool MainWindow::goTo(const QString &id, const QString &place)
{
    const int index = m_parts.pages.indexOf(id);
    if (index < 0)
        return false;
    showPage(index);
    if (!place.isEmpty())
        m_pages.at(index)->goTo(place);
    return true;
}

void MainWindow::visited()
{
    if (current() == nullptr)
        return;
    if (!m_stepping)
        m_history.visit({m_parts.pages.all().at(m_current).id, current()->place()});
    m_actions->action(u"view.back"_s)->setEnabled(m_history.canGoBack());
    m_actions->action(u"view.forward"_s)->setEnabled(m_history.canGoForward());
    m_parts.memory.setValue(u"page"_s, m_parts.pages.all().at(m_current).id);
    m_parts.memory.setValue(u"place"_s, current()->place());
    if (current()->place().isEmpty())
        return;
    const QList<Page::Target> targets = current()->targets();
    const auto shown = std::ranges::find(targets, current()->place(), &Page::Target::place);
    if (shown != targets.end())
        m_recent->addPlace(m_parts.pages.all().at(m_current).id, shown->place, shown->title);
}

void MainWindow::step(bool forward)
{
    const History::Place place = forward ? m_history.forward() : m_history.back();
    m_stepping = true;
    goTo(place.page, place.place);
    m_stepping = false;
    visited();
}

void MainWindow::offerTakeBack(const QString &text, const std::function<void()> &undo)
{
    m_takeBack = undo;
    QAction *action = m_actions->action(u"edit.take_back"_s);
    action->setEnabled(true);
    m_toast->offer(text, tr("Undo"), action->shortcut().toString(QKeySequence::NativeText));
}

void MainWindow::takeBack()
{
    m_actions->action(u"edit.take_back"_s)->setEnabled(false);
    m_toast->hide();
    if (const auto undo = std::exchange(m_takeBack, {}))
        undo();
}

QList<Page::Target> MainWindow::targets()
{
    QList<Page::Target> all;
    for (int i = 0; i < m_pages.size(); ++i)
        if (const Page *made = m_pages.at(i))
            for (Page::Target target : made->targets()) {
                target.place.prepend(m_parts.pages.all().at(i).id + u'\n');
                all << target;
            }
    return all;
}

void MainWindow::followSession()
{
    switch (m_parts.session.state()) {
    case DataSession::State::Opening:
        // Pages show by themselves that they wait; only after a failure there is something to put away.
        if (m_panel->state() == StatePanel::State::Failed)
            m_panel->showLoading();
        return;
    case DataSession::State::Failed:
        return m_panel->showFailed(m_parts.session.error());
    case DataSession::State::Owner:
        if (const auto count = m_parts.session.interrupted().size(); count > 0)
            m_error->showNote(tr("Builds that were interrupted when Buildwright last ended: %1. Everything up to then "
                                 "is kept; resume "
                                 "goes on.")
                                  .arg(count));
        break;
    case DataSession::State::Beside:
        break;
    }
    m_panel->showFull();
}

void MainWindow::restore()
{
    resize(1160, 760);
    restoreGeometry(QByteArray::fromBase64(m_parts.memory.value(u"geometry"_s).toString().toLatin1()));
    const QString page = m_parts.memory.value(u"page"_s).toString();
    if (!goTo(page, m_parts.memory.value(u"place"_s).toString()) && !m_parts.pages.all().isEmpty())
        showPage(0);
}

void MainWindow::remember()
{
    m_parts.memory.setValue(u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64()));
    for (int i = 0; i < m_pages.size(); ++i)
        if (const Page *made = m_pages.at(i))
            m_parts.memory.setValue(u"page."_s + m_parts.pages.all().at(i).id, made->saved());
}

void MainWindow::raiseNow(const QString &activation)
{
    // Qt reads the token when it asks the compositor.
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation.toUtf8());
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (m_menusSoon.isActive()) {
        m_menusSoon.stop();
        fillMenus(*menuBar(), *m_actions);
    }
    QMainWindow::showEvent(event);
}

// A page that hands the keyboard on to its list (focus proxy) would take Tab for it, and whatever stands before the
// list would never be reached: only what takes keys itself is a stop.
bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget *from = focusWidget() != nullptr ? focusWidget() : this;
    const auto after = [next](QWidget *widget) {
        return next ? widget->nextInFocusChain() : widget->previousInFocusChain();
    };
    for (QWidget *widget = after(from); widget != from; widget = after(widget)) {
        if (widget->window() != this || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy() != nullptr
            || !widget->isVisible() || !widget->isEnabled())
            continue;
        widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
    return false;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // Who listens decides, since builds may be at work.
    event->ignore();
    remember();
    Q_EMIT closeAsked();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    if (isVisible())
        m_parts.memory.setValue(u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64()));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (isVisible())
        m_parts.memory.setValue(u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64()));
}

}  // namespace bw::desktop
