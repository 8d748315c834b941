// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/openspec.h"

#include "desktopfixture.h"
#include "engine/specservice.h"
#include "models/specdrafts.h"
#include "models/spectexts.h"

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using engine::SpecAction;
using Load = OpenSpec::Load;

namespace
{

/// A library with two specifications, and one that is open, with a text field that a test types into.
struct Desk {
    explicit Desk(DesktopFixture &f)
        : session(f.session())
        , drafts(session->dataFolder())
        , open(*session, drafts)
    {
        open.setEditor([this] { return field; });
        QObject::connect(&open, &OpenSpec::textReplaced, &open, [this] { field = open.text(); });
    }
    void type(const QString &text)
    {
        field = text;
        open.edited(field != QString::fromUtf8(open.baseBytes()));
    }
    bool isReady(const SpecId &spec)
    {
        open.open(spec);
        return QTest::qWaitFor([this] { return open.load() == Load::Ready; }, 5000);
    }
    void act(const SpecAction &action)
    {
        session->act(
            &open, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
            [](const Result<engine::SpecOutcome> &outcome) { QVERIFY(outcome.has_value()); });
    }
    void saveElsewhere(const SpecId &spec, int base, const QByteArray &text, const QString &author = u"chat"_s)
    {
        SpecAction action {.kind = SpecAction::Kind::Save, .spec = spec, .text = text, .version = base};
        action.by.author = author;
        act(action);
    }
    Result<store::SpecVersion> version(const SpecId &spec, int number = 0)
    {
        std::optional<Result<store::SpecVersion>> found;
        session->read(
            &open, [&](engine::ReadSide &side) { return engine::SpecService(side.database()).version(spec, number); },
            [&](const Result<store::SpecVersion> &read) { found = read; });
        (void)QTest::qWaitFor([&] { return found.has_value(); }, 5000);
        return found.value_or(fail(ErrorCode::Internal));
    }

    std::unique_ptr<DataSession> session;
    SpecDrafts drafts;
    QString field;
    OpenSpec open;
};

}  // namespace

