// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/speceditor.h"
#include "specs/specopening.h"
#include "specs/specspage.h"
#include "widgets/statepanel.h"
#include "windowfixture.h"

#include <QListView>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

/// The window with the page in front.
struct Library {
    /// Not `opened`: the directory is being opened until the test does it.
    explicit Library(DesktopFixture &f, bool opened = true)
        : memory(f.path(u"state/desktop.json"_s))
        , shortcuts(f.path(u"config/shortcuts.json"_s))
        , session(f.data(), QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"))
    {
        pages.add(specsPageEntry());
        if (opened)
            session.open();
        window = std::make_unique<MainWindow>(
            WindowParts {.session = session, .look = look, .memory = memory, .shortcuts = shortcuts, .pages = pages});
        addStartActions(window->context(), window.get());
        addSpecActions(*window);
        window->goTo(u"specs"_s, {});
        window->show();
        page = qobject_cast<SpecsPage *>(window->page(u"specs"_s));
        editor = page->findChild<SpecEditor *>();
        for (auto *found : page->findChildren<QListView *>())
            if (found->accessibleName() == "Specifications"_L1)
                list = found;
    }
    void trigger(const QString &id) const { window->actions().action(id)->trigger(); }
    [[nodiscard]] bool isEnabled(const QString &id) const { return window->actions().action(id)->isEnabled(); }
    [[nodiscard]] int count() const { return list->model()->rowCount(); }
    /// The panels of the page that are in a state.
    [[nodiscard]] QList<StatePanel *> in(StatePanel::State state) const
    {
        QList<StatePanel *> found;
        for (auto *panel : page->findChildren<StatePanel *>())
            if (panel->state() == state && panel->isVisible())
                found << panel;
        return found;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (auto *found : page->findChildren<QPushButton *>())
            if (QString(found->text()).remove(u'&') == text && found->isVisible())
                return found;
        return nullptr;
    }
    void act(const engine::SpecAction &action)
    {
        session.act(
            page, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
            [](const Result<engine::SpecOutcome> &outcome) { QVERIFY(outcome.has_value()); });
    }
    void type(const QString &text) const
    {
        editor->open(text);
        editor->setModified(true);
        Q_EMIT editor->edited();
    }
    [[nodiscard]] bool isShown(const QString &text) const { return editor->isVisible() && editor->text() == text; }

    /// For whoever looks at the pages afterwards.
    void picture(const QString &name) const
    {
        const QString folder = qEnvironmentVariable("BW_PICTURES", QStringLiteral(BW_BINARY_DIR "/pictures"));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(window->grab().save(folder + u"/specs_state_"_s + name + u".png"_s));
    }

    Look look;
    JsonState memory, shortcuts;
    PageRegistry pages;
    DataSession session;
    std::unique_ptr<MainWindow> window;
    SpecsPage *page = nullptr;
    SpecEditor *editor = nullptr;
    QListView *list = nullptr;
};

}  // namespace bw::desktop
