// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "builds/buildspage.h"
#include "chat/chatactions.h"
#include "chat/chatpage.h"
#include "desktopfixture.h"
#include "models/jsonstate.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "specs/specopening.h"
#include "specs/specspage.h"
#include "start/startactions.h"
#include "widgets/look.h"

namespace bw::desktop
{

/// The window with every page, as main() makes it; its directory is opened when the test says so.
class WholeWindow final
{
public:
    explicit WholeWindow(DesktopFixture &directory)
        : memory(directory.path(QStringLiteral("state/desktop.json")))
        , shortcuts(directory.path(QStringLiteral("config/shortcuts.json")))
        , session(directory.data(), QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"))
    {
        pages.add(buildsPageEntry());
        pages.add(specsPageEntry());
        pages.add(chatPageEntry());
        window = std::make_unique<MainWindow>(
            WindowParts {.session = session, .look = look, .memory = memory, .shortcuts = shortcuts, .pages = pages});
        addStartActions(window->context(), window.get());
        addChatActions(*window);
        addSpecActions(*window);
        window->setMainAction(QStringLiteral("file.new_build"), QStringLiteral("new"));
    }
    /// For review: nobody compares them.
    static void picture(QWidget &shown, const QString &name)
    {
        QCoreApplication::processEvents();  // what was just said changes the layout
        const QString folder = QStringLiteral(BW_BINARY_DIR "/pictures");
        QDir().mkpath(folder);
        shown.grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }

    Look look;
    JsonState memory, shortcuts;
    PageRegistry pages;
    DataSession session;
    std::unique_ptr<MainWindow> window;
};

}  // namespace bw::desktop
