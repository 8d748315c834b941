// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "shell/mainwindow.h"

#include "shell/commandpalette.h"
#include "widgets/statepanel.h"
#include "windowfixture.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSplitter>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

// What a screen reader would be given, from top to bottom: only what is shown.
void walk(QAccessibleInterface *item, const std::function<void(QAccessibleInterface &)> &visit)
{
    if (item == nullptr || item->state().invisible)
        return;
    visit(*item);
    for (int i = 0; i < item->childCount(); ++i)
        walk(item->child(i), visit);
}

bool needsName(QAccessible::Role role)
{
    static const QList<QAccessible::Role> roles {
        QAccessible::Button,   QAccessible::ButtonMenu,   QAccessible::CheckBox, QAccessible::RadioButton,
        QAccessible::ComboBox, QAccessible::EditableText, QAccessible::List,     QAccessible::ListItem,
        QAccessible::MenuItem, QAccessible::ProgressBar,  QAccessible::SpinBox};
    return roles.contains(role);
}

QListView *buildList(const MainWindow &window)
{
    for (auto *list : window.findChildren<QListView *>())
        if (list->accessibleName() == "Builds"_L1)
            return list;
    return nullptr;
}

QStringList nameless(QWidget *top)
{
    QStringList found;
    walk(QAccessible::queryAccessibleInterface(top), [&found](QAccessibleInterface &item) {
        const QObject *object = item.object();
        // The parts of a field, a scroll bar and the like belong to their owner.
        const bool isOfAField = object != nullptr && object->inherits("QLineEditIconButton");
        if (needsName(item.role()) && !isOfAField && item.text(QAccessible::Name).trimmed().isEmpty()
            && (object == nullptr || !object->objectName().startsWith("qt_"_L1)))
            found << u"%1 %2"_s.arg(QLatin1StringView(object ? object->metaObject()->className() : "?"),
                                    object ? object->objectName() : QString());
    });
    return found;
}

