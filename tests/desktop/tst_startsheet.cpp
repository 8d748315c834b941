// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "start/startsheet.h"

#include "account/settings.h"
#include "base/paths.h"
#include "engine/sandboxcheck.h"
#include "models/recent.h"
#include "windowfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

QPushButton *button(const QWidget &sheet, const QString &text)
{
    for (auto *found : sheet.findChildren<QPushButton *>())
        if (found->text() == text)
            return found;
    return nullptr;
}

bool says(const QWidget &sheet, const QString &part)
{
    for (const auto *label : sheet.findChildren<QLabel *>())
        if (label->text().contains(part))
            return true;
    return false;
}

QString makeProject(WindowFixture &w, const QString &name)
{
    std::optional<Result<ProjectId>> made;
    w.session->act(
        w.window.get(), [name](api::ActingSide &side, std::stop_token stop) { return side.createProject(name, stop); },
        [&made](const Result<ProjectId> &project) { made = project; });
    return QTest::qWaitFor([&made] { return made.has_value(); }) && *made ? (*made)->value : QString();
}

}  // namespace

class tst_StartSheet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemonstrationCanBeStarted()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->actions().action(u"file.demonstration"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        QVERIFY(sheet);
        BW_TRY_VERIFY(button(*sheet, u"&Start"_s)->isEnabled());
        QVERIFY(says(*sheet, u"nothing is paid"_s));
        QVERIFY(says(*sheet, u"minutes"_s));
    }
    void withoutAKeyTheReasonStandsBesideTheButton()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->actions().action(u"file.new_build"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        BW_TRY_VERIFY(says(*sheet, u"ANTHROPIC_API_KEY"_s));
        QVERIFY(!button(*sheet, u"&Start"_s)->isEnabled());
        QVERIFY(button(*sheet, u"Where to put a key…"_s)->isVisibleTo(sheet));
    }
    void whatIsWrongIsShownByTheButtonBesideIt()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->show();
        w.window->actions().action(u"file.demonstration"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        auto *start = button(*sheet, u"&Start"_s);
        auto *tokens = sheet->findChild<QLineEdit *>(u"phase.tokens"_s);
        QVERIFY(tokens && !tokens->isVisibleTo(sheet));
        tokens->setText(u"many"_s);
        auto *mend = sheet->findChild<QPushButton *>(u"mend"_s);
        BW_TRY_VERIFY(mend->isVisibleTo(sheet) && !start->isEnabled());
        QCOMPARE(mend->text(), u"Show the field"_s);
        mend->click();
        QVERIFY(tokens->isVisibleTo(sheet));
        QCOMPARE(sheet->focusWidget(), tokens);
        tokens->setText(u"1000"_s);
        BW_TRY_VERIFY(!mend->isVisibleTo(sheet));
    }
    void anEmptySpecificationLeadsToTheSpecification()
    {
        DesktopFixture f;
        WindowFixture w(f);
        QFile file(f.path(u"empty.md"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        openStartSheet(w.window->context(), w.window.get(), file.fileName());
        auto *sheet = w.window->findChild<StartSheet *>();
        auto *mend = sheet->findChild<QPushButton *>(u"mend"_s);
        BW_TRY_COMPARE(mend->text(), u"Open the specification"_s);
        QVERIFY(!button(*sheet, u"&Start"_s)->isEnabled());
        // What was opened is found again.
        QCOMPARE(w.window->recent().all().first().file, file.fileName());
    }
    void aReachedLimitIsSaidBeforeAnythingStarts()
    {
        DesktopFixture f;
        auto settings = account::Settings::load();
        QVERIFY(settings.set(u"limits.usd_per_day"_s, u"0.000001"_s));
        QVERIFY(f.write(
            {{u"old"_s, EventType::BuildCreated, Json {{"name", "Old"}, {"options", {{"model", "claude-opus-4-5"}}}}},
             {u"old"_s, EventType::BudgetSettled,
              Json {{"reservation", 1},
                    {"purpose", "code"},
                    {"model", "claude-opus-4-5"},
                    {"usd", "1.00"},
                    {"usage", {{"input_tokens", 1000}, {"output_tokens", 1000}}}}}}));
        qputenv("ANTHROPIC_API_KEY", "sk-test");
        WindowFixture w(f);
        w.window->actions().action(u"file.new_build"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        auto *mend = sheet->findChild<QPushButton *>(u"mend"_s);
        BW_TRY_COMPARE(mend->text(), u"Change the limits…"_s);
        QVERIFY(says(*sheet, u"dollars a day"_s));
        mend->click();
        auto *limits = w.window->findChild<QDialog *>(u"limitsDialog"_s);
        QVERIFY(limits);
        limits->findChildren<QLineEdit *>().first()->clear();
        button(*limits, u"Save"_s)->click();
        QVERIFY(!account::Settings::load().limits().usdPerDay);
    }
    void everythingIsReachedInTheSmallestWindow()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->resize(900, 600);
        w.window->show();
        w.window->actions().action(u"file.demonstration"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        QVERIFY2(sheet->height() <= 600 && sheet->width() <= 900,
                 qPrintable(u"%1x%2"_s.arg(sheet->width()).arg(sheet->height())));
        sheet->findChild<QPushButton *>(u"fold"_s)->click();
        QCoreApplication::processEvents();
        QVERIFY(sheet->height() <= 600);
        auto *area = sheet->findChild<QScrollArea *>();
        // Nothing is wider than what is seen of it, and all of it can be scrolled to.
        QVERIFY2(area->widget()->width() <= area->viewport()->width(),
                 qPrintable(u"%1 in %2"_s.arg(area->widget()->width()).arg(area->viewport()->width())));
        auto *last = sheet->findChild<QLineEdit *>(u"out"_s);
        QVERIFY(QTest::qWaitForWindowActive(sheet));
        last->setFocus(Qt::ShortcutFocusReason);
        BW_TRY_VERIFY(!last->visibleRegion().isEmpty());
        QVERIFY(button(*sheet, u"&Start"_s)->isVisible());
    }
    void whatWasStartedIsRememberedForItsProject()
    {
        if (!engine::checkSandboxHere(u"local"_s))
            QSKIP("no sandbox can be made on this machine");
        DesktopFixture f;
        WindowFixture w(f);
        BW_TRY_COMPARE(w.session->state(), DataSession::State::Owner);
        const auto project = w.session->state() == DataSession::State::Owner ? makeProject(w, u"Shop"_s) : QString();
        QVERIFY(!project.isEmpty());
        StartChoices choices = defaultChoices();
        choices.templateId = u"todo"_s;
        choices.model = u"recording:"_s + QStringLiteral(BW_SOURCE_DIR "/tests/support/messages/small.jsonl");
        choices.project = project;
        choices.network = NetworkPolicy::None;
        JsonState memory(paths::stateFolder() + u"/starts.json"_s);
        memory.setValue(u"projects"_s, QJsonObject {{project, rememberedOf(choices)}});
        QVERIFY(memory.save());
        StartChoices next = defaultChoices();
        next.templateId = u"todo"_s;
        next.project = project;
        openStartSheet(w.window->context(), w.window.get(), next);
        auto *sheet = w.window->findChild<StartSheet *>();
        const auto box = [sheet](const QString &name) {
            for (auto *found : sheet->findChildren<QComboBox *>())
                if (found->accessibleName() == name)
                    return found;
            return static_cast<QComboBox *>(nullptr);
        };
        BW_TRY_COMPARE(box(u"Project"_s)->currentText(), u"Shop"_s);
        QCOMPARE(box(u"Network"_s)->currentData().toString(), toKey(NetworkPolicy::None));
        // Another project has its own choices: none yet.
        box(u"Project"_s)->setCurrentIndex(0);
        Q_EMIT box(u"Project"_s)->activated(0);
        QCOMPARE(box(u"Network"_s)->currentData().toString(), toKey(NetworkPolicy::None));
    }
    void aLinkFillsInAndStartsNothing()
    {
        DesktopFixture f;
        WindowFixture w(f);
        openStartSheet(w.window->context(), w.window.get(), parseLink(u"buildwright:new?prompt=a%20shop"_s));
        auto *sheet = w.window->findChild<StartSheet *>();
        QVERIFY(says(*sheet, u"A link from outside"_s));
        BW_TRY_VERIFY(says(*sheet, u"ANTHROPIC_API_KEY"_s));
        bool counted = false;
        w.session->read(
            this, [](engine::ReadSide &side) -> Result<bool> { return !side.resolve(u"last"_s).has_value(); },
            [&counted](const Result<bool> &none) { counted = none.value_or(false); });
        BW_TRY_VERIFY(counted);
    }
};

QTEST_MAIN(tst_StartSheet)
#include "tst_startsheet.moc"
