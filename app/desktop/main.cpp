// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settings.h"
#include "base/crashreport.h"
#include "base/logging.h"
#include "base/paths.h"
#include "base/process.h"
#include "base/stopsignals.h"
#include "builds/buildspage.h"
#include "chat/chatactions.h"
#include "chat/chatpage.h"
#include "models/datasession.h"
#include "models/jsonstate.h"
#include "shell/firstpaint.h"
#include "shell/leaving.h"
#include "shell/mainwindow.h"
#include "shell/singleinstance.h"
#include "specs/specopening.h"
#include "specs/specspage.h"
#include "start/startactions.h"
#include "usertext/language.h"
#include "usertext/usertext.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QApplication>
#include <QDir>
#include <QSessionManager>

#include <cstdio>
#include <cstdlib>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

// What the first start was asked for, or a later one handed over.
void carryOut(const Arguments &arguments, MainWindow &window)
{
    if (!arguments.page.isEmpty() && !window.goTo(arguments.page, {}))
        Q_EMIT window.notices().note(
            QCoreApplication::translate("bw::desktop", "There is no page \"%1\".").arg(arguments.page.left(60)));
    for (const QString &file : arguments.files) {
        Q_EMIT window.notices().fileOpened(file);
        openSpecFile(window, file);
    }
    for (const QString &address : arguments.links) {
        const Link link = parseLink(address);
        if (link.kind == Link::Kind::NewBuild)
            openStartSheet(window.context(), &window, link);
        else if (link.kind == Link::Kind::Build)
            window.goTo(u"builds"_s, link.target);
        else if (link.kind == Link::Kind::Spec)
            window.goTo(u"specs"_s, link.target);
        else if (link.kind != Link::Kind::Page || !window.goTo(link.target, {}))
            Q_EMIT window.notices().note(
                QCoreApplication::translate("bw::desktop", "This link leads nowhere: %1").arg(address.left(200)));
    }
}

void mentionCrashes(MainWindow &window)
{
    for (const QString &path : takeNewCrashReports())
        Q_EMIT window.notices().note(
            QCoreApplication::translate(
                "bw::desktop", "Buildwright ended unexpectedly last time. A report lies at %1; it was sent nowhere.")
                .arg(path));
}

int runWindow(QApplication &app, const Arguments &arguments, SingleInstance &instance, StopSignals &signals)
{
    JsonState memory(paths::stateFolder() + u"/desktop.json"_s);
    JsonState shortcuts(paths::configFolder() + u"/shortcuts.json"_s);
    Look look;
    look.choose(lookChoiceFromKey(memory.value(u"look"_s).toString()));
    look.setZoom(memory.value(u"zoom"_s).toInt(100));
    PageRegistry pages;
    pages.add(buildsPageEntry());
    pages.add(specsPageEntry());
    pages.add(chatPageEntry());
    DataSession session(arguments.dataFolder, QCoreApplication::applicationDirPath() + u"/buildwright-sandboxd"_s);
    MainWindow window({.session = session, .look = look, .memory = memory, .shortcuts = shortcuts, .pages = pages});
    addStartActions(window.context(), &window);
    addChatActions(window);
    addSpecActions(window);
    window.setMainAction(u"file.new_build"_s, u"new"_s);
    Leaving leaving(session, window);
    // What is seen first has the processor for itself.
    afterFirstPaint(window, [&] {
        session.open();
        instance.listen();
    });
    QObject::connect(&instance, &SingleInstance::handedOver, &window, [&](const Arguments &later) {
        leaving.stay();
        window.raiseNow(later.activation);
        carryOut(later, window);
    });
    QObject::connect(&window.notices(), &Notices::openFile, &window, [&window](const QString &file) {
        Arguments asked;
        asked.files = {file};
        carryOut(asked, window);
    });
    const auto keep = [&] {
        window.remember();
        (void)memory.save();
    };
    QObject::connect(&app, &QGuiApplication::commitDataRequest, &window, keep, Qt::DirectConnection);
    QObject::connect(&app, &QGuiApplication::saveStateRequest, &window, keep, Qt::DirectConnection);
    const std::stop_callback onSignal(signals.token(),
                                      [&app] { QMetaObject::invokeMethod(&app, [] { QCoreApplication::exit(); }); });
    window.show();
    mentionCrashes(window);
    carryOut(arguments, window);
    return QCoreApplication::exec();
}

// What only asks needs no display, but the language.
int answer(int argc, char **argv, const QStringList &words)
{
    const QCoreApplication app(argc, argv);
    usertext::installLanguage(account::Settings::load().ui().language);
    const Arguments arguments = parseArguments(words, QDir::currentPath(), paths::dataFolder());
    if (!arguments.help && !arguments.version) {
        std::fprintf(stderr, "%s\n", qPrintable(arguments.error));
        return 2;
    }
    std::puts(arguments.help ? qPrintable(argumentsHelp()) : "buildwright-desktop " BUILDWRIGHT_VERSION);
    return 0;
}

}  // namespace

int main(int argc, char **argv)
{
    // Portals look at the processes that speak to them, and refuse one that they may not look at.
    hardenProcess(Hardening::Dumpable);
    warmFonts();
    useUtf8Locale();
    QCoreApplication::setApplicationName(u"buildwright-desktop"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BUILDWRIGHT_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.buildwright.Buildwright"_s);
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    const Arguments arguments = parseArguments(words, QDir::currentPath(), paths::dataFolder());
    if (arguments.help || arguments.version || !arguments.error.isEmpty())
        return answer(argc, argv, words);
    QApplication app(argc, argv);
    usertext::installLanguage(account::Settings::load().ui().language);
    QApplication::setApplicationDisplayName(u"Buildwright"_s);
    QApplication::setWindowIcon(icons::program());
    QApplication::setQuitOnLastWindowClosed(false);
    if (auto started = startLogging({.verbose = arguments.verbose, .folder = {}}); !started)
        std::fprintf(stderr, "%s\n", qPrintable(usertext::errorText(started.error())));
    installCrashHandler();
    SingleInstance instance(arguments.dataFolder);
    Arguments handed = arguments;
    handed.activation = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    const auto role = instance.start(handed);
    if (!role) {
        std::fprintf(stderr, "%s\n", qPrintable(usertext::errorText(role.error())));
        return 1;
    }
    if (*role == SingleInstance::Role::HandedOver)
        return 0;
    StopSignals signals;
    const std::stop_callback atOnce(signals.atOnceToken(), [] { std::_Exit(130); });
    return runWindow(app, arguments, instance, signals);
}
