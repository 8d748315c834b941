// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startactions.h"

#include "shell/actions.h"
#include "shell/notices.h"
#include "start/keydialog.h"
#include "start/limitsdialog.h"
#include "start/sandboxdialog.h"
#include "start/serverdialog.h"
#include "start/startsheet.h"
#include "widgets/icons.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StartActions", source); }

void openSheet(const PageContext &context, QWidget *window, const StartChoices &choices, bool fromLink)
{
    auto *sheet = new StartSheet(context, choices, fromLink, window);
    sheet->open();
}

void openDemonstration(const PageContext &context, QWidget *window)
{
    StartChoices choices = defaultChoices();
    choices.source = StartChoices::Source::Template;
    choices.templateId = u"todo"_s;
    choices.model = u"demo"_s;
    openSheet(context, window, choices, false);
}

void chooseFile(const PageContext &context, QWidget *window)
{
    auto *dialog =
        new QFileDialog(window, text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "Open a Specification")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [context, window](const QString &path) { openStartSheet(context, window, path); });
    dialog->open();
}

}  // namespace

void addStartActions(const PageContext &context, QWidget *window)
{
    Actions &actions = context.actions;
    actions
        .add(u"file.new_build"_s, Menu::File, 0, text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "&New Build…")),
             {QKeySequence(QKeySequence::New), QKeySequence(u"F5"_s)},
             [context, window] { openSheet(context, window, defaultChoices(), false); })
        ->setIcon(icons::icon(u"new"_s));
    actions.add(u"file.open"_s, Menu::File, 0,
                text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "&Open Specification…")),
                {QKeySequence(QKeySequence::Open)}, [context, window] { chooseFile(context, window); });
    actions.add(u"file.demonstration"_s, Menu::File, 1,
                text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "&Demonstration…")), {},
                [context, window] { openDemonstration(context, window); });
    actions.add(u"file.claude_key"_s, Menu::File, 1,
                text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "Use Cl&aude…")), {}, [window] {
                    auto *dialog = new KeyDialog(KeyDialog::Service::Claude, window);
                    dialog->open();
                });
    actions.add(u"file.cloud_key"_s, Menu::File, 1, text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "Use &E2B…")),
                {}, [window] {
                    auto *dialog = new KeyDialog(KeyDialog::Service::E2b, window);
                    dialog->open();
                });
    actions.add(u"file.local_server"_s, Menu::File, 1,
                text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "Use a &Local Server…")), {}, [context, window] {
                    auto *dialog = new ServerDialog(context.notices, window);
                    dialog->open();
                });
    actions.add(u"file.sandbox"_s, Menu::File, 1,
                text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "Local Sandbo&x…")), {}, [window] {
                    auto *dialog = new SandboxDialog(window);
                    dialog->open();
                });
    actions.add(u"file.limits"_s, Menu::File, 1,
                text(QT_TRANSLATE_NOOP("bw::desktop::StartActions", "L&imits of All Builds…")), {}, [context, window] {
                    auto *dialog = new LimitsDialog(context.notices, window);
                    dialog->open();
                });
}

void openStartSheet(const PageContext &context, QWidget *window, const QString &specPath)
{
    StartChoices choices = defaultChoices();
    choices.source = StartChoices::Source::File;
    choices.specPath = specPath;
    Q_EMIT context.notices.fileOpened(specPath);
    openSheet(context, window, choices, false);
}

void openStartSheet(const PageContext &context, QWidget *window, const StartChoices &choices)
{
    openSheet(context, window, choices, false);
}

void openStartSheet(const PageContext &context, QWidget *window, const Link &link)
{
    StartChoices choices = defaultChoices();
    if (link.prompt.isEmpty()) {
        choices.templateId = link.target;
    } else {
        choices.source = StartChoices::Source::Prompt;
        choices.prompt = link.prompt;
    }
    openSheet(context, window, choices, true);
}

}  // namespace bw::desktop
