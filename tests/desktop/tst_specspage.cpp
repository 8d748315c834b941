// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "specs/specspage.h"

#include "engine/specservice.h"
#include "models/spectexts.h"
#include "spec/specdocument.h"
#include "specs/changebar.h"
#include "specs/speceditor.h"
#include "specs/specopening.h"
#include "specsfixture.h"
#include "widgets/skeleton.h"
#include "widgets/statepanel.h"

#include <QAccessible>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using engine::SpecAction;

namespace
{

QByteArray textOf(const QString &name) { return QByteArray(starterSpec()).replace("Untitled App", name.toUtf8()); }

}  // namespace

class tst_SpecsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QAccessible::setActive(true); }

    void anEmptyLibraryHasOneSentenceAndOneButton()
    {
        DesktopFixture f;
        Library l(f);
        BW_TRY_VERIFY(!l.in(StatePanel::State::Empty).isEmpty());
        QVERIFY(l.button(u"New Specification"_s));
        l.picture(u"empty"_s);
        QVERIFY(!l.isEnabled(u"spec.save"_s) && !l.isEnabled(u"spec.delete"_s));
        l.button(u"New Specification"_s)->click();
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(starterSpec())));
        BW_TRY_VERIFY(l.editor->isAncestorOf(QApplication::focusWidget()));
        BW_TRY_COMPARE(l.count(), 1);
        QVERIFY(l.isEnabled(u"spec.delete"_s) && l.isEnabled(u"spec.start"_s));
    }

    void whatIsTypedIsSavedAsAVersionAndMarkedUntilThen()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        Library l(f);
        BW_TRY_VERIFY(l.isEnabled(u"spec.rename"_s));
        QVERIFY(!l.isEnabled(u"spec.save"_s));
        l.type(u"# One\n\n## Features\n\n- Another.\n"_s);
        QVERIFY(l.isEnabled(u"spec.save"_s));
        const QModelIndex row = l.list->model()->index(0, 0);
        BW_TRY_VERIFY(row.data(SpecListModel::DraftRole).toBool());
        l.trigger(u"spec.save"_s);
        BW_TRY_VERIFY(!l.isEnabled(u"spec.save"_s) && !l.editor->isModified());
        BW_TRY_VERIFY(!l.list->model()->index(0, 0).data(SpecListModel::DraftRole).toBool());
    }

    void switchingKeepsWhatIsTyped()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s, u"Two"_s}));
        Library l(f);
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"Two"_s))));
        l.type(u"typed"_s);
        l.list->setCurrentIndex(l.list->model()->index(1, 0));
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"One"_s))));
        l.window->actions().action(u"view.back"_s)->trigger();
        BW_TRY_VERIFY(l.isShown(u"typed"_s));
        QVERIFY(l.editor->isModified() && l.isEnabled(u"spec.save"_s));
    }

    void theDeletedIsGoneAndUndoBringsItBack()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s, u"Two"_s}));
        Library l(f);
        BW_TRY_VERIFY(l.isEnabled(u"spec.delete"_s));
        l.trigger(u"spec.delete"_s);
        BW_TRY_VERIFY(!l.in(StatePanel::State::Gone).isEmpty());
        BW_TRY_COMPARE(l.count(), 1);
        QVERIFY(!l.isEnabled(u"spec.rename"_s));
        l.picture(u"gone"_s);
        l.button(u"Undo"_s)->click();
        BW_TRY_COMPARE(l.count(), 2);
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"Two"_s))));
        // And by the offer that stands below.
        l.trigger(u"spec.delete"_s);
        BW_TRY_VERIFY(l.isEnabled(u"edit.take_back"_s));
        l.trigger(u"edit.take_back"_s);
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"Two"_s))));
    }

    void theLastOneCanBeTakenBack()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        Library l(f);
        BW_TRY_VERIFY(l.isEnabled(u"spec.delete"_s));
        l.trigger(u"spec.delete"_s);
        BW_TRY_COMPARE(l.count(), 0);
        BW_TRY_VERIFY(!l.in(StatePanel::State::Gone).isEmpty());
        l.button(u"Undo"_s)->click();
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"One"_s))));
    }

    void aChangeElsewhereIsSaidAndNothingIsLost()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        Library l(f);
        BW_TRY_VERIFY(l.isEnabled(u"spec.rename"_s));
        l.type(u"# Mine\n\n## Features\n\n- Mine.\n"_s);
        SpecAction save {.kind = SpecAction::Kind::Save, .spec = {l.page->place()}, .version = 1};
        save.text = "# Theirs\n\n## Features\n\n- Theirs.\n";
        save.by.author = u"chat"_s;
        l.act(save);
        BW_TRY_VERIFY(l.page->findChild<ChangeBar *>()->isVisible());
        QVERIFY(l.page->findChild<ChangeBar *>()->accessibleName().contains("chat"_L1));
        QVERIFY(l.editor->text().startsWith("# Mine"_L1));
        // Saved only after a choice.
        l.trigger(u"spec.save"_s);
        QVERIFY(l.editor->isModified() && l.page->findChild<ChangeBar *>()->isVisible());
        l.button(u"Keep Mine"_s)->click();
        QVERIFY(!l.page->findChild<ChangeBar *>()->isVisible());
        l.trigger(u"spec.save"_s);
        BW_TRY_VERIFY(!l.editor->isModified());
        QVERIFY(l.editor->text().startsWith("# Mine"_L1));
    }

    void anErrorIsSaidAndRetried()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        const QString database = f.data() + u"/buildwright.db"_s;
        {
            QFile broken(database);
            QVERIFY(broken.rename(f.path(u"kept.db"_s)));
            QFile none(database);
            QVERIFY(none.open(QIODevice::WriteOnly));
            none.write(QByteArray(8192, 'x'));
        }
        Library l(f);
        auto *whole = l.window->centralWidget()->findChild<StatePanel *>();
        BW_TRY_COMPARE(whole->state(), StatePanel::State::Failed);
        QVERIFY(QFile::remove(database));
        QVERIFY(QFile::rename(f.path(u"kept.db"_s), database));
        for (auto *button : whole->currentWidget()->findChildren<QPushButton *>())
            if (button->text() == "Retry"_L1)
                button->click();
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"One"_s))));
    }

    void aLibraryThatCannotBeReadIsSaidWhileTheRestGoesOn()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        Library l(f);
        BW_TRY_COMPARE(l.count(), 1);
        QVERIFY(rename(f, u"specs"_s, u"away"_s));
        for (auto *field : l.page->findChildren<QLineEdit *>())
            if (field->accessibleName() == "Search specifications"_L1)
                field->setText(u"one"_s);
        BW_TRY_COMPARE(l.in(StatePanel::State::Failed).size(), 1);
        l.picture(u"error"_s);
        // The rest of the window goes on.
        QCOMPARE(l.session.state(), DataSession::State::Owner);
        QVERIFY(rename(f, u"away"_s, u"specs"_s));
        l.button(u"Retry"_s)->click();
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"One"_s))));
    }

    void whileItIsReadItSaysSo()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        Library l(f, false);
        BW_TRY_VERIFY(std::ranges::any_of(l.page->findChildren<Skeleton *>(), &QWidget::isVisible));
        QVERIFY(!l.in(StatePanel::State::Loading).isEmpty());
        l.picture(u"loading"_s);
        l.session.open();
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"One"_s))));
        QVERIFY(l.in(StatePanel::State::Loading).isEmpty());
        l.picture(u"full"_s);
    }

    void theClipboardMakesOne()
    {
        DesktopFixture f;
        Library l(f);
        BW_TRY_VERIFY(!l.in(StatePanel::State::Empty).isEmpty());
        QGuiApplication::clipboard()->setText(
            u"Here it is:\n<project_specification><project_name>Pasted</project_name><core_features>"
            "<feature_group name=\"A\"><feature>It works.</feature></feature_group></core_features>"
            "</project_specification>\nGood luck!"_s);
        l.trigger(u"spec.from_clipboard"_s);
        BW_TRY_COMPARE(l.count(), 1);
        QCOMPARE(l.list->model()->index(0, 0).data().toString(), u"Pasted"_s);
        BW_TRY_VERIFY(l.editor->text().startsWith("<project_spec"_L1) && !l.editor->text().contains("luck"_L1));
    }

    void droppedFilesAreImported()
    {
        DesktopFixture f;
        Library l(f);
        BW_TRY_VERIFY(!l.in(StatePanel::State::Empty).isEmpty());
        QMimeData mime;
        mime.setUrls({write(f, u"a.md"_s, textOf(u"A"_s)), write(f, u"b.md"_s, textOf(u"B"_s))});
        drop(l.page, mime);
        BW_TRY_COMPARE(l.count(), 2);
        // Also on the text, which would take the name of the file for words.
        BW_TRY_VERIFY(l.editor->isVisible());
        mime.setUrls({write(f, u"c.md"_s, textOf(u"C"_s))});
        drop(l.editor->findChild<QPlainTextEdit *>()->viewport(), mime);
        BW_TRY_COMPARE(l.count(), 3);
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"C"_s))));
        QVERIFY(l.list->model()->index(0, 0).data(SpecListModel::OriginRole).toString().contains("imported"_L1));
    }

    void aFileFromOutsideIsImportedOnlyWhenThePersonSaysSo()
    {
        DesktopFixture f;
        Library l(f);
        BW_TRY_VERIFY(!l.in(StatePanel::State::Empty).isEmpty());
        const QString path = f.path(u"given.bwspec"_s);
        spec::SpecDocument document {.name = u"Given"_s};
        document.versions.append({.number = 1, .source = textOf(u"Given"_s), .author = u"person"_s});
        (void)write(f, u"given.bwspec"_s, spec::writeBwspec(document));
        for (const bool yes : {false, true}) {
            openSpecFile(*l.window, path);
            QMessageBox *box = nullptr;
            BW_TRY_VERIFY((box = l.window->findChild<QMessageBox *>()) != nullptr && box->isVisible());
            QVERIFY(box->text().contains("Given"_L1));
            for (QAbstractButton *button : box->buttons())
                if ((box->buttonRole(button) == QMessageBox::AcceptRole) == yes)
                    button->click();
            BW_TRY_VERIFY(l.window->findChild<QMessageBox *>() == nullptr);
            BW_TRY_COMPARE(l.count(), yes ? 1 : 0);
        }
    }

    void everythingHasANameAndTabReachesIt()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s}));
        Library l(f);
        BW_TRY_VERIFY(l.editor->isVisible());
        QStringList names;
        for (QWidget *next = l.page->nextInFocusChain(); next != l.page; next = next->nextInFocusChain())
            if ((next->focusPolicy() & Qt::TabFocus) != 0 && next->isVisible() && l.page->isAncestorOf(next)
                && next->focusProxy() == nullptr)
                names << QAccessible::queryAccessibleInterface(next)->text(QAccessible::Name);
        QVERIFY2(!names.contains(QString()), qPrintable(names.join(u" | "_s)));
        qsizetype last = -1;
        for (const QString &name : {u"Search specifications"_s, u"New"_s, u"Last changed"_s, u"Specifications"_s}) {
            const qsizetype at = names.indexOf(name);
            QVERIFY2(at > last, qPrintable(name + u" in "_s + names.join(u" | "_s)));
            last = at;
        }
        for (const QString &name : {u"Start Build…"_s, u"More"_s})
            QVERIFY2(names.contains(name), qPrintable(names.join(u" | "_s)));
    }

    void eachIsATargetOfTheWindow()
    {
        DesktopFixture f;
        QVERIFY(make(f, {u"One"_s, u"Two"_s}));
        Library l(f);
        BW_TRY_COMPARE(l.count(), 2);
        QCOMPARE(l.page->targets().size(), 2);
        QCOMPARE(l.page->targets().at(0).title, u"Two"_s);
        l.window->goTo(u"specs"_s, l.page->targets().at(1).place);
        BW_TRY_VERIFY(l.isShown(QString::fromUtf8(textOf(u"One"_s))));
    }

