// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jsonstate.h"
#include "shell/actions.h"

#include <QTemporaryDir>
#include <QWidget>
#include <QtTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_Shortcuts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChosenShortcutComesBackAfterARestart()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"shortcuts.json"_s);
        {
            QWidget window;
            JsonState file(path);
            Actions actions(&window, file);
            QAction *stop = actions.add(u"build.stop"_s, Menu::Build, 0, u"&Stop"_s, {QKeySequence(u"Shift+F5"_s)}, {});
            QCOMPARE(stop->toolTip(), u"Stop (Shift+F5)"_s);
            QCOMPARE(actions.setShortcut(u"build.stop"_s, QKeySequence(u"Ctrl+Alt+S"_s)), QString());
            QCOMPARE(stop->shortcut(), QKeySequence(u"Ctrl+Alt+S"_s));
        }
        QWidget window;
        JsonState file(path);
        Actions actions(&window, file);
        QAction *stop = actions.add(u"build.stop"_s, Menu::Build, 0, u"&Stop"_s, {QKeySequence(u"Shift+F5"_s)}, {});
        QCOMPARE(stop->shortcut(), QKeySequence(u"Ctrl+Alt+S"_s));
        actions.resetShortcut(u"build.stop"_s);
        QCOMPARE(stop->shortcut(), QKeySequence(u"Shift+F5"_s));
    }
    void noShortcutBelongsToTwo()
    {
        QTemporaryDir folder;
        QWidget window;
        JsonState file(folder.filePath(u"s.json"_s));
        Actions actions(&window, file);
        actions.add(u"a"_s, Menu::File, 0, u"A"_s, {QKeySequence(u"Ctrl+A"_s), QKeySequence(u"Ctrl+X"_s)}, {});
        QAction *b = actions.add(u"b"_s, Menu::File, 0, u"B"_s, {}, {});
        QCOMPARE(actions.setShortcut(u"b"_s, QKeySequence(u"Ctrl+X"_s)), u"a"_s);
        QVERIFY(b->shortcut().isEmpty());
    }
    void oneCanDoWithout()
    {
        QTemporaryDir folder;
        QWidget window;
        JsonState file(folder.filePath(u"s.json"_s));
        Actions actions(&window, file);
        QAction *a = actions.add(u"a"_s, Menu::File, 0, u"A"_s, {QKeySequence(u"Ctrl+A"_s)}, {});
        QCOMPARE(actions.setShortcut(u"a"_s, {}), QString());
        QVERIFY(a->shortcut().isEmpty());
    }
};

QTEST_MAIN(tst_Shortcuts)
#include "tst_shortcuts.moc"
