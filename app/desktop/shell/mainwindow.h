// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/arguments.h"
#include "shell/history.h"
#include "shell/notices.h"
#include "shell/page.h"
#include "shell/pageregistry.h"

#include <QMainWindow>
#include <QTimer>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace bw::desktop
{

class Actions;
class ErrorBar;
class JsonState;
class Look;
class Navigation;
class Recent;
class StatePanel;
class StatusArea;
class StatusFigures;
class Toast;

/// What the window stands on; all of it lives longer.
struct WindowParts {
    DataSession &session;
    Look &look;
    JsonState &memory;     ///< geometry, page, splitters
    JsonState &shortcuts;  ///< those that a person chose
    const PageRegistry &pages;
};

/// The window: navigation, a page, messages, status, menus. Knows no page by name.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const WindowParts &parts);
    ~MainWindow() override;

    [[nodiscard]] Actions &actions() { return *m_actions; }
    [[nodiscard]] Notices &notices() { return m_notices; }
    [[nodiscard]] StatusFigures &figures() { return *m_figures; }
    [[nodiscard]] Recent &recent() { return *m_recent; }
    [[nodiscard]] DataSession &session() { return m_parts.session; }
    [[nodiscard]] PageContext context();
    [[nodiscard]] bool hasPage(const QString &id) const { return m_parts.pages.indexOf(id) >= 0; }
    [[nodiscard]] QString pageTitle(const QString &id) const;  ///< empty = there is none of that name
    [[nodiscard]] Page *page(const QString &id);               ///< makes it; null = there is none of that name
    /// False: there is no such page.
    bool goTo(const QString &page, const QString &place);
    [[nodiscard]] QList<Page::Target> targets();
    /// Puts a button above the pages.
    void setMainAction(const QString &actionId, const QString &icon);
    /// Shows itself in front, by a token of the compositor where there is one.
    void raiseNow(const QString &activation);
    void remember();

Q_SIGNALS:
    /// The person wants it to end; nothing is decided yet.
    void closeAsked();

protected:
    void showEvent(QShowEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void closeEvent(QCloseEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeLayout();
    QWidget *makeHeader();
    void makeActions();
    void restore();
    void showPage(int index);
    void visited();
    void step(bool forward);
    void followSession();
    void offerTakeBack(const QString &text, const std::function<void()> &undo);
    void takeBack();
    Page *current() const;

    WindowParts m_parts;
    Notices m_notices;
    Actions *m_actions;
    StatusFigures *m_figures;
    Recent *m_recent;
    History m_history;
    QList<Page *> m_pages;
    int m_current = -1;
    QTimer m_menusSoon;
    bool m_stepping = false;

    Navigation *m_navigation = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatePanel *m_panel = nullptr;
    StatusArea *m_status = nullptr;
    ErrorBar *m_error = nullptr;
    Toast *m_toast = nullptr;
    std::function<void()> m_takeBack;  ///< the last thing that can be taken back
    QLabel *m_title = nullptr;
    QToolButton *m_back = nullptr, *m_forward = nullptr;
};

}  // namespace bw::desktop