QStringList focusOrder(QWidget *top)
{
    QStringList names;
    QWidget *widget = top;
    do {
        widget = widget->nextInFocusChain();
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() && widget->isEnabled()
            && widget->focusProxy() == nullptr)
            names << QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    } while (widget != top && names.size() < 200);
    return names;
}

}  // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QAccessible::setActive(true); }

    void theFirstStartOffersThreeWaysAndNothingElse()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->show();
        BW_TRY_COMPARE(w.session->state(), DataSession::State::Owner);
        QStringList names;
        BW_TRY_VERIFY((names = focusOrder(w.window.get())).contains(u"See a demonstration"_s));
        QVERIFY(names.contains(u"Use Claude"_s) && names.contains(u"Use a local server"_s));
        QCOMPARE(nameless(w.window.get()), QStringList());
    }

    void everythingHasANameAndASaneOrder()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"Todo"_s, BuildState::Completed)
                        + DesktopFixture::build(u"two"_s, u"Shop"_s, BuildState::Paused)
                        + DesktopFixture::lines(u"two"_s, 30)));
        WindowFixture w(f);
        w.window->show();
        auto *list = buildList(*w.window);
        BW_TRY_COMPARE(list->model()->rowCount(), 2);
        BW_TRY_VERIFY(focusOrder(w.window.get()).contains(u"Log"_s));
        QCOMPARE(nameless(w.window.get()), QStringList());
        // Navigation, then the list, then what it shows, from the top to the bottom.
        const QStringList order = focusOrder(w.window.get());
        qsizetype last = -1;
        for (const QString &name :
             {u"New Build"_s, u"Filter builds"_s, u"Builds"_s, u"Resume"_s, u"Search in this log"_s, u"Log"_s}) {
            const qsizetype at = order.indexOf(name, last + 1);
            QVERIFY2(at > last, qPrintable(name + u" in "_s + order.join(u", "_s)));
            last = at;
        }
        // No state is told by colour alone.
        QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains("paused"_L1));
    }

    void everyActionIsInAMenuAndInThePalette()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->show();
        BW_TRY_COMPARE(w.window->menuBar()->actions().size(), 5);
        QSet<QAction *> inMenus;
        const std::function<void(const QMenu &)> collect = [&](const QMenu &menu) {
            for (QAction *action : menu.actions()) {
                inMenus.insert(action);
                if (action->menu() != nullptr)
                    collect(*action->menu());
            }
        };
        for (const QAction *menu : w.window->menuBar()->actions())
            collect(*menu->menu());
        for (const Actions::Entry &entry : w.window->actions().all())
            QVERIFY2(inMenus.contains(entry.action), qPrintable(entry.id));
        QHash<QKeySequence, QString> keys;
        for (const Actions::Entry &entry : w.window->actions().all())
            for (const QKeySequence &key : entry.action->shortcuts()) {
                QVERIFY2(!keys.contains(key), qPrintable(entry.id + u" and "_s + keys.value(key)));
                keys.insert(key, entry.id);
            }
        w.window->actions().action(u"view.palette"_s)->trigger();
        auto *palette = w.window->findChild<CommandPalette *>();
        QVERIFY(palette);
        QCOMPARE(nameless(palette), QStringList());
        auto *field = palette->findChild<QLineEdit *>();
        QTest::keyClicks(field, u"full scr"_s);
        QVERIFY(palette->findChild<QListView *>()->currentIndex().data().toString().contains("Full Screen"_L1));
        QTest::keyClick(field, Qt::Key_Return);
        BW_TRY_VERIFY((w.window->windowState() & Qt::WindowFullScreen) != 0);
    }

    void rememberedThroughACrash()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"One"_s, BuildState::Completed)
                        + DesktopFixture::build(u"two"_s, u"Two"_s, BuildState::Completed)));
        {
            WindowFixture w(f);
            w.window->show();
            BW_TRY_VERIFY(buildList(*w.window)->model()->rowCount() == 2);
            w.window->resize(900, 640);
            QVERIFY(w.window->goTo(u"builds"_s, u"one"_s));
            // Read as another process would find it after kill -9.
            BW_TRY_COMPARE(JsonState(w.memory.path()).value(u"place"_s).toString(), u"one"_s);
        }
        WindowFixture w(f);
        QCOMPARE(w.window->size(), QSize(900, 640));
        QCOMPARE(w.window->page(u"builds"_s)->place(), u"one"_s);
    }

    void backAndForwardWalkThroughTheBuilds()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"One"_s, BuildState::Completed)
                        + DesktopFixture::build(u"two"_s, u"Two"_s, BuildState::Completed)));
        WindowFixture w(f);
        w.window->show();
        Page *page = w.window->page(u"builds"_s);
        BW_TRY_COMPARE(page->place(), u"two"_s);
        w.window->goTo(u"builds"_s, u"one"_s);
        w.window->actions().action(u"view.back"_s)->trigger();
        QCOMPARE(page->place(), u"two"_s);
        w.window->actions().action(u"view.forward"_s)->trigger();
        QCOMPARE(page->place(), u"one"_s);
        QVERIFY(!w.window->actions().action(u"view.forward"_s)->isEnabled());
    }

    void aBadDirectorySaysWhatAndHow()
    {
        DesktopFixture f;
        QFile file(f.data());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        WindowFixture w(f);
        w.window->show();
        auto *panel = w.window->centralWidget()->findChild<StatePanel *>();
        BW_TRY_COMPARE(panel->state(), StatePanel::State::Failed);
        QCOMPARE(nameless(w.window.get()), QStringList());
        QVERIFY(file.remove());
        for (auto *button : panel->currentWidget()->findChildren<QPushButton *>())
            if (button->text() == "Retry"_L1)
                button->click();
        BW_TRY_COMPARE(panel->state(), StatePanel::State::Full);
    }

    void aBuildThatIsDeletedWhileShownIsGone()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"One"_s, BuildState::Completed)
                        + DesktopFixture::build(u"two"_s, u"Two"_s, BuildState::Completed)));
        WindowFixture w(f);
        w.window->show();
        BW_TRY_COMPARE(w.window->page(u"builds"_s)->place(), u"two"_s);
        w.session->act(
            this, [](api::ActingSide &side, std::stop_token stop) { return side.remove(BuildId {u"two"_s}, stop); },
            [](const Status &) {});
        const auto gone = [&w] {
            for (const auto *panel : w.window->findChildren<StatePanel *>())
                if (panel->state() == StatePanel::State::Gone)
                    return true;
            return false;
        };
        BW_TRY_VERIFY(gone());
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
