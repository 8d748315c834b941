// SPDX-License-Identifier: GPL-3.0-or-later
// Typing in a specification of 1 MB: from the key until the window's thread is done with it, painting included, while
// the text is coloured, read and checked, and the outline follows.
#include "models/datasession.h"
#include "models/jsonstate.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "specs/sourceedit.h"
#include "specs/speceditor.h"
#include "widgets/look.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype size = 1'000'000;
constexpr int keys = 1200, warmUp = 50;
constexpr int betweenKeysMs = 8;  // faster than anybody types

QString markdown()
{
    QString text = u"# Large\n\nTier: production\n\n## Features\n"_s;
    for (int i = 0; text.size() < size; ++i) {
        if (i % 40 == 0)
            text += u"### Group %1\n"_s.arg(i / 40);
        text +=
            u"- People can do the thing number %1 with `it` and see what came of it, **at once** {#thing-%1}\n"_s.arg(
                i);
    }
    return text;
}

QString xml()
{
    QString text = u"<project_specification>\n<project_name>Large</project_name>\n<core_features>\n"_s;
    for (int i = 0; text.size() < size; ++i) {
        if (i % 40 == 0)
            text += u"%1  <feature_group name=\"Group %2\">\n"_s.arg(i > 0 ? u"  </feature_group>\n"_s : QString())
                        .arg(i / 40);
        text +=
            u"    <feature id=\"thing-%1\">People can do the thing number %1 &amp; see what came of it</feature>\n"_s
                .arg(i);
    }
    return text + u"  </feature_group>\n</core_features>\n</project_specification>\n"_s;
}

/// What the window's thread does until nothing waits for it.
double busyMs(const std::function<void()> &first)
{
    QElapsedTimer timer;
    timer.start();
    first();
    QCoreApplication::processEvents();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void rest(int ms)
{
    QElapsedTimer timer;
    timer.start();
    // Without turning the loop: what comes in this time is paid for by the next key.
    while (timer.elapsed() < ms)
        QThread::msleep(1);
}

void press(QWidget &edit, int key, const QString &text)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QApplication::sendEvent(&edit, &down);
}

void benchTyping(SpecEditor &editor, const char *name, const QString &text, double place)
{
    const double opened = busyMs([&] { editor.open(text); });
    auto &source = *editor.findChild<SourceEdit *>();
    source.setFocus();
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 2000;)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    source.goTo({static_cast<int>(source.blockCount() * place), 4});
    const QString words = u"a new thing, and then some more of it "_s;
    QList<double> times;
    for (int i = 0; i < keys + warmUp; ++i) {
        const QChar c = words.at(i % words.size());
        const bool enter = i % 97 == 96;
        const double ms = busyMs([&] {
            if (enter)
                press(source, Qt::Key_Return, u"\r"_s);
            else
                press(source, 0, QString(c));
        });
        if (i >= warmUp)
            times << ms;
        rest(betweenKeysMs);
    }
    std::ranges::sort(times);
    std::printf("bench %s p99=%.2fms p50=%.2fms longest=%.2fms open=%.1fms\n", name, times.at(times.size() * 99 / 100),
                times.at(times.size() / 2), times.last(), opened);
}

}  // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir folder;
    QApplication app(argc, argv);
    Look look;
    DataSession session(folder.filePath(u"data"_s), {});
    JsonState shortcuts(folder.filePath(u"shortcuts.json"_s));
    QWidget window;
    Actions actions(&window, shortcuts);
    Notices notices;
    SpecEditor editor({.session = session, .actions = actions, .notices = notices}, &window);
    window.resize(1160, 760);
    editor.resize(window.size());
    window.show();
    benchTyping(editor, "editor_typing_markdown", markdown(), 0.5);
    benchTyping(editor, "editor_typing_xml", xml(), 0.5);
    benchTyping(editor, "editor_typing_top", xml(), 0.0);
    return 0;
}
