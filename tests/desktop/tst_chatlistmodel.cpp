// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/chatlistmodel.h"

#include "desktopfixture.h"
#include "store/chatstore.h"

#include <QAbstractItemModelTester>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_ChatListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyDirectoryIsAnEmptyList()
    {
        DesktopFixture f;
        const auto session = f.session();
        ChatListModel model(*session);
        BW_TRY_COMPARE(model.load(), ChatListModel::Load::Ready);
        QCOMPARE(model.rowCount(), 0);
    }

    void listsInPagesAndFindsTitles()
    {
        DesktopFixture f;
        QVERIFY(makeChats(f, 70));
        const auto session = f.session();
        ChatListModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 50);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        BW_TRY_COMPARE(model.rowCount(), 70);
        QVERIFY(!model.canFetchMore({}));
        // Read anew, it keeps what was scrolled to.
        QSignalSpy loads(&model, &ChatListModel::loadChanged);
        model.reload();
        BW_TRY_COMPARE(loads.size(), 1);
        QCOMPARE(model.rowCount(), 70);
        model.setSearch(u"forty"_s);
        BW_TRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0).data(Qt::DisplayRole).toString(), u"forty"_s);
        model.setSearch(u"nothing of the kind"_s);
        BW_TRY_COMPARE(model.rowCount(), 0);
        model.setSearch({});
        BW_TRY_COMPARE(model.rowCount(), 50);
    }

    void hearsOfChanges()
    {
        DesktopFixture f;
        QVERIFY(makeChats(f, 3));
        const auto session = f.session();
        ChatListModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 3);
        const ChatId last {model.index(2).data(ChatListModel::IdRole).toString()};
        engine::ChatAction pin;
        pin.kind = engine::ChatAction::Kind::Pin;
        session->act(
            this,
            [last, pin](api::ActingSide &side, std::stop_token stop) { return side.chats().act(last, pin, stop); },
            [](const Result<engine::ChatOutcome> &) {});
        BW_TRY_COMPARE(model.rowOf(last), 0);
        BW_TRY_VERIFY(model.index(0).data(ChatListModel::PinnedRole).toBool());
    }

    void showsWhatWasPutAsideAndWhatBelongsToAProject()
    {
        DesktopFixture f;
        QVERIFY(makeChats(f, 3));
        const auto session = f.session();
        ChatListModel model(*session);
        BW_TRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data(ChatListModel::GroupRole).toString(), u"Today"_s);
        const ChatId aside {model.index(1).data(ChatListModel::IdRole).toString()};
        const ChatId member {model.index(2).data(ChatListModel::IdRole).toString()};
        ProjectId project;
        session->act(
            this,
            [&](api::ActingSide &side, std::stop_token stop) -> Result<ProjectId> {
                engine::ChatAction archive;
                archive.kind = engine::ChatAction::Kind::Archive;
                if (auto done = side.chats().act(aside, archive, stop); !done)
                    return fail(done.error());
                const auto made = side.createProject(u"Bicycles"_s, stop);
                if (!made)
                    return made;
                engine::ChatAction set;
                set.kind = engine::ChatAction::Kind::Set;
                set.project = made->value;
                if (auto done = side.chats().act(member, set, stop); !done)
                    return fail(done.error());
                return made;
            },
            [&project](const Result<ProjectId> &made) { project = made.value_or(ProjectId {}); });
        BW_TRY_VERIFY(!project.value.isEmpty());
        BW_TRY_COMPARE(model.rowCount(), 2);
        model.setArchived(true);
        BW_TRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowOf(aside), 0);
        QVERIFY(model.index(0).data(ChatListModel::ArchivedRole).toBool());
        model.setArchived(false);
        model.setProject(project);
        BW_TRY_VERIFY(model.rowCount() == 1 && model.rowOf(member) == 0);
        QCOMPARE(model.index(0).data(ChatListModel::ProjectRole).toString(), project.value);
        // A search looks everywhere.
        model.setSearch(u"chat"_s);
        BW_TRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data(ChatListModel::GroupRole).toString(), u"In titles"_s);
    }

private:
    static bool makeChats(const DesktopFixture &f, int count)
    {
        SystemClock clock;
        auto database = store::Database::open(f.data(), store::DataDirectory::Mode::Owner, clock);
        if (!database)
            return false;
        store::ChatStore chats(**database);
        for (int i = 0; i < count; ++i) {
            store::Chat chat;
            chat.title = i == 40 ? u"forty"_s : u"chat number %1"_s.arg(i);
            if (!chats.create(chat))
                return false;
        }
        return true;
    }
};

QTEST_GUILESS_MAIN(tst_ChatListModel)
#include "tst_chatlistmodel.moc"
