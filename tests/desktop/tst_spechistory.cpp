// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/spechistory.h"

#include "pictures.h"
#include "specfixture.h"
#include "specs/specdiffview.h"
#include "start/startsheet.h"
#include "waiting.h"
#include "widgets/statepanel.h"
#include "windowfixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QTextEdit>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_SpecHistory : public QObject
{
    Q_OBJECT

private:
    static QList<QByteArray> three()
    {
        return {SpecFixture::spec({"Add a task"}), SpecFixture::spec({"Add a task", "Sort tasks by name"}),
                SpecFixture::spec({"Add a task", "Sort tasks by date", "Export the tasks as CSV"})};
    }
    /// Whole, with a window around it.
    struct Shown {
        explicit Shown(const QList<QByteArray> &versions)
            : id(SpecFixture::make(f, u"Tasks"_s, versions, u"chat"_s))
            , w(f)
            , history(w.window->context())
        {
            history.resize(900, 560);
            history.show();
        }
        [[nodiscard]] StatePanel::State state() const { return history.findChild<StatePanel *>()->state(); }
        [[nodiscard]] QListView *versions() const
        {
            for (auto *view : history.findChildren<QListView *>())
                if (view->accessibleName() == u"Versions"_s)
                    return view;
            return nullptr;
        }
        [[nodiscard]] QPushButton *button(const QString &text) const
        {
            for (auto *found : history.findChildren<QPushButton *>())
                if (found->text() == text)
                    return found;
            return nullptr;
        }
        [[nodiscard]] bool says(const QString &part) const
        {
            for (const auto *label : history.findChildren<QLabel *>())
                if (label->isVisibleTo(&history) && label->text().contains(part))
                    return true;
            return false;
        }
        [[nodiscard]] QString meaning() const
        {
            const auto *view = history.findChild<SpecDiffView *>();
            return view->isReady() ? view->findChild<QTextEdit *>()->toPlainText() : QString();
        }
        void open() { history.show(id); }

        DesktopFixture f;
        SpecId id;
        WindowFixture w;
        SpecHistory history;
    };

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void theNewestIsComparedWithTheOneBefore()
    {
        Shown s(three());
        s.open();
        BW_TRY_COMPARE(s.state(), StatePanel::State::Full);
        BW_TRY_VERIFY(s.meaning().contains("Export the tasks as CSV"_L1));
        QVERIFY(s.says(u"From version 2 to version 3"_s));
        QVERIFY(s.meaning().contains("Added (1)"_L1));
        QVERIFY(s.meaning().contains("name"_L1) && s.meaning().contains("date"_L1));
        QVERIFY(!s.button(u"&Restore"_s)->isEnabled());
        QVERIFY(!s.button(u"&Restore"_s)->toolTip().isEmpty());
        QTest::keyClick(s.versions(), Qt::Key_Down);
        BW_TRY_VERIFY(s.says(u"From version 1 to version 2"_s));
        BW_TRY_VERIFY(s.meaning().contains("Sort tasks by name"_L1));
        QTest::keyClick(s.versions(), Qt::Key_Down);
        BW_TRY_VERIFY(s.says(u"Version 1, the first"_s));
    }
    void theSpaceBarMarksTwoToCompare()
    {
        Shown s(three());
        s.open();
        BW_TRY_COMPARE(s.state(), StatePanel::State::Full);
        QTest::keyClick(s.versions(), Qt::Key_Space);
        QTest::keyClick(s.versions(), Qt::Key_Down);
        QTest::keyClick(s.versions(), Qt::Key_Down);
        QTest::keyClick(s.versions(), Qt::Key_Space);
        QVERIFY(s.says(u"From version 1 to version 3"_s));
        QTest::keyClick(s.versions(), Qt::Key_Up);
        QVERIFY(s.says(u"From version 1 to version 3"_s));
        QTest::keyClick(s.versions(), Qt::Key_End);
        QTest::keyClick(s.versions(), Qt::Key_Space);
        QVERIFY(s.says(u"From version 1 to version 3"_s));
    }
    void linesAreShownAsWellAsTheMeaning()
    {
        Shown s(three());
        s.open();
        BW_TRY_VERIFY(!s.meaning().isEmpty());
        s.button(u"&Text"_s)->click();
        QVERIFY(s.says(u"line(s) added"_s));
        auto *view = s.history.findChild<SpecDiffView *>();
        QListView *lines = nullptr;
        for (auto *found : view->findChildren<QListView *>())
            if (found->accessibleName() == u"Lines that differ"_s)
                lines = found;
        QVERIFY(lines && lines->isVisible());
        QTest::keyClick(lines, Qt::Key_F7);
        QTest::keyClick(lines, Qt::Key_F7, Qt::ShiftModifier);
        const int before = lines->model()->rowCount();
        view->findChild<QCheckBox *>()->click();
        QVERIFY(lines->model()->rowCount() < before);
        QVERIFY(!lines->grab().isNull());
        SpecHistory other(s.w.window->context());
        other.restore(s.history.saved());
        QVERIFY(other.findChild<SpecDiffView *>()->showsText());
        QVERIFY(other.findChild<SpecDiffView *>()->isSideBySide());
    }
    void anOlderOneIsRestoredAndThatIsTakenBack()
    {
        Shown s(three());
        s.open();
        BW_TRY_COMPARE(s.state(), StatePanel::State::Full);
        std::function<void()> undo;
        connect(&s.w.window->context().notices, &Notices::undoable, this,
                [&undo](const QString &, const std::function<void()> &given) { undo = given; });
        const QSignalSpy restored(&s.history, &SpecHistory::restored);
        QTest::keyClick(s.versions(), Qt::Key_End);
        s.button(u"&Restore"_s)->click();
        BW_TRY_COMPARE(restored.size(), 1);
        BW_TRY_COMPARE(s.versions()->model()->rowCount(), 4);
        BW_TRY_VERIFY(s.says(u"From version 3 to version 4"_s));
        BW_TRY_VERIFY(undo);
        undo();
        BW_TRY_COMPARE(s.versions()->model()->rowCount(), 5);
        BW_TRY_VERIFY(s.says(u"From version 4 to version 5"_s));
        s.button(u"&Copy"_s)->click();
        BW_TRY_COMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(three().at(2)));
    }
    void aVersionIsSavedAndBuiltFrom()
    {
        Shown s(three());
        s.open();
        BW_TRY_COMPARE(s.state(), StatePanel::State::Full);
        QTest::keyClick(s.versions(), Qt::Key_Down);
        s.button(u"Save &As…"_s)->click();
        auto *dialog = s.history.window()->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QString path = s.f.path(u"saved.md"_s);
        Q_EMIT dialog->fileSelected(path);
        BW_TRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), three().at(1));
        s.button(u"Start &Build…"_s)->click();
        BW_TRY_VERIFY(s.history.window()->findChild<StartSheet *>());
        const auto *sheet = s.history.window()->findChild<StartSheet *>();
        const auto labels = sheet->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->text().contains("Tasks"_L1) && label->text().contains(u'2');
        }));
    }
    void nothingChosenIsEmpty()
    {
        Shown s(three());
        QCOMPARE(s.state(), StatePanel::State::Empty);
        QVERIFY(s.says(u"Choose a specification"_s));
        QSignalSpy went(&s.w.window->context().notices, &Notices::goTo);
        s.button(u"Go to the Specifications"_s)->click();
        QCOMPARE(went.size(), 1);
    }
    void loadingIsShownUntilTheDirectoryIsOpen()
    {
        DesktopFixture f;
        const SpecId id = SpecFixture::make(f, u"Tasks"_s, three());
        WindowFixture w(f);
        SpecHistory history(w.window->context());
        history.show(id);
        QCOMPARE(history.findChild<StatePanel *>()->state(), StatePanel::State::Loading);
        BW_TRY_COMPARE(history.findChild<StatePanel *>()->state(), StatePanel::State::Full);
    }
    void anErrorIsToldAndTriedAgain()
    {
        DesktopFixture f;
        QFile file(f.data());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be used"_s));
        WindowFixture w(f);
        SpecHistory history(w.window->context());
        history.show(SpecId {u"some"_s});
        const auto *panel = history.findChild<StatePanel *>();
        BW_TRY_COMPARE(panel->state(), StatePanel::State::Failed);
        QVERIFY(file.remove());
        w.session->open();
        // A directory that was just made holds no such specification.
        BW_TRY_COMPARE(panel->state(), StatePanel::State::Gone);
    }
    void aDeletedOneIsTakenBack()
    {
        Shown s(three());
        s.open();
        BW_TRY_COMPARE(s.state(), StatePanel::State::Full);
        QVERIFY(SpecFixture::remove(*s.w.session, s.id));
        BW_TRY_COMPARE(s.state(), StatePanel::State::Gone);
        QVERIFY(s.says(u"Tasks was deleted"_s));
        s.button(u"Take It Back"_s)->click();
        BW_TRY_COMPARE(s.state(), StatePanel::State::Full);
    }
    void aMegabyteDoesNotHoldUpTheWindow()
    {
        QByteArray before, after;
        for (int i = 0; before.size() < 1'000'000; ++i) {
            before += "- feature number " + QByteArray::number(i) + " lists tasks of a person in a table\n";
            after += "- feature number " + QByteArray::number(i) + " lists tasks of a team in a table\n";
        }
        Shown s({"# Tasks\n\n## Features\n\n" + before, "# Tasks\n\n## Features\n\n" + after});
        qint64 longest = 0;
        QElapsedTimer since;
        since.start();
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
        beat.start(1);
        s.open();
        QVERIFY(QTest::qWaitFor([&] { return !s.meaning().isEmpty(); }, 60'000));
        s.button(u"&Text"_s)->click();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        qInfo() << "longest stall of the window's thread:" << longest << "ms";
        QVERIFY2(longest < 1000, qPrintable(QString::number(longest)));
    }
    void everyStateIsSeenInEveryLook()
    {
        Shown s(three());
        QVERIFY(takePictures(s.w.look, u"history_empty"_s, s.history));
        s.open();
        BW_TRY_VERIFY(!s.meaning().isEmpty());
        QVERIFY(SpecFixture::save(*s.w.session, s.id, 3,
                                  SpecFixture::spec({"Sort tasks by date", "Add a task with one key",
                                                     "Export the tasks as CSV or JSON", "Ask before a task is deleted"})
                                      .replace("small team", "small team, \u05d1\u05e2\u05d1\u05e8\u05d9\u05ea too")));
        BW_TRY_VERIFY(s.says(u"From version 3 to version 4"_s));
        BW_TRY_VERIFY(s.meaning().contains("JSON"_L1));
        QTest::keyClick(s.versions(), Qt::Key_Space);
        QTest::keyClick(s.versions(), Qt::Key_Down);
        QTest::keyClick(s.versions(), Qt::Key_Down);
        QTest::keyClick(s.versions(), Qt::Key_Space);
        BW_TRY_VERIFY(s.meaning().contains("Ask before"_L1));
        QVERIFY(takePictures(s.w.look, u"history_meaning"_s, s.history));
        s.button(u"&Text"_s)->click();
        QVERIFY(takePictures(s.w.look, u"history_text"_s, s.history));
        s.history.findChild<QCheckBox *>()->click();
        QVERIFY(takePictures(s.w.look, u"history_beside"_s, s.history));
        s.history.resize(420, 560);
        QVERIFY(takePictures(s.w.look, u"history_small"_s, s.history));
        s.history.setLayoutDirection(Qt::RightToLeft);
        s.history.resize(900, 560);
        s.button(u"&Meaning"_s)->click();
        QVERIFY(takePictures(s.w.look, u"history_rtl"_s, s.history));
        QVERIFY(SpecFixture::remove(*s.w.session, s.id));
        BW_TRY_COMPARE(s.state(), StatePanel::State::Gone);
        QVERIFY(takePictures(s.w.look, u"history_gone"_s, s.history));
    }
    void aSmallWindowPutsTheListAbove()
    {
        Shown s(three());
        s.open();
        s.history.resize(420, 600);
        QCOMPARE(s.history.findChild<QSplitter *>()->orientation(), Qt::Vertical);
        s.history.resize(900, 600);
        QCOMPARE(s.history.findChild<QSplitter *>()->orientation(), Qt::Horizontal);
    }
};

QTEST_MAIN(tst_SpecHistory)
#include "tst_spechistory.moc"
