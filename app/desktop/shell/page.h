// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

#include <functional>

namespace bw::desktop
{

class Actions;
class DataSession;
class Notices;

/// One page of the window. The shell knows pages through this alone; a page knows the shell through PageContext.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Where in the page one is, such as the id of the build that is shown; for back and forward, and remembered. Empty
    /// = the page as such.
    [[nodiscard]] virtual QString place() const { return {}; }
    virtual void goTo(const QString &place) { Q_UNUSED(place) }
    /// Widths of splitters, filters and the like, between runs.
    [[nodiscard]] virtual QJsonObject saved() const { return {}; }
    virtual void restore(const QJsonObject &saved) { Q_UNUSED(saved) }
    /// Edit ▸ Find. False: there is nothing to search in.
    virtual bool find() { return false; }
    /// What can be gone to by typing a part of its name (Ctrl+P).
    struct Target {
        QString title, detail, place;
    };
    [[nodiscard]] virtual QList<Target> targets() const { return {}; }

Q_SIGNALS:
    void placeChanged();
};

/// What a page is made with. All of it lives longer than the page.
struct PageContext {
    DataSession &session;
    Actions &actions;
    Notices &notices;
};

struct PageEntry {
    QString id;     ///< stable: --page, links, what is remembered
    QString title;  ///< translated
    QString icon;
    std::function<Page *(const PageContext &context)> make;  ///< called once, when the page is first shown
};

}  // namespace bw::desktop
