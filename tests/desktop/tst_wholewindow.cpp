// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "shell/commandpalette.h"
#include "shell/navigation.h"
#include "shell/statusbutton.h"
#include "start/startsheet.h"
#include "wholewindow.h"
#include "widgets/statepanel.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

QString nameOf(const QWidget *widget)
{
    return u"%1 \"%2\" %3"_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->accessibleName(),
                                 widget->objectName());
}

QAccessibleInterface *heard(QWidget *widget) { return QAccessible::queryAccessibleInterface(widget); }

// What Tab has to stop at: everything that is shown and takes the keyboard that way.
QSet<QWidget *> stopsOf(QWidget *top)
{
    QSet<QWidget *> stops;
    for (auto *widget : top->findChildren<QWidget *>())
        if (widget->window() == top && widget->isVisible() && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr)
            stops.insert(widget);
    return stops;
}

// Presses Tab as often as would lead round twice; Ctrl+Tab leaves a text that takes Tab for itself. In order.
QList<QWidget *> reachedFrom(QWidget *top, qsizetype stops)
{
    QList<QWidget *> reached;
    for (qsizetype i = 0; i < 2 * stops + 10; ++i) {
        QWidget *before = top->focusWidget();
        QTest::keyClick(before != nullptr && before->isVisible() ? before : top, Qt::Key_Tab);
        if (before != nullptr && top->focusWidget() == before)
            QTest::keyClick(before, Qt::Key_Tab, Qt::ControlModifier);
        if (QWidget *now = top->focusWidget(); now != nullptr && now->isVisible() && !reached.contains(now))
            reached << now;
    }
    return reached;
}

// Of buttons of which one is always pressed, the pressed one stands for all: arrows go on from there.
bool isOneOfAGroup(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button != nullptr && !button->isChecked()
        && (button->autoExclusive() || (button->group() != nullptr && button->group()->exclusive()));
}

QStringList wrongIn(QWidget *top)
{
    QStringList wrong;
    for (QWidget *stop : stopsOf(top)) {
        QAccessibleInterface *item = heard(stop);
        if (item == nullptr || item->text(QAccessible::Name).trimmed().isEmpty())
            wrong << u"no name: "_s + nameOf(stop);
        else if (item->role() == QAccessible::NoRole || item->role() == QAccessible::Client)
            wrong << u"no role: "_s + nameOf(stop);
    }
    return wrong;
}

QStringList notReached(QWidget *top)
{
    const QSet<QWidget *> stops = stopsOf(top);
    const QList<QWidget *> reached = reachedFrom(top, stops.size());
    QStringList missed;
    for (QWidget *stop : stops)
        if (!reached.contains(stop) && !isOneOfAGroup(stop))
            missed << nameOf(stop);
    for (QWidget *stop : reached)
        if (!stops.contains(stop))
            missed << u"no stop: "_s + nameOf(stop);
    if (!missed.isEmpty())
        for (const QWidget *stop : reached)
            missed << u"then "_s + nameOf(stop);
    return missed;
}

// Nothing that is shown may lie beside what shows it, from the left or from the right.
QStringList outside(QWidget *top)
{
    QStringList found;
    for (auto *widget : top->findChildren<QWidget *>()) {
        QWidget *parent = widget->parentWidget();
        // What scrolls may be larger than its window.
        if (widget->window() != top || !widget->isVisible() || parent == nullptr
            || parent->objectName().startsWith("qt_scrollarea"_L1) || qobject_cast<QAbstractScrollArea *>(parent))
            continue;
        const QRect place = widget->geometry();
        if (place.left() < -1 || place.right() > parent->width() + 1)
            found << nameOf(widget) + u" %1..%2 in %3"_s.arg(place.left()).arg(place.right()).arg(parent->width());
    }
    return found;
}

}  // namespace

class tst_WholeWindow : public QObject
{
    Q_OBJECT
    static bool fill(DesktopFixture &f)
    {
        return f.write(DesktopFixture::build(u"one"_s, u"Todo"_s, BuildState::Completed)
                       + DesktopFixture::build(u"two"_s, u"Shop"_s, BuildState::Paused)
                       + DesktopFixture::lines(u"two"_s, 30));
    }
    static bool opened(WholeWindow &w)
    {
        w.window->show();
        w.session.open();
        return QTest::qWaitForWindowActive(w.window.get())
            && QTest::qWaitFor([&w] { return w.session.state() == DataSession::State::Owner; });
    }
    // Whatever workers bring has come: no panel loads any more, and the status line has looked.
    static bool settled(const QWidget *top)
    {
        return QTest::qWaitFor(
            [top] {
                for (const auto *panel : top->findChildren<StatePanel *>())
                    if (panel->isVisible() && panel->state() == StatePanel::State::Loading)
                        return false;
                for (const auto *entry : top->findChildren<StatusButton *>())
                    if (entry->isVisible() && entry->entry().action == "file.sandbox"_L1)
                        return true;
                return false;
            },
            5000);
    }
    static bool looked(const QDialog *sheet)
    {
        return QTest::qWaitFor(
            [sheet] {
                const auto *start = sheet->findChild<QPushButton *>(u"mend"_s);
                for (const auto *button : sheet->findChildren<QPushButton *>())
                    if (button->isDefault() && button->isEnabled())
                        return true;
                return start != nullptr && start->isVisible();
            },
            5000);
    }
private Q_SLOTS:
    void initTestCase() { QAccessible::setActive(true); }
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

