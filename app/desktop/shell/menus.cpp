// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/menus.h"

#include "models/jsonstate.h"
#include "shell/aboutdialog.h"
#include "shell/actions.h"
#include "shell/commandpalette.h"
#include "shell/mainwindow.h"
#include "shell/shortcutsdialog.h"
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

}  // namespace

void addWindowActions(MainWindow &window, Actions &actions, const WindowParts &parts)
{
    actions.add(u"file.close"_s, Menu::File, 8, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Close Window")),
                {QKeySequence(QKeySequence::Close)}, [&window] { window.close(); });
    QAction *quit = actions.add(u"file.quit"_s, Menu::File, 9, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Quit")),
                                {QKeySequence(u"Ctrl+Q"_s)}, [&window] { window.close(); });
    quit->setMenuRole(QAction::QuitRole);
    addEditActions(actions);
    actions.add(u"view.palette"_s, Menu::View, 2, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "Command &Palette…")),
                {QKeySequence(u"Ctrl+K"_s), QKeySequence(u"Ctrl+Shift+P"_s)},
                [&window] { CommandPalette::showCommands(window); });
    actions.add(u"view.go_to"_s, Menu::View, 2, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "&Go to Build…")),
                {QKeySequence(u"Ctrl+P"_s)}, [&window] { CommandPalette::showTargets(window); });
    addLookActions(window, actions, parts);
    actions.add(u"view.full_screen"_s, Menu::View, 4, text(QT_TRANSLATE_NOOP("bw::desktop::Menus", "F&ull Screen")),
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
    for (const Menu menu : {Menu::File, Menu::Edit, Menu::View, Menu::Build, Menu::Help}) {
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
            made->addAction(entries.at(i).action);
        }
    }
}

}  // namespace bw::desktop
