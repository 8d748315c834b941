// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/doctor.h"
#include "store/eventstore.h"

#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

class tst_Crash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingAcknowledgedIsLostWhenKilled();
    void aFullDiskIsSaidAndKept();
    void aFailingWriteIsSaidAndKept();
    void anotherProcessReadsBesideTheOwner();
};

namespace
{

constexpr int firstFailureLines = 3;

void say(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

/// The child: appends, and prints each number once it is durable; after a failure what three more calls get.
int appendForever(const QString &path)
{
    SystemClock clock;
    auto database = store::Database::open(path, store::DataDirectory::Mode::Owner, clock);
    if (!database) {
        say("open " + toKey(database.error().code).toUtf8());
        return 1;
    }
    store::EventLog log((*database)->writer());
    Json payload = Json::object();
    payload["text"] = std::string(2000, 'x') + "\nsecond line\n";
    int failures = 0;
    while (failures < firstFailureLines) {
        for (int i = 0; i < 5; ++i)
            (void)log.append(buildId("queued"), {EventType::CommandOutput, payload});
        const auto seq = log.appendAndWait(buildId("one"), {EventType::CommandOutput, payload});
        if (seq) {
            say(QByteArray::number(*seq));
            continue;
        }
        ++failures;
        say("failed " + toKey(seq.error().code).toUtf8());
    }
    say((*database)->writer().failure() ? "kept" : "lost");
    return 0;
}

/// The owner for the reading test: says when it is ready, then holds the directory until its stdin ends.
int own(const QString &path)
{
    SystemClock clock;
    auto database = store::Database::open(path, store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return 1;
    store::EventLog log((*database)->writer());
    for (int i = 0; i < 50; ++i)
        (void)log.appendAndWait(buildId("one"), fact(EventType::BuildNote, R"({"text":"x"})"));
    say("ready");
    while (std::getchar() != EOF) { }
    return 0;
}

QList<QByteArray> linesOf(QProcess &process) { return process.readAllStandardOutput().trimmed().split('\n'); }

void verifySound(const QString &path, qint64 acknowledged)
{
    SystemClock clock;
    auto database = store::Database::open(path, store::DataDirectory::Mode::Owner, clock);
    QVERIFY2(database, qPrintable(database ? QString() : database.error().detail));
    const auto last = store::EventStore(**database).lastSeq(buildId("one"));
    QVERIFY(last);
    QVERIFY2(*last >= acknowledged, qPrintable(u"%1 < %2"_s.arg(*last).arg(acknowledged)));
    const auto report = store::Doctor(**database).check();
    QVERIFY(report);
    QVERIFY2(report->sound(), qPrintable(report->sound() ? QString() : report->findings.first().detail));
}

void verifyFailureLines(const QList<QByteArray> &lines, const QByteArray &code)
{
    QVERIFY(lines.size() > firstFailureLines + 1);
    QCOMPARE(lines.last(), "kept");
    for (int i = 0; i < firstFailureLines; ++i)
        QCOMPARE(lines.at(lines.size() - 2 - i), "failed " + code);
}

}  // namespace

void tst_Crash::nothingAcknowledgedIsLostWhenKilled()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    qint64 acknowledged = 0;
    for (int kill = 0; kill < 24; ++kill) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--append"_s, path});
        QVERIFY(child.waitForStarted());
        QByteArray output;
        // Killed after a different number of answers each time, without waiting for anything else.
        while (output.count('\n') < 1 + kill % 7) {
            QVERIFY(child.waitForReadyRead(15'000));
            output += child.readAllStandardOutput();
        }
        child.kill();
        QVERIFY(child.waitForFinished(15'000));
        output += child.readAllStandardOutput();
        const QList<QByteArray> lines = output.left(output.lastIndexOf('\n')).split('\n');
        acknowledged = qMax(acknowledged, lines.last().toLongLong());
        QVERIFY2(acknowledged > 0, output.constData());
        if (kill % 8 == 7)
            verifySound(path, acknowledged);
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_Crash::aFullDiskIsSaidAndKept()
{
    const QString bwrap = QStandardPaths::findExecutable(u"bwrap"_s);
    if (bwrap.isEmpty())
        QSKIP("bubblewrap is missing");
    QProcess child;
    const QStringList mount {u"--bind"_s, u"/"_s,      u"/"_s,       u"--dev-bind"_s, u"/dev"_s,
                             u"/dev"_s,   u"--size"_s, u"3145728"_s, u"--tmpfs"_s,    u"/mnt"_s};
    child.start(bwrap, mount + QStringList {u"/bin/true"_s});
    if (!child.waitForFinished(15'000) || child.exitCode() != 0)
        QSKIP("a small tmpfs cannot be mounted here");
    child.start(bwrap, mount + QStringList {QCoreApplication::applicationFilePath(), u"--append"_s, u"/mnt/data"_s});
    QVERIFY(child.waitForFinished(20'000));
    verifyFailureLines(linesOf(child), "disk_full");
}

void tst_Crash::aFailingWriteIsSaidAndKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    QProcess child;
    child.setChildProcessModifier([] {
        const rlimit limit {3 << 20, 3 << 20};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);
    });
    child.start(QCoreApplication::applicationFilePath(), {u"--append"_s, path});
    QVERIFY(child.waitForFinished(20'000));
    const QList<QByteArray> lines = linesOf(child);
    verifyFailureLines(lines, "database_failed");
    verifySound(path, lines.at(lines.size() - 2 - firstFailureLines).toLongLong());
}

void tst_Crash::anotherProcessReadsBesideTheOwner()
{
    StoreFixture store;
    QProcess owner;
    owner.start(QCoreApplication::applicationFilePath(), {u"--own"_s, store.path()});
    QVERIFY(owner.waitForReadyRead(15'000));
    auto second = store::Database::open(store.path(), store::DataDirectory::Mode::Owner, store.clock);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::DataDirInUse);
    QCOMPARE(second.error().args.value(u"pid"_s), QString::number(owner.processId()));
    QCOMPARE(store::DataDirectory::ownerPid(store.path()).value_or(0), owner.processId());
    QVERIFY(store.open(store::DataDirectory::Mode::ReadOnly));
    QCOMPARE(store::EventStore(*store.database).lastSeq(buildId("one")).value_or(-1), 50);
    owner.kill();
    QVERIFY(owner.waitForFinished());
    QVERIFY(!store::DataDirectory::ownerPid(store.path()));
    // Nobody owns it now and its WAL was left: a reader recovers it.
    QVERIFY(QFileInfo(store.path() + u"/buildwright.db-wal"_s).size() > 0);
    QVERIFY(store.open(store::DataDirectory::Mode::ReadOnly));
    QCOMPARE(store::EventStore(*store.database).lastSeq(buildId("one")).value_or(-1), 50);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--append"_s)
        return appendForever(arguments.value(2));
    if (arguments.value(1) == u"--own"_s)
        return own(arguments.value(2));
    tst_Crash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_crash.moc"
