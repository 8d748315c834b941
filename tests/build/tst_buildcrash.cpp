// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/buildstage.h"

#include "build/recovery.h"
#include "store/buildstore.h"
#include "store/doctor.h"
#include "store/eventstore.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kills = 50;

/// `triedWrong`: the first try of "a" was kept before, so a model would not make the same mistake once more.
void script(BuildStage &stage, bool triedWrong = false)
{
    stage.planTwo();
    if (!triedWrong)
        stage.codeWrites(u"a"_s, u"wrong.txt"_s, u"first try"_s);
    stage.codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
    stage.codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
}

void say(const QByteArray &line) { (void)!::write(STDOUT_FILENO, (line + '\n').constData(), size_t(line.size() + 1)); }

/// The child: runs the build, says every number once it is durable, and dies at `killAt` (0 = is killed by others).
int buildAndDie(const QString &path, qint64 killAt)
{
    BuildStage stage(path);
    script(stage);
    if (!stage.open())
        return 2;
    const int token = stage.log().addListener([killAt](const BuildId &, qint64, qint64 to) {
        say(QByteArray::number(to));
        if (killAt > 0 && to >= killAt)
            ::kill(::getpid(), SIGKILL);
    });
    const auto outcome = stage.run();
    stage.log().removeListener(token);
    say(outcome ? toKey(outcome->state).toUtf8() : "error " + toKey(outcome.error().code).toUtf8());
    say("alive " + QByteArray::number(stage.provider.alive()));
    return 0;
}

/// The child of the full disk: no file may grow beyond `bytes`.
int buildInLittleRoom(const QString &path, rlim_t bytes)
{
    const rlimit limit {bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
    return buildAndDie(path, 0);
}

/// The last number that the child said before it died; 0 = none.
qint64 lastNumber(const QByteArray &output)
{
    // A line that was cut by the kill says nothing.
    const QList<QByteArray> lines = output.left(output.lastIndexOf('\n') + 1).trimmed().split('\n');
    for (auto it = lines.crbegin(); it != lines.crend(); ++it) {
        bool isNumber = false;
        if (const qint64 number = it->toLongLong(&isNumber); isNumber)
            return number;
    }
    return 0;
}

/// How often the work on each feature was kept.
QHash<QString, int> finished(const QList<Event> &events)
{
    QString feature;
    QHash<QString, int> times;
    for (const Event &event : events) {
        if (event.type == toKey(EventType::FeatureStarted))
            feature = jsonString(event.payload, "feature");
        if (event.type == toKey(EventType::CheckpointMade) && jsonString(event.payload, "reason") == "feature"_L1)
            ++times[feature];
    }
    return times;
}

Result<QList<BuildId>> mark(BuildStage &stage)
{
    return build::markInterrupted(store::BuildStore(stage.database()), store::EventStore(stage.database()),
                                  stage.log());
}

void verifySound(store::Database &database)
{
    const store::Doctor doctor(database);
    const auto rebuilt = doctor.rebuild();
    QVERIFY2(rebuilt, rebuilt ? "" : qPrintable(rebuilt.error().detail));
    QVERIFY2(rebuilt->sound(), rebuilt->sound() ? "" : qPrintable(rebuilt->findings.first().detail));
    const auto after = doctor.check();
    QVERIFY2(after && after->sound(), "not equal after it was made again");
}

}  // namespace

class TestBuildCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QTemporaryDir folder;
        BuildStage stage(folder.filePath(u"data"_s));
        script(stage);
        QVERIFY(stage.open());
        const auto outcome = stage.run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        m_events = stage.events().size();
        QVERIFY(m_events > 60);
    }

    void aKilledBuildLosesNothingAndGoesOn_data()
    {
        QTest::addColumn<qint64>("killAt");
        QTest::addColumn<bool>("byItself");
        QRandomGenerator random(20'260'101);  // the same moments in every run
        for (int i = 0; i < kills; ++i) {
            const qint64 killAt = i == 0 ? 1 : i == 1 ? m_events : 1 + random.bounded(int(m_events));
            const bool byItself = i % 2 == 0;
            QTest::addRow("%d: %s event %lld of %lld", i, byItself ? "at" : "after", killAt, m_events)
                << killAt << byItself;
        }
    }

    void aKilledBuildLosesNothingAndGoesOn()
    {
        QFETCH(qint64, killAt);
        QFETCH(bool, byItself);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"data"_s);
        const qint64 acknowledged = killed(path, killAt, byItself);
        QVERIFY(acknowledged > 0);

        BuildStage stage(path);
        QVERIFY(stage.open());
        script(stage, finished(stage.events()).contains(u"a"_s));
        const auto last = store::EventStore(stage.database()).lastSeq(BuildStage::id());
        QVERIFY(last);
        QVERIFY2(*last >= acknowledged, qPrintable(u"%1 < %2"_s.arg(*last).arg(acknowledged)));
        const QList<Event> events = stage.events();
        QCOMPARE(events.size(), *last);
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(events.at(i).seq, i + 1);
        verifySound(stage.database());

        const BuildState before = stage.row().state;
        const auto marked = mark(stage);
        QVERIFY(marked);
        if (before == BuildState::Completed) {  // it was too late to hurt
            QVERIFY(marked->isEmpty());
            return;
        }
        QCOMPARE(*marked, QList<BuildId> {BuildStage::id()});
        QCOMPARE(stage.row().state, BuildState::Interrupted);
        QCOMPARE(stage.row().reason, u"crash"_s);
        const auto outcome = stage.run();
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(outcome->featuresVerified, 2);
        QCOMPARE(stage.checkpointTree().value("a.txt").content, "hello");
        QCOMPARE(stage.checkpointTree().value("b.txt").content, "all done");
        QCOMPARE(stage.count(EventType::FeatureListReverted), 0);
        // Nothing is done twice: one try of "a" that does not hold and one that does, one of "b".
        QCOMPARE(finished(stage.events()), (QHash<QString, int> {{u"a"_s, 2}, {u"b"_s, 1}}));
        verifySound(stage.database());
    }

    void aLogThatCannotBeWrittenEndsTheRunAndItsSandboxes_data()
    {
        QTest::addColumn<int>("kilobytes");
        for (const int kilobytes : {200, 260, 340, 450, 600, 800})
            QTest::addRow("%d kB", kilobytes) << kilobytes;
    }

    void aLogThatCannotBeWrittenEndsTheRunAndItsSandboxes()
    {
        QFETCH(int, kilobytes);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"data"_s);
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--little"_s, path, QString::number(kilobytes)});
        QVERIFY(child.waitForFinished(15'000));
        const QByteArray output = child.readAllStandardOutput();
        if (!output.contains("error "))
            return;  // too little to open it, or enough for all
        ++m_failures;
        QVERIFY2(output.contains("error database_failed") || output.contains("error file_unwritable"),
                 output.constData());
        QVERIFY2(output.contains("alive 0"), output.constData());
        BuildStage stage(path);
        QVERIFY(stage.open());
        script(stage, finished(stage.events()).contains(u"a"_s));
        QVERIFY(stage.events().size() >= lastNumber(output));
        verifySound(stage.database());
        QVERIFY(mark(stage));
        const auto outcome = stage.run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
    }

    void someOfTheLimitsWereSmallEnoughToMatter() { QVERIFY(m_failures > 1); }

private:
    /// Runs the child until it is dead; the last number it said.
    static qint64 killed(const QString &path, qint64 killAt, bool byItself)
    {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--build"_s, path, QString::number(byItself ? killAt : 0)});
        QByteArray output;
        while (!byItself && lastNumber(output) < killAt && child.waitForReadyRead(15'000))
            output += child.readAllStandardOutput();
        if (!byItself)
            child.kill();
        child.waitForFinished(15'000);
        return lastNumber(output + child.readAllStandardOutput());
    }

    qint64 m_events = 0;
    int m_failures = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--build"_s)
        return buildAndDie(arguments.value(2), arguments.value(3).toLongLong());
    if (arguments.value(1) == u"--little"_s)
        return buildInLittleRoom(arguments.value(2), rlim_t(arguments.value(3).toInt()) << 10);
    TestBuildCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_buildcrash.moc"
