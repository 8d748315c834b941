// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/buildlistmodel.h"

#include "desktopfixture.h"
#include "models/buildfiltermodel.h"

#include <QAbstractItemModelTester>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_BuildListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsPagesNewestFirst()
    {
        DesktopFixture f;
        QList<DesktopFixture::Fact> facts;
        for (int i = 0; i < 120; ++i)
            facts += DesktopFixture::build(u"b%1"_s.arg(i, 3, 10, QChar(u'0')), u"n%1"_s.arg(i), BuildState::Completed);
        QVERIFY(f.write(facts));
        const auto session = f.session();
        BuildListModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.load(), BuildListModel::Load::Ready);
        BW_TRY_VERIFY(model.rowCount() >= 50);
        model.fetchAll();
        BW_TRY_COMPARE(model.rowCount(), 120);
        QVERIFY(!model.canFetchMore({}));
        for (int row = 1; row < 120; ++row)
            QVERIFY(model.buildAt(row - 1)->createdMs >= model.buildAt(row)->createdMs);
    }

    void hearsWhatIsWrittenMeanwhile()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"old"_s, u"old one"_s, BuildState::Paused)));
        const auto session = f.session();
        BuildListModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 1);
        bool written = false;
        session->read(
            this,
            [](engine::ReadSide &side) -> Result<bool> {
                store::EventLog log(side.database().writer());
                (void)log.append(BuildId {u"new"_s}, {EventType::BuildCreated, Json {{"name", "new one"}}});
                (void)log.append(
                    BuildId {u"old"_s},
                    {EventType::BuildState, Json {{"from", "paused"}, {"to", "cancelled"}, {"reason", ""}}});
                return log.flush().has_value();
            },
            [&written](const Result<bool> &done) { written = done.value_or(false); });
        BW_TRY_VERIFY(written);
        BW_TRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.buildAt(0)->name, u"new one"_s);
        BW_TRY_COMPARE(model.buildAt(1)->state, BuildState::Cancelled);
    }

    void aRemovedBuildGoes()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"one"_s, BuildState::Completed)));
        const auto session = f.session();
        BuildListModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 1);
        QSignalSpy gone(&model, &BuildListModel::buildGone);
        session->act(
            this, [](api::ActingSide &side, std::stop_token stop) { return side.remove(BuildId {u"one"_s}, stop); },
            [](const Status &) {});
        BW_TRY_COMPARE(model.rowCount(), 0);
        QCOMPARE(gone.size(), 1);
    }

    void aFilterSeesNamesStatesAndGroups()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"Todo list"_s, BuildState::Completed)
                        + DesktopFixture::build(u"two"_s, u"Todo board"_s, BuildState::AwaitingAnswer)
                        + DesktopFixture::build(u"three"_s, u"Shop"_s, BuildState::Failed)));
        const auto session = f.session();
        BuildListModel model(*session);
        BuildFilterModel filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(filter.rowCount(), 3);
        filter.setText(u"todo BOARD"_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setText({});
        filter.setGroup(BuildFilterModel::Group::NeedsYou);
        QCOMPARE(filter.rowCount(), 1);
        filter.setGroup(BuildFilterModel::Group::Ended);
        QCOMPARE(filter.rowCount(), 2);
    }

    void anUnusableDirectoryIsAnErrorAndAnotherTryHelps()
    {
        DesktopFixture f;
        QFile file(f.data());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto session = f.session();
        BuildListModel model(*session);
        BW_TRY_COMPARE(model.load(), BuildListModel::Load::Failed);
        QCOMPARE(session->state(), DataSession::State::Failed);
        QVERIFY(file.remove());
        session->open();
        BW_TRY_COMPARE(model.load(), BuildListModel::Load::Ready);
        QCOMPARE(session->state(), DataSession::State::Owner);
    }
};

QTEST_GUILESS_MAIN(tst_BuildListModel)
#include "tst_buildlistmodel.moc"