    void everyPageIsReachedByTabAndHeard_data()
    {
        QTest::addColumn<QString>("page");
        for (const char *page : {"builds", "specs", "chat"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }
    void everyPageIsReachedByTabAndHeard()
    {
        QFETCH(const QString, page);
        DesktopFixture f;
        QVERIFY(fill(f));
        WholeWindow w(f);
        QVERIFY(opened(w));
        QVERIFY(w.window->goTo(page, {}));
        QVERIFY(settled(w.window.get()));
        QCOMPARE(wrongIn(w.window.get()).join(u'\n'), QString());
        const QStringList missed = notReached(w.window.get());
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
    }
    void everyDialogIsReachedByTabAndHeard_data()
    {
        QTest::addColumn<QString>("action");
        for (const char *action :
             {"file.new_build", "file.demonstration", "file.claude_key", "file.cloud_key", "file.local_server",
              "file.sandbox", "file.limits", "help.shortcuts", "help.about", "view.palette"})
            QTest::newRow(action) << QString::fromLatin1(action);
    }
    void everyDialogIsReachedByTabAndHeard()
    {
        QFETCH(const QString, action);
        DesktopFixture f;
        WholeWindow w(f);
        QVERIFY(opened(w));
        w.window->actions().action(action)->trigger();
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        if (auto *fold = dialog->findChild<QPushButton *>(u"fold"_s))
            fold->click();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QVERIFY(dialog->objectName() != "startSheet"_L1 || looked(dialog));
        QCOMPARE(wrongIn(dialog).join(u'\n'), QString());
        const QStringList missed = notReached(dialog);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
        WholeWindow::picture(*dialog, u"dialog_"_s + QString(action).replace(u'.', u'_'));
    }
    void fromRightToLeftNothingIsLost_data() { everyPageIsReachedByTabAndHeard_data(); }
    void fromRightToLeftNothingIsLost()
    {
        QFETCH(const QString, page);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        DesktopFixture f;
        QVERIFY(fill(f));
        WholeWindow w(f);
        w.window->resize(900, 600);
        QVERIFY(opened(w));
        QVERIFY(w.window->goTo(page, {}));
        QVERIFY(settled(w.window.get()));
        auto *navigation = w.window->findChild<Navigation *>();
        QVERIFY(navigation->mapTo(w.window.get(), QPoint(0, 0)).x() > w.window->width() / 2);
        QCOMPARE(outside(w.window.get()).join(u'\n'), QString());
        WholeWindow::picture(*w.window, u"rtl_"_s + page);
        w.window->actions().action(u"file.demonstration"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        sheet->findChild<QPushButton *>(u"fold"_s)->click();
        QVERIFY(looked(sheet));
        QCOMPARE(outside(sheet).join(u'\n'), QString());
        WholeWindow::picture(*sheet, u"rtl_start"_s);
    }
    void everyStateOfThePageOfBuilds()
    {
        DesktopFixture f;
        QVERIFY(fill(f));
        WholeWindow w(f);
        w.window->show();
        w.window->goTo(u"builds"_s, {});
        auto *panel = w.window->page(u"builds"_s)->findChild<StatePanel *>();
        QCOMPARE(panel->state(), StatePanel::State::Loading);
        const auto button = [&w](const QString &text) {
            for (auto *found : w.window->findChildren<QPushButton *>())
                if (found->text() == text && found->isVisible())
                    return found;
            return static_cast<QPushButton *>(nullptr);
        };
        BW_TRY_VERIFY(button(u"Cancel"_s) != nullptr);
        WholeWindow::picture(*w.window, u"builds_loading"_s);
        button(u"Cancel"_s)->click();
        QCOMPARE(panel->state(), StatePanel::State::Failed);
        WholeWindow::picture(*w.window, u"builds_cancelled"_s);
        // What comes all the same is shown.
        w.session.open();
        BW_TRY_COMPARE(panel->state(), StatePanel::State::Full);
        QVERIFY(settled(w.window.get()));
        WholeWindow::picture(*w.window, u"builds_full"_s);
        w.window->goTo(u"builds"_s, u"two"_s);
        w.session.act(
            this, [](api::ActingSide &side, std::stop_token stop) { return side.remove(BuildId {u"two"_s}, stop); },
            [](const Status &) {});
        BW_TRY_VERIFY(button(u"Back to the list"_s) != nullptr);
        WholeWindow::picture(*w.window, u"builds_gone"_s);
    }
    void largeTextsStayInTheSmallestWindow()
    {
        DesktopFixture f;
        QVERIFY(fill(f));
        WholeWindow w(f);
        w.window->resize(900, 600);
        QVERIFY(opened(w));
        w.look.setZoom(150);
        QVERIFY(settled(w.window.get()));
        WholeWindow::picture(*w.window, u"zoom_150"_s);
        QCOMPARE(outside(w.window.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(tst_WholeWindow)
#include "tst_wholewindow.moc"
