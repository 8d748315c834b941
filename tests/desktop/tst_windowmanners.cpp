// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "account/settings.h"
#include "models/recent.h"
#include "shell/commandpalette.h"
#include "shell/statusarea.h"
#include "shell/statusbutton.h"
#include "widgets/statepanel.h"
#include "windowfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

StatusButton *entryOf(const MainWindow &window, const QString &action)
{
    for (auto *button : window.findChildren<StatusButton *>())
        if (button->entry().action == action)
            return button;
    return nullptr;
}

QPushButton *buttonOf(const QWidget &parent, const QString &text)
{
    for (auto *button : parent.findChildren<QPushButton *>())
        if (button->text() == text && button->isVisible())
            return button;
    return nullptr;
}

bool says(const QWidget &parent, const QString &part)
{
    for (const auto *label : parent.findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(part))
            return true;
    return false;
}

}  // namespace

class tst_WindowManners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStatusSaysWhatIsMissingAndLeadsThere()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->show();
        StatusButton *key = nullptr;
        BW_TRY_VERIFY((key = entryOf(*w.window, u"file.claude_key"_s)) != nullptr && key->isVisible());
        QCOMPARE(key->text(), u"No key"_s);
        QVERIFY(!key->accessibleDescription().isEmpty() && !key->entry().icon.isEmpty());
        key->click();
        auto *dialog = w.window->findChild<QDialog *>(u"keyDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        dialog->reject();
        // A limit that is set elsewhere is seen by whoever looks again.
        auto settings = account::Settings::load();
        QVERIFY(settings.set(u"limits.usd_per_day"_s, u"5"_s));
        w.window->findChild<StatusArea *>()->look();
        BW_TRY_VERIFY(entryOf(*w.window, u"file.limits"_s)->text().contains(u"5"_s));
        entryOf(*w.window, u"file.limits"_s)->click();
        QVERIFY(w.window->findChild<QDialog *>(u"limitsDialog"_s));
    }
    void theStatusFitsIntoTheSmallestWindow()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.look.setZoom(150);
        w.window->resize(900, 600);
        w.window->show();
        BW_TRY_VERIFY(entryOf(*w.window, u"file.claude_key"_s) != nullptr);
        BW_TRY_COMPARE(w.session->state(), DataSession::State::Owner);
        QCOMPARE(w.window->width(), 900);
        for (const auto *button : w.window->findChildren<StatusButton *>())
            QVERIFY(!button->isVisible() || button->geometry().right() < w.window->width());
    }
    void textsGrowAndShrinkTogether()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"One"_s, BuildState::Completed)));
        WindowFixture w(f);
        w.window->show();
        const double usual = QApplication::font().pointSizeF();
        auto *title = w.window->findChild<QLabel *>();
        const double own = title->font().pointSizeF() / usual;
        for (int i = 0; i < 5; ++i)
            w.window->actions().action(u"view.zoom_in"_s)->trigger();
        QCOMPARE(w.look.zoom(), 150);
        QCOMPARE(QApplication::font().pointSizeF(), usual * 1.5);
        QVERIFY(qAbs(title->font().pointSizeF() / (usual * 1.5) - own) < 0.01);
        QCOMPARE(w.memory.value(u"zoom"_s).toInt(), 150);
        for (int i = 0; i < 30; ++i)
            w.window->actions().action(u"view.zoom_in"_s)->trigger();
        QCOMPARE(w.look.zoom(), Look::mostZoom);
        QVERIFY2(w.window->minimumSizeHint().width() <= 2000, "the window grows with its texts, but not without end");
        w.window->actions().action(u"view.zoom_reset"_s)->trigger();
        QCOMPARE(QApplication::font().pointSizeF(), usual);
        QVERIFY(qAbs(title->font().pointSizeF() / usual - own) < 0.01);
    }
    void anyChatOrBuildIsReachedByItsName()
    {
        DesktopFixture f;
        QList<DesktopFixture::Fact> facts;
        for (int i = 0; i < 60; ++i)  // more than a page of the list
            facts << DesktopFixture::build(u"b%1"_s.arg(i), i == 0 ? u"Oldest"_s : u"Other %1"_s.arg(i),
                                           BuildState::Completed);
        QVERIFY(f.write(facts));
        WindowFixture w(f);
        w.window->show();
        BW_TRY_COMPARE(w.session->state(), DataSession::State::Owner);
        w.window->actions().action(u"view.go_to"_s)->trigger();
        auto *palette = w.window->findChild<CommandPalette *>();
        auto *field = palette->findChild<QLineEdit *>();
        auto *list = palette->findChild<QListView *>();
        QTest::keyClicks(field, u"oldest"_s);
        BW_TRY_COMPARE(list->currentIndex().data().toString(), u"Oldest"_s);
        QTest::keyClick(field, Qt::Key_Return);
        BW_TRY_COMPARE(w.window->page(u"builds"_s)->place(), u"b0"_s);
        // And found again under File ▸ Open Recent, once its row is there.
        BW_TRY_VERIFY(w.window->page(u"builds"_s)->targets().size() == 60);
        w.window->goTo(u"builds"_s, u"b0"_s);
        QCOMPARE(w.window->recent().all().first().title, u"Oldest"_s);
        QMenu *menu = w.window->actions().action(u"file.recent"_s)->menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().first()->text(), u"Oldest"_s);
        w.window->goTo(u"builds"_s, u"b5"_s);
        menu->actions().first()->trigger();
        QCOMPARE(w.window->page(u"builds"_s)->place(), u"b0"_s);
    }
    void aLogThatCannotBeReadSaysSoAndIsReadAgain()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"One"_s, BuildState::Completed)
                        + DesktopFixture::lines(u"one"_s, 5)));
        rename(f, u"log_lines"_s, u"log_away"_s);
        WindowFixture w(f);
        w.window->show();
        BW_TRY_VERIFY(buttonOf(*w.window, u"Retry"_s) != nullptr);
        QVERIFY(buttonOf(*w.window, u"Copy details"_s));
        // The rest of the page goes on working.
        QVERIFY(says(*w.window, u"One"_s));
        rename(f, u"log_away"_s, u"log_lines"_s);
        buttonOf(*w.window, u"Retry"_s)->click();
        BW_TRY_VERIFY(buttonOf(*w.window, u"Retry"_s) == nullptr);
    }

private:
    // As a file that went bad would answer.
    static void rename(const DesktopFixture &f, const QString &from, const QString &to)
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"break"_s);
            database.setDatabaseName(f.data() + u"/buildwright.db"_s);
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(u"PRAGMA legacy_alter_table=ON"_s));
            QVERIFY2(query.exec(u"ALTER TABLE %1 RENAME TO %2"_s.arg(from, to)), qPrintable(query.lastError().text()));
        }
        QSqlDatabase::removeDatabase(u"break"_s);
    }
};

QTEST_MAIN(tst_WindowManners)
#include "tst_windowmanners.moc"
