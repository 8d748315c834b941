// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatactions.h"

#include "chat/chatpage.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"

#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::ChatActions", source); }

ChatPage *shownPage(MainWindow &window)
{
    return window.goTo(u"chat"_s, {}) ? qobject_cast<ChatPage *>(window.page(u"chat"_s)) : nullptr;
}

}  // namespace

void addChatActions(MainWindow &window)
{
    Actions &actions = window.actions();
    actions.add(u"chat.new"_s, Menu::File, 0, text(QT_TRANSLATE_NOOP("bw::desktop::ChatActions", "Ne&w Chat")),
                {QKeySequence(u"Ctrl+Shift+N"_s)}, [&window] {
                    if (ChatPage *page = shownPage(window))
                        page->beginChat();
                });
    actions.add(u"chat.recorded"_s, Menu::File, 0,
                text(QT_TRANSLATE_NOOP("bw::desktop::ChatActions", "Recorded Con&versation")), {}, [&window] {
                    if (ChatPage *page = shownPage(window))
                        page->newChat(u"demo"_s);
                });
    actions.add(u"chat.retry"_s, Menu::Edit, 3,
                text(QT_TRANSLATE_NOOP("bw::desktop::ChatActions", "Ask A&gain in the Chat")),
                {QKeySequence(u"Ctrl+Shift+R"_s)}, [&window] {
                    if (ChatPage *page = shownPage(window))
                        page->retry();
                });
    actions.add(u"chat.options"_s, Menu::Edit, 3,
                text(QT_TRANSLATE_NOOP("bw::desktop::ChatActions", "M&odel of the Chat…")),
                {QKeySequence(u"Ctrl+Shift+M"_s)}, [&window] {
                    if (ChatPage *page = shownPage(window))
                        page->chooseOptions();
                });
}

}  // namespace bw::desktop
