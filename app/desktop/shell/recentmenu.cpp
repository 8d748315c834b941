// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/recentmenu.h"

#include "models/recent.h"
#include "shell/actions.h"
#include "shell/commandpalette.h"
#include "shell/mainwindow.h"

#include <QCoreApplication>
#include <QMenu>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::RecentMenu", source); }

void open(MainWindow &window, const Recent::Entry &entry)
{
    if (!entry.file.isEmpty())
        Q_EMIT window.notices().openFile(entry.file);
    else
        window.goTo(entry.page, entry.place);
}

// Two files of one name are told apart by their folder.
QString detailOf(const MainWindow &window, const Recent::Entry &entry)
{
    return entry.file.isEmpty() ? window.pageTitle(entry.page) : entry.file;
}

void fill(QMenu &menu, MainWindow &window)
{
    menu.clear();
    for (const Recent::Entry &entry : window.recent().all()) {
        QString title = entry.title;
        title.replace(u'&', u"&&"_s);
        QAction *action = menu.addAction(title);
        action->setToolTip(detailOf(window, entry));
        QObject::connect(action, &QAction::triggered, &window, [&window, entry] { open(window, entry); });
    }
    menu.addSeparator();
    QObject::connect(menu.addAction(text(QT_TRANSLATE_NOOP("bw::desktop::RecentMenu", "&Forget These"))),
                     &QAction::triggered, &window, [&window] { window.recent().clear(); });
}

void showList(MainWindow &window)
{
    QList<CommandPalette::Entry> entries;
    for (const Recent::Entry &entry : window.recent().all())
        entries << CommandPalette::Entry {
            .title = entry.title, .detail = detailOf(window, entry), .run = [&window, entry] { open(window, entry); }};
    CommandPalette::show(window, std::move(entries),
                         text(QT_TRANSLATE_NOOP("bw::desktop::RecentMenu", "Type the name of what was open")),
                         text(QT_TRANSLATE_NOOP("bw::desktop::RecentMenu", "Nothing that was open has such a name.")));
}

}  // namespace

void addRecentActions(MainWindow &window)
{
    QAction *action = window.actions().add(u"file.recent"_s, Menu::File, 0,
                                           text(QT_TRANSLATE_NOOP("bw::desktop::RecentMenu", "Open &Recent")), {},
                                           [&window] { showList(window); });
    auto *menu = new QMenu(&window);
    menu->setToolTipsVisible(true);
    action->setMenu(menu);
    const auto follow = [&window, action] { action->setEnabled(!window.recent().all().isEmpty()); };
    QObject::connect(&window.recent(), &Recent::changed, action, follow);
    QObject::connect(menu, &QMenu::aboutToShow, &window, [menu, &window] { fill(*menu, window); });
    follow();
}

}  // namespace bw::desktop
