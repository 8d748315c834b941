// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/trace.h"

#include "artifact/manifest.h"
#include "base/clock.h"
#include "store/blobstore.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/specstore.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace Qt::StringLiterals;

namespace
{

using Tree = QMap<QByteArray, QByteArray>;

const QByteArray specText =
    "# Shop\n\n## Features\n\n- The cart keeps what was put in\n- A receipt is printed on request\n";

/// A build that is told as events and trees, without having happened.
class Story
{
public:
    Story()
    {
        auto opened = store::Database::open(m_folder.filePath(u"data"_s), store::DataDirectory::Mode::Owner, m_clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        database = std::move(*opened);
        m_log = std::make_unique<store::EventLog>(database->writer());
        tell(EventType::BuildCreated,
             Json {{"name", "Shop"}, {"spec_name", "shop.md"}, {"spec_blob", toStd(blob(specText))}});
        session("plan", {});
        tell(EventType::FeaturesPlanned,
             Json {{"features",
                    Json::array({feature("cart", "The cart keeps what was put in"),
                                 feature("receipt", "On request, a receipt is printed"),
                                 feature("extra", "Wholly different matters")})}});
    }

    void tell(EventType type, const Json &payload)
    {
        if (!m_log->appendAndWait(id, NewEvent {type, payload}))
            qFatal("the log takes nothing");
    }
    void session(const char *kind, const QString &feature)
    {
        Json payload {{"session", "s" + std::to_string(++m_sessions)}, {"kind", kind}, {"model", "m"}};
        if (!feature.isEmpty())
            payload["feature"] = toStd(feature);
        tell(EventType::SessionStarted, payload);
    }
    void checkpoint(const Tree &tree)
    {
        artifact::Manifest manifest;
        for (auto it = tree.cbegin(); it != tree.cend(); ++it)
            manifest.entries.append(
                {it.key(), artifact::EntryType::File, 0644, it.value().size(), BlobHash {blob(it.value())}, {}});
        tell(EventType::CheckpointMade,
             Json {{"checkpoint", "c" + std::to_string(++m_checkpoints)},
                   {"manifest_blob", toStd(blob(artifact::toBytes(manifest)))},
                   {"reason", "feature"}});
    }
    void evidence(const char *feature, int exitCode, const char *run = "after")
    {
        tell(EventType::EvidenceRecorded,
             Json {{"feature", feature}, {"command", "true"}, {"exit_code", exitCode}, {"run", run}});
    }
    build::BuildTrace trace(const std::optional<QByteArray> &newest = std::nullopt)
    {
        auto made = build::loadTrace(*database, id, newest);
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return *made;
    }
    QString blob(QByteArrayView bytes) { return database->blobs().put(bytes).value_or(BlobHash {}).value; }

    BuildId id {u"story"_s};
    std::unique_ptr<store::Database> database;

private:
    static Json feature(const char *id, const char *description)
    {
        return Json {{"id", id},
                     {"category", "functional"},
                     {"description", description},
                     {"steps", Json::array({"look"})},
                     {"priority", 1},
                     {"depends_on", Json::array()},
                     {"proof", Json::array({Json {{"command", "true"}}})}};
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<store::EventLog> m_log;
    int m_sessions = 0, m_checkpoints = 0;
};

QStringList unaskedOf(const build::BuildTrace &trace)
{
    QStringList files;
    for (const build::UnaskedFile &file : trace.unasked)
        files.append(file.path + u' ' + file.origin);
    return files;
}

}  // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatACommandChangedBelongsToTheFeatureThatWasWorkedOn()
    {
        Story story;
        story.checkpoint({{"feature_list.json", "1"}, {"DESIGN.md", "d"}});
        story.session("code", u"cart"_s);
        story.checkpoint(
            {{"feature_list.json", "2"}, {"DESIGN.md", "d"}, {"cart.js", "1"}, {"node_modules/x.js", "x"}});
        story.session("code", u"receipt"_s);
        story.checkpoint({{"feature_list.json", "3"}, {"DESIGN.md", "d"}, {"cart.js", "2"}, {"receipt.js", "1"}});
        const auto trace = story.trace();
        QCOMPARE(trace.features.size(), 3);
        QCOMPARE(trace.features.at(0).files, QStringList({u"cart.js"_s}));
        QCOMPARE(trace.features.at(1).files, QStringList({u"cart.js"_s, u"receipt.js"_s}));
        QCOMPARE(trace.features.at(0).sessions, QStringList({u"s2"_s}));
        QCOMPARE(trace.features.at(1).sessions, QStringList({u"s3"_s}));
        QVERIFY(trace.features.at(2).files.isEmpty());
        QVERIFY(trace.unasked.isEmpty());
    }