private:
    static bool make(const DesktopFixture &f, const QStringList &names)
    {
        SystemClock clock;
        auto database = store::Database::open(f.data(), store::DataDirectory::Mode::Owner, clock);
        if (!database)
            return false;
        engine::SpecService specs(**database);
        return std::ranges::all_of(names,
                                   [&](const QString &name) { return specs.create({}, textOf(name), {}).has_value(); });
    }
    static void drop(QWidget *on, const QMimeData &mime)
    {
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(on, &enter);
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(on, &drop);
    }
    /// A table, behind the program's back.
    static bool rename(const DesktopFixture &f, const QString &from, const QString &to)
    {
        bool done = false;
        {
            auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"behind"_s);
            database.setDatabaseName(f.data() + u"/buildwright.db"_s);
            done = database.open();
            for (const QString &sql : {u"PRAGMA legacy_alter_table = ON"_s, u"PRAGMA busy_timeout = 3000"_s,
                                       u"ALTER TABLE %1 RENAME TO %2"_s.arg(from, to)})
                done = QSqlQuery(database).exec(sql) && done;
        }
        QSqlDatabase::removeDatabase(u"behind"_s);
        return done;
    }
    static QUrl write(const DesktopFixture &f, const QString &name, const QByteArray &bytes)
    {
        QFile file(f.path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return QUrl::fromLocalFile(file.fileName());
    }
};

QTEST_MAIN(tst_SpecsPage)
#include "tst_specspage.moc"
