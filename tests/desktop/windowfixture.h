// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "builds/buildspage.h"
#include "desktopfixture.h"
#include "models/jsonstate.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "start/startactions.h"
#include "widgets/look.h"

namespace bw::desktop
{

/// The window as main() makes it.
class WindowFixture final
{
public:
    explicit WindowFixture(DesktopFixture &directory)
        : memory(directory.path(QStringLiteral("state/desktop.json")))
        , shortcuts(directory.path(QStringLiteral("config/shortcuts.json")))
        , session(directory.session())
    {
        pages.add(buildsPageEntry());
        window = std::make_unique<MainWindow>(
            WindowParts {.session = *session, .look = look, .memory = memory, .shortcuts = shortcuts, .pages = pages});
        addStartActions(window->context(), window.get());
        window->setMainAction(QStringLiteral("file.new_build"), QStringLiteral("new"));
    }

    Look look;
    JsonState memory, shortcuts;
    PageRegistry pages;
    std::unique_ptr<DataSession> session;
    std::unique_ptr<MainWindow> window;
};

}  // namespace bw::desktop