    void aFileThatChangedAfterItsProofIsNamedUntilItIsProvedAgain()
    {
        Story story;
        story.session("code", u"cart"_s);
        story.checkpoint({{"cart.js", "1"}, {"style.css", "1"}});
        story.evidence("cart", 0);
        QVERIFY(story.trace().features.at(0).changedSinceProof.isEmpty());
        story.session("code", u"receipt"_s);
        story.checkpoint({{"cart.js", "2"}});
        QCOMPARE(story.trace().features.at(0).changedSinceProof, QStringList({u"cart.js"_s, u"style.css"_s}));
        QVERIFY(story.trace().drifted());
        story.evidence("cart", 1);            // a proof that fails,
        story.evidence("cart", 0, "before");  // and one that passes where it should fail, prove nothing
        QCOMPARE(story.trace().features.at(0).changedSinceProof.size(), 2);
        story.evidence("cart", 0);
        const auto trace = story.trace();
        QVERIFY(trace.features.at(0).changedSinceProof.isEmpty());
        QCOMPARE(trace.features.at(0).evidence.size(), 4);
        QCOMPARE(trace.features.at(0).evidence.last().checkpoint, u"c2"_s);
        QVERIFY(trace.features.at(0).evidence.at(2).before);
    }

    void filesThatNoFeatureAskedForAreNamedWithTheirOrigin()
    {
        Story story;
        story.checkpoint({{"scaffold.txt", "1"}, {"PROGRESS.md", "p"}, {"shop.md", "s"}, {"cart.js", "0"}});
        story.session("code", {});
        story.checkpoint({{"scaffold.txt", "1"}, {"PROGRESS.md", "q"}, {"cart.js", "0"}, {"stray.bin", "1"}});
        story.session("code", u"cart"_s);
        story.checkpoint({{"scaffold.txt", "1"}, {"PROGRESS.md", "q"}, {"cart.js", "1"}, {"stray.bin", "1"}});
        QCOMPARE(unaskedOf(story.trace()), QStringList({u"scaffold.txt plan"_s, u"stray.bin unknown"_s}));
        QVERIFY(story.trace().drifted());
    }

    void commitsAreReadFromTheWorkspacesOwnRecordOnce()
    {
        const QByteArray zero(40, '0'), one(40, 'a'), two(40, 'b');
        const QByteArray first = zero + ' ' + one + " A <a@b> 1 +0000\tcommit (initial): Begin: the cart\n";
        const QByteArray second = first + one + ' ' + two + " A <a@b> 2 +0000\tcommit: Print\nrubbish\n" + two + ' '
            + one + " A <a@b> 3 +0000\treset: moving to HEAD~1\n";
        Story story;
        story.session("code", u"cart"_s);
        story.checkpoint({{".git/logs/HEAD", first}, {"cart.js", "1"}});
        story.session("code", u"receipt"_s);
        story.checkpoint({{".git/logs/HEAD", second}, {"cart.js", "1"}});
        const auto trace = story.trace();
        QCOMPARE(trace.features.at(0).commits,
                 QList<build::TraceCommit>({{QString::fromLatin1(one), u"Begin: the cart"_s}}));
        QCOMPARE(trace.features.at(1).commits, QList<build::TraceCommit>({{QString::fromLatin1(two), u"Print"_s}}));
        QVERIFY(!trace.features.at(0).files.contains(u".git/logs/HEAD"_s));
    }

    void featuresFindTheirLinesAndAChangedSpecificationIsSeen()
    {
        Story story;
        auto trace = story.trace();
        QVERIFY(trace.features.at(0).spec && trace.features.at(1).spec);
        QCOMPARE(trace.features.at(0).spec->lines.first, 5);
        QCOMPARE(trace.features.at(1).spec->lines.first, 6);
        QVERIFY(!trace.features.at(2).spec);  // the plan added it
        QVERIFY(!trace.specChanged && trace.unplanned.isEmpty());
        QByteArray newer = specText;
        newer.replace("A receipt is printed on request", "Invoices go out by mail");
        trace = story.trace(newer);
        QVERIFY(trace.specChanged && trace.drifted());
        QVERIFY(!trace.features.at(0).specChanged);
        QVERIFY(trace.features.at(1).specChanged);
        QCOMPARE(trace.unplanned.size(), 1);
        QCOMPARE(trace.unplanned.first().text, u"Invoices go out by mail"_s);
        // Lines that only moved are no change of a feature.
        trace = story.trace("# Shop\n\nMore words.\n" + specText.mid(8));
        QVERIFY(trace.specChanged && !trace.features.at(0).specChanged && !trace.features.at(1).specChanged);
    }

    void aThinnedCheckpointIsPassedOver()
    {
        Story story;
        story.session("code", u"cart"_s);
        story.checkpoint({{"cart.js", "1"}});
        story.tell(EventType::CheckpointMade,
                   Json {{"checkpoint", "gone"}, {"manifest_blob", std::string(64, 'e')}, {"reason", "time"}});
        story.checkpoint({{"cart.js", "2"}});
        QCOMPARE(story.trace().features.at(0).files, QStringList({u"cart.js"_s}));
    }

    void anUnknownBuildIsSaidToBeUnknown()
    {
        Story story;
        QCOMPARE(build::loadTrace(*story.database, {u"nobody"_s}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
