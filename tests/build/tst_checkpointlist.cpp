// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpointlist.h"

#include "store/storefixture.h"

#include "store/eventstore.h"

using namespace bw;
using namespace bw::build;
using namespace bwtest;
using namespace Qt::StringLiterals;

class TestCheckpointList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<StoreFixture>();
        QVERIFY(m_store->open());
        m_log = std::make_unique<store::EventLog>(m_store->log());
        add(EventType::BuildCreated, R"({"name":"x","user":"","options":{}})");
    }

    void aNameStandsForTheIdAndTheNewestNameCounts()
    {
        made("aaa1");
        made("aab2");
        add(EventType::CheckpointNamed, R"({"checkpoint":"aaa1","name":"start","note":"before"})");
        add(EventType::CheckpointNamed, R"({"checkpoint":"aab2","name":"good"})");
        add(EventType::CheckpointNamed, R"({"checkpoint":"aaa1","name":"good"})");
        const auto all = list();
        QCOMPARE(all.at(0).name, u"good"_s);
        QCOMPARE(all.at(0).note, QString());
        QCOMPARE(findCheckpoint(all, u"good"_s)->checkpoint.id, u"aab2"_s);  // of two with a name the newer
        QVERIFY(!findCheckpoint(all, u"start"_s));
        QCOMPARE(findCheckpoint(all, u"aaa"_s)->checkpoint.id, u"aaa1"_s);
        QVERIFY(findCheckpoint(all, u"aa"_s).error().code == ErrorCode::Ambiguous);
    }

    void whatWasGivenUpIsNotThereUntilItIsMadeAgain()
    {
        made("a1");
        made("b2");
        made("a1");
        add(EventType::CheckpointThinned, R"({"checkpoint":"a1"})");
        QCOMPARE(ids(), QStringList({u"b2"_s}));
        made("a1");
        QCOMPARE(ids(), QStringList({u"b2"_s, u"a1"_s}));
    }

    void theNewestStayBesideThoseThatAlwaysStay()
    {
        for (int i = 0; i < 10; ++i) {
            made(qPrintable(u"c%1"_s.arg(i)));
            if (i == 3)
                add(EventType::GateOpened, R"({"gate":"progress"})");
        }
        add(EventType::CheckpointNamed, R"({"checkpoint":"c5","name":"mine"})");
        QCOMPARE(checkpointsToThin(list(), 0), QStringList());
        QCOMPARE(checkpointsToThin(list(), 100), QStringList());
        // First, last, named and gate stay: c0, c9, c5, c3; of the others the newest two: c8, c7.
        QCOMPARE(checkpointsToThin(list(), 2), QStringList({u"c1"_s, u"c2"_s, u"c4"_s, u"c6"_s}));
        QCOMPARE(checkpointsToThin({}, 1), QStringList());
        // What a proof still depends on stays, and takes no place of the others.
        auto all = list();
        all[1].checkpoint.manifest = BlobHash {QString(64, u'f')};
        QCOMPARE(checkpointsToThin(all, 2, {QString(64, u'f')}), QStringList({u"c2"_s, u"c4"_s, u"c6"_s}));
    }

    void aTreeThatIsStillTheNewestIsNotGivenUpForAnOlderEntry()
    {
        made("a1");
        made("same");
        made("b2");
        made("c3");
        made("same");
        QCOMPARE(checkpointsToThin(list(), 1), QStringList({u"b2"_s}));
    }

private:
    void add(EventType type, const char *json) { QVERIFY(m_log->appendAndWait(buildId("b"), fact(type, json))); }
    void made(const char *id)
    {
        add(EventType::CheckpointMade,
            qPrintable(
                u"{\"checkpoint\":\"%1\",\"manifest_blob\":\"%2\",\"reason\":\"x\",\"files\":1,\"bytes\":1}"_s.arg(
                    QString::fromLatin1(id), QString(64, u'a'))));
    }
    QList<CheckpointEntry> list()
    {
        return loadCheckpoints(store::EventStore(*m_store->database), buildId("b")).value_or(QList<CheckpointEntry> {});
    }
    QStringList ids()
    {
        QStringList found;
        for (const CheckpointEntry &entry : list())
            found.append(entry.checkpoint.id);
        return found;
    }

    std::unique_ptr<StoreFixture> m_store;
    std::unique_ptr<store::EventLog> m_log;
};

QTEST_GUILESS_MAIN(TestCheckpointList)
#include "tst_checkpointlist.moc"
