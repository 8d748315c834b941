// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "desktopfixture.h"

#include "engine/engine.h"
#include "store/chatstore.h"
#include "store/projectstore.h"
#include "store/specstore.h"

#include <QSignalSpy>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{
store::Project named(const QString &name)
{
    store::Project project;
    project.name = name;
    return project;
}
}  // namespace

class tst_DataSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWithoutMakingThisThreadWait()
    {
        DesktopFixture f;
        QElapsedTimer timer;
        timer.start();
        const auto session = f.session();
        QCOMPARE(session->state(), DataSession::State::Opening);
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
        BW_TRY_COMPARE(session->state(), DataSession::State::Owner);
    }

    void steersAnotherOwnerHearsItAndTakesOver()
    {
        DesktopFixture f;
        auto owner = api::ActingSide::asOwner(f.data(), {});
        QVERIFY(owner);
        std::optional<api::ActingSide> other(std::move(*owner));
        const auto session = f.session();
        BW_TRY_COMPARE(session->state(), DataSession::State::Beside);
        QCOMPARE(session->ownerPid(), QCoreApplication::applicationPid());
        // An answer of the owner itself, through its socket.
        std::optional<ErrorCode> answer;
        session->act(
            this, [](api::ActingSide &side, std::stop_token) { return side.stopBuild(BuildId {u"none"_s}); },
            [&answer](const Status &done) { answer = done ? ErrorCode::Internal : done.error().code; });
        BW_TRY_COMPARE(answer, std::optional(ErrorCode::NotFound));
        other.reset();
        BW_TRY_COMPARE(session->state(), DataSession::State::Owner);
    }

    void hearsOfChatsSpecificationsAndProjectsOfAnotherOwner()
    {
        DesktopFixture f;
        auto owner = api::ActingSide::asOwner(f.data(), {});
        QVERIFY(owner);
        std::optional<api::ActingSide> other(std::move(*owner));
        store::Database &database = other->engine().database();
        const auto old = store::ChatStore(database).create({});
        QVERIFY(old);
        const auto session = f.session();
        BW_TRY_COMPARE(session->state(), DataSession::State::Beside);
        QSignalSpy heard(session.get(), &DataSession::changed);
        const auto told = [&heard](const QString &aggregate, const QString &id) {
            for (const QVariantList &one : heard)
                if (one.at(0) == aggregate && one.at(1) == id)
                    return true;
            return false;
        };
        // The first look has to be over before the change that it would take for old.
        const auto probe = store::ProjectStore(database).create(named(u"First"_s));
        QVERIFY(probe);
        int n = 0;
        const auto stirred = [&] {
            auto project = store::ProjectStore(database).get(probe->id);
            if (heard.isEmpty() && project) {
                project->description = QString::number(++n);
                (void)store::ProjectStore(database).update(*project);
            }
            return !heard.isEmpty();
        };
        BW_TRY_VERIFY(stirred());
        QVERIFY(told(u"project"_s, probe->id.value));
        const auto chat = store::ChatStore(database).create({});
        store::SpecVersion first;
        first.content = "# Shop\n";
        first.author = u"person"_s;
        store::Spec named;
        named.name = u"Shop"_s;
        const auto spec = store::SpecStore(database).create(named, first);
        QVERIFY(chat && spec);
        BW_TRY_VERIFY(told(u"chat"_s, chat->id.value));
        BW_TRY_VERIFY(told(u"spec"_s, spec->id.value));
        QVERIFY(!told(u"chat"_s, old->id.value));
        QVERIFY(store::ChatStore(database).change(old->id, [](store::Chat &row) { row.title = u"Named"_s; }));
        BW_TRY_VERIFY(told(u"chat"_s, old->id.value));
        QVERIFY(store::ChatStore(database).remove(chat->id));
        const qsizetype before = heard.size();
        BW_TRY_VERIFY(heard.size() > before && heard.last().at(1) == chat->id.value);
    }

    void tellsNobodyWhoIsGone()
    {
        DesktopFixture f;
        const auto session = f.session();
        auto receiver = std::make_unique<QObject>();
        bool told = false, ready = false;
        session->read(
            receiver.get(), [](engine::ReadSide &) { return Result<int>(1); },
            [&told](const Result<int> &) { told = true; });
        receiver.reset();
        session->read(
            this, [](engine::ReadSide &) { return Result<int>(1); }, [&ready](const Result<int> &) { ready = true; });
        BW_TRY_VERIFY(ready);
        QVERIFY(!told);
    }
};

QTEST_GUILESS_MAIN(tst_DataSession)
#include "tst_datasession.moc"