class tst_OpenSpec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<DesktopFixture>();
        SystemClock clock;
        auto database = store::Database::open(m_fixture->data(), store::DataDirectory::Mode::Owner, clock);
        QVERIFY(database.has_value());
        engine::SpecService specs(**database);
        m_one = specs.create({}, starterSpec(), {})->id;
        m_two = specs.create({}, "# Two\r\n\r\n## Features\r\n\r\n- One thing.\r\n", {})->id;
    }

    void savesAVersionAndAsksNothing()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        QCOMPARE(desk.open.base(), 1);
        QCOMPARE(desk.field.toUtf8(), starterSpec());
        desk.type(desk.field + u"- Another thing.\n"_s);
        QVERIFY(desk.open.isModified());
        desk.open.save();
        BW_TRY_COMPARE(desk.open.base(), 2);
        QVERIFY(!desk.open.isModified());
        QCOMPARE(desk.version(m_one)->content, desk.field.toUtf8());
        QVERIFY(desk.drafts.reader().all().isEmpty());
    }

    void whatIsTypedWhileItSavesIsNotTakenForSaved()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(u"# A\n\n## Features\n\n- First.\n"_s);
        desk.open.save();
        desk.type(desk.field + u"- Second.\n"_s);
        BW_TRY_COMPARE(desk.open.base(), 2);
        QVERIFY(desk.open.isModified());
        QVERIFY(desk.field.contains("Second"_L1));
        desk.open.save();
        BW_TRY_COMPARE(desk.open.base(), 3);
        QVERIFY(!desk.open.isModified());
    }

    void theLibraryIsRenamedWithTheText()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(QString(desk.field).replace(u"Untitled App"_s, u"Garden Diary"_s));
        desk.open.save();
        BW_TRY_COMPARE(desk.open.spec().name, u"Garden Diary"_s);
        // A name that a person gave stays.
        desk.act({.kind = SpecAction::Kind::Rename, .spec = m_one, .name = u"Mine"_s});
        BW_TRY_COMPARE(desk.open.spec().name, u"Mine"_s);
        desk.type(QString(desk.field).replace(u"Garden Diary"_s, u"Tree Diary"_s));
        desk.open.save();
        BW_TRY_COMPARE(desk.open.base(), 3);
        QCOMPARE(desk.open.spec().name, u"Mine"_s);
    }

    void switchingNeverLosesWhatIsNotSaved()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(u"typed into one"_s);
        QVERIFY(desk.isReady(m_two));
        QVERIFY(!desk.open.isModified());
        QCOMPARE(desk.field, u"# Two\r\n\r\n## Features\r\n\r\n- One thing.\r\n"_s);
        QVERIFY(desk.isReady(m_one));
        QVERIFY(desk.open.isModified());
        QCOMPARE(desk.field, u"typed into one"_s);
    }

    void aDraftSurvivesTheProgram()
    {
        {
            Desk desk(*m_fixture);
            QVERIFY(desk.isReady(m_one));
            desk.type(u"typed and killed"_s);
            // Read as another process would find it after kill -9.
            BW_TRY_VERIFY(SpecDrafts(m_fixture->data()).reader().of(m_one).has_value());
        }
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        QCOMPARE(desk.field, u"typed and killed"_s);
        QVERIFY(desk.open.isModified());
        QCOMPARE(desk.open.theirs(), 0);
        // Typed back to what is saved: nothing is left to keep.
        desk.type(QString::fromUtf8(starterSpec()));
        BW_TRY_VERIFY(desk.drafts.reader().all().isEmpty());
    }

    void whatSomebodyElseSavedIsShownWhereNothingWasTyped()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.saveElsewhere(m_one, 1, "# Theirs\n\n## Features\n\n- X.\n");
        BW_TRY_COMPARE(desk.open.base(), 2);
        QVERIFY(desk.field.startsWith("# Theirs"_L1));
        QVERIFY(!desk.open.isModified());
        QCOMPARE(desk.open.theirs(), 0);
    }

    void whatSomebodyElseSavedNeverReplacesWhatWasTyped()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(u"# Mine\n\n## Features\n\n- Mine.\n"_s);
        desk.saveElsewhere(m_one, 1, "# Theirs\n\n## Features\n\n- X.\n");
        BW_TRY_COMPARE(desk.open.theirs(), 2);
        QCOMPARE(desk.open.theirVersion().author, u"chat"_s);
        QVERIFY(desk.field.startsWith("# Mine"_L1));
        QCOMPARE(desk.open.base(), 1);
        // Waits for a decision; nothing is saved over it.
        desk.open.save();
        QCOMPARE(desk.version(m_one)->version, 2);
        desk.open.keepMine();
        QCOMPARE(desk.open.theirs(), 0);
        desk.open.save();
        BW_TRY_COMPARE(desk.open.base(), 3);
        QVERIFY(desk.version(m_one, 3)->content.startsWith("# Mine"));
        QVERIFY(desk.version(m_one, 2)->content.startsWith("# Theirs"));
    }

    void aConflictIsFoundAgainAfterARestart()
    {
        {
            Desk desk(*m_fixture);
            QVERIFY(desk.isReady(m_one));
            desk.type(u"mine"_s);
            desk.saveElsewhere(m_one, 1, "# Theirs\n\n## Features\n\n- X.\n", u"import"_s);
            BW_TRY_COMPARE(desk.open.theirs(), 2);
        }
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        QCOMPARE(desk.field, u"mine"_s);
        QCOMPARE(desk.open.base(), 1);
        QCOMPARE(desk.open.theirs(), 2);
        QCOMPARE(desk.open.baseText().toUtf8(), starterSpec());
        QVERIFY(desk.open.theirText().startsWith("# Theirs"_L1));
        // A version that comes while the two are merged waits for its turn.
        const store::SpecVersion with = desk.open.theirVersion();
        desk.saveElsewhere(m_one, 2, "# Newer\n\n## Features\n\n- Y.\n", u"import"_s);
        BW_TRY_COMPARE(desk.open.theirs(), 3);
        desk.open.takeMerged(u"both of two"_s, with);
        QCOMPARE(desk.open.base(), 2);
        QCOMPARE(desk.open.theirs(), 3);
        desk.open.takeMerged(u"both"_s, desk.open.theirVersion());
        QCOMPARE(desk.field, u"both"_s);
        QCOMPARE(desk.open.base(), 3);
        QCOMPARE(desk.open.theirs(), 0);
        desk.open.save();
        BW_TRY_COMPARE(desk.open.base(), 4);
        QCOMPARE(desk.version(m_one)->content, QByteArray("both"));
    }

    void theSameTextIsNoConflict()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(u"# Same\n\n## Features\n\n- X.\n"_s);
        desk.saveElsewhere(m_one, 1, desk.field.toUtf8());
        BW_TRY_COMPARE(desk.open.base(), 2);
        QVERIFY(!desk.open.isModified());
        QCOMPARE(desk.open.theirs(), 0);
    }

    void theDeletedIsGoneAndComesBackWithItsDraft()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(u"typed before"_s);
        desk.act({.kind = SpecAction::Kind::Delete, .spec = m_one});
        BW_TRY_COMPARE(desk.open.load(), Load::Gone);
        QVERIFY(desk.open.canBeTakenBack());
        desk.act({.kind = SpecAction::Kind::Undelete, .spec = m_one});
        BW_TRY_COMPARE(desk.open.load(), Load::Ready);
        QCOMPARE(desk.field, u"typed before"_s);
        QVERIFY(desk.open.isModified());
    }

    void whatWasNeverThereIsGone()
    {
        Desk desk(*m_fixture);
        desk.open.open({u"nothing"_s});
        BW_TRY_COMPARE(desk.open.load(), Load::Gone);
        QVERIFY(!desk.open.canBeTakenBack());
    }

    void revertingCanBeTakenBack()
    {
        Desk desk(*m_fixture);
        QVERIFY(desk.isReady(m_one));
        desk.type(u"typed"_s);
        const QString typed = desk.open.revert();
        QCOMPARE(typed, u"typed"_s);
        QCOMPARE(desk.field.toUtf8(), starterSpec());
        desk.open.putBack(m_one, 1, typed);
        QCOMPARE(desk.field, u"typed"_s);
        QVERIFY(desk.open.isModified());
        // Also when another one is shown by then.
        (void)desk.open.revert();
        QVERIFY(desk.isReady(m_two));
        desk.open.putBack(m_one, 1, typed);
        QVERIFY(!desk.open.isModified());
        QVERIFY(desk.isReady(m_one));
        QCOMPARE(desk.field, u"typed"_s);
    }

    void besideAnotherOwnerItHearsWhatThatSaves()
    {
        Desk owner(*m_fixture);
        BW_TRY_COMPARE(owner.session->state(), DataSession::State::Owner);
        Desk desk(*m_fixture);
        BW_TRY_COMPARE(desk.session->state(), DataSession::State::Beside);
        QVERIFY(desk.isReady(m_one));
        // Its first look only remembers what there is.
        QSignalSpy heard(desk.session.get(), &DataSession::changed);
        for (int n = 1; heard.isEmpty() && n < 50; ++n) {
            owner.act({.kind = SpecAction::Kind::Rename, .spec = m_two, .name = u"Two %1"_s.arg(n)});
            (void)heard.wait(200);
        }
        owner.saveElsewhere(m_one, 1, "# Theirs\n\n## Features\n\n- X.\n", u"person"_s);
        BW_TRY_COMPARE(desk.open.base(), 2);
        // And saves through it.
        desk.type(u"# Mine\n\n## Features\n\n- X.\n"_s);
        desk.open.save();
        BW_TRY_COMPARE(desk.open.base(), 3);
    }

private:
    std::unique_ptr<DesktopFixture> m_fixture;
    SpecId m_one, m_two;
};

QTEST_GUILESS_MAIN(tst_OpenSpec)
#include "tst_openspec.moc"
