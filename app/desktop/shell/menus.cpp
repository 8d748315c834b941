// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/menus.h"

#include "account/settings.h"
#include "models/jsonstate.h"
#include "shell/aboutdialog.h"
#include "shell/actions.h"
#include "shell/commandpalette.h"
#include "shell/mainwindow.h"
#include "shell/recentmenu.h"
#include "shell/shortcutsdialog.h"
#include "usertext/usertext.h"
#include "widgets/look.h"

#include <QActionGroup>
#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::Menus", source); }

// Whatever has the keyboard and edits text understands its own keys.
void sendKey(QKeySequence::StandardKey key)
{
    QWidget *focus = QApplication::focusWidget();
    const QKeySequence sequence(key);
    if (focus == nullptr || sequence.isEmpty())
        return;
    const QKeyCombination keys = sequence[0];
    QKeyEvent press(QEvent::KeyPress, keys.key(), keys.keyboardModifiers());
    QApplication::sendEvent(focus, &press);
}

void addEditActions(Actions &actions)
{
    struct Row {
        const char *id;
        int group;
        const char *title;
        QKeySequence::StandardKey key;
    };
    static constexpr Row rows[] {
        {"edit.undo", 0, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Undo"), QKeySequence::Undo},
        {"edit.redo", 0, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Redo"), QKeySequence::Redo},
        {"edit.cut", 1, QT_TRANSLATE_NOOP("bw::desktop::Menus", "Cu&t"), QKeySequence::Cut},
        {"edit.copy", 1, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Copy"), QKeySequence::Copy},
        {"edit.paste", 1, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Paste"), QKeySequence::Paste},
        {"edit.select_all", 1, QT_TRANSLATE_NOOP("bw::desktop::Menus", "Select &All"), QKeySequence::SelectAll},
    };
    for (const Row &row : rows) {
        QAction *action = actions.add(QString::fromLatin1(row.id), Menu::Edit, row.group, text(row.title),
                                      {QKeySequence(row.key)}, [key = row.key] { sendKey(key); });
        // The field with the keyboard takes the keys itself; here they are shown, and count where nothing takes them.
        action->setShortcutContext(Qt::WidgetShortcut);
    }
}

void addLookActions(MainWindow &window, Actions &actions, const WindowParts &parts)
{
    auto *group = new QActionGroup(&window);
    const std::pair<Look::Choice, const char *> choices[] {
        {Look::Choice::System, QT_TRANSLATE_NOOP("bw::desktop::Menus", "Colours of the &System")},
        {Look::Choice::Light, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Light")},
        {Look::Choice::Dark, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Dark")},
        {Look::Choice::HighContrast, QT_TRANSLATE_NOOP("bw::desktop::Menus", "&High Contrast")},
    };
    for (const auto &[choice, title] : choices) {
        QAction *action = actions.add(u"view.look_"_s + toKey(choice), Menu::View, 3, text(title), {},
                                      [&look = parts.look, &memory = parts.memory, choice] {
                                          look.choose(choice);
                                          memory.setValue(u"look"_s, toKey(choice));
                                      });
        action->setCheckable(true);
        action->setChecked(parts.look.choice() == choice);
        group->addAction(action);
    }
}

void addZoomActions(Actions &actions, const WindowParts &parts)
{
    struct Row {
        const char *id, *title;
        QList<QKeySequence> keys;
        int step;  // 0 = back to the system's size
    };
    const Row rows[] {
        {"view.zoom_in",
         QT_TRANSLATE_NOOP("bw::desktop::Menus", "Larger &Text"),
         {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)},
         1},
        {"view.zoom_out", QT_TRANSLATE_NOOP("bw::desktop::Menus", "S&maller Text"), {QKeySequence(u"Ctrl+-"_s)}, -1},
        {"view.zoom_reset", QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Usual Text"), {QKeySequence(u"Ctrl+0"_s)}, 0},
    };
    for (const Row &row : rows)
        actions.add(QString::fromLatin1(row.id), Menu::View, 4, text(row.title), row.keys,
                    [&look = parts.look, &memory = parts.memory, step = row.step] {
                        look.setZoom(step == 0 ? 100 : look.zoom() + step * Look::zoomStep);
                        memory.setValue(u"zoom"_s, look.zoom());
                    });
}

void addLanguageActions(MainWindow &window, Actions &actions)
{
    auto *group = new QActionGroup(&window);
    const QString chosen = account::Settings::load().ui().language;
    // A language is called by its own name: who cannot read this one finds it.
    const std::pair<QString, QString> choices[] {
        {{}, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&System"))},
        {u"en"_s, u"&English"_s},
        {u"de"_s, u"&Deutsch"_s},
    };
    for (const auto &[key, title] : choices) {
        const QString id = u"view.language_"_s + (key.isEmpty() ? u"system"_s : key);
        QAction *action = actions.add(id, Menu::View, 3, title, {}, [key, &notices = window.notices()] {
            auto settings = account::Settings::load();
            if (const Status saved = settings.set(u"ui.language"_s, key); !saved)
                Q_EMIT notices.note(usertext::errorText(saved.error()));
            else
                Q_EMIT notices.toast(text(QT_TRANSLATE_NOOP(
                    "bw::desktop::Menus", "The language changes when Buildwright is started again.")));
        });
        action->setCheckable(true);
        action->setChecked(chosen == key);
        group->addAction(action);
        actions.putUnder(id, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "L&anguage")));
    }
}

// The menu of that title within this one, made where there is none yet.
QMenu &subMenu(QMenu &menu, const QString &title)
{
    if (title.isEmpty())
        return menu;
    for (const QAction *action : menu.actions())
        if (action->menu() != nullptr && action->menu()->title() == title)
            return *action->menu();
    return *menu.addMenu(title);
}

}  // namespace

void addWindowActions(MainWindow &window, Actions &actions, const WindowParts &parts)
{
    actions.add(u"file.close"_s, Menu::File, 8, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Close Window")),
                {QKeySequence(QKeySequence::Close)}, [&window] { window.close(); });
    QAction *quit = actions.add(u"file.quit"_s, Menu::File, 9, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Quit")),
                                {QKeySequence(u"Ctrl+Q"_s)}, [&window] { window.close(); });
    quit->setMenuRole(QAction::QuitRole);
    addRecentActions(window);
    addEditActions(actions);
    actions.add(u"view.palette"_s, Menu::View, 2, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "Command &Palette…")),
                {QKeySequence(u"Ctrl+K"_s), QKeySequence(u"Ctrl+Shift+P"_s)},
                [&window] { CommandPalette::showCommands(window); });
    actions.add(u"view.go_to"_s, Menu::View, 2, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Go to…")),
                {QKeySequence(u"Ctrl+P"_s)}, [&window] { CommandPalette::showTargets(window); });
    addLookActions(window, actions, parts);
    addLanguageActions(window, actions);
    addZoomActions(actions, parts);
    actions.add(u"view.full_screen"_s, Menu::View, 5, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "Full Sc&reen")),
                {QKeySequence(u"F11"_s)},
                [&window] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); });
    actions.add(u"help.shortcuts"_s, Menu::Help, 0,
                text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "Keyboard &Shortcuts…")),
                {QKeySequence(u"F1"_s), QKeySequence(u"Ctrl+/"_s)}, [&window] {
                    auto *dialog = new ShortcutsDialog(window.actions(), &window);
                    dialog->open();
                });
    QAction *about = actions.add(u"help.about"_s, Menu::Help, 1,
                                 text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&About Buildwright…")), {}, [&window] {
                                     auto *dialog = new AboutDialog(&window);
                                     dialog->open();
                                 });
    about->setMenuRole(QAction::AboutRole);
}

void fillMenus(QMenuBar &bar, const Actions &actions)
{
    bar.clear();
    for (const Menu menu : {Menu::File, Menu::Edit, Menu::View, Menu::Spec, Menu::Build, Menu::Help}) {
        QList<Actions::Entry> entries;
        std::ranges::copy_if(actions.all(), std::back_inserter(entries),
                             [menu](const Actions::Entry &entry) { return entry.menu == menu; });
        if (entries.isEmpty())
            continue;
        std::ranges::stable_sort(entries, {}, &Actions::Entry::group);
        auto *made = bar.addMenu(Actions::menuTitle(menu));
        for (qsizetype i = 0; i < entries.size(); ++i) {
            if (i > 0 && entries.at(i).group != entries.at(i - 1).group)
                made->addSeparator();
            subMenu(*made, entries.at(i).under).addAction(entries.at(i).action);
        }
    }
}

}  // namespace bw::desktop
