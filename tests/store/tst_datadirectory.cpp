// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/connection.h"
#include "store/eventstore.h"
#include "store/migrator.h"
#include "store/userstore.h"

#include <QCryptographicHash>
#include <QDirIterator>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;
using Mode = store::DataDirectory::Mode;

class tst_DataDirectory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesAPrivateLayout();
    void onlyOneOwner();
    void readingWhatIsNotThereIsNotFound();
    void aFileInTheWayIsUnusable();
    void aNewerFileIsRefusedUntouched();
    void aFileThatIsNoDatabaseIsCorrupt();
    void aDamagedDatabaseIsFound();
    void readsACopyOfWhatCannotBeWritten();
    void migratesStepByStepWithABackup();
    void aMigrationThatFailsLeavesTheOldVersion();
    void splitsStatements();
    void thePersonStaysTheSame();
};

namespace
{

/// Names, sizes and hashes of everything below a folder.
QStringList snapshot(const QString &path)
{
    QStringList result;
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (file.open(QIODevice::ReadOnly))
            hash.addData(&file);
        result.append(file.fileName() + u' ' + QString::fromLatin1(hash.result().toHex()));
    }
    result.sort();
    return result;
}

ErrorCode codeOf(const QString &path, Mode mode)
{
    SystemClock clock;
    const auto opened = store::Database::open(path, mode, clock);
    return opened ? ErrorCode::Internal : opened.error().code;
}

}  // namespace

void tst_DataDirectory::makesAPrivateLayout()
{
    StoreFixture store;
    const QString deep = store.folder.filePath(u"a/b/data"_s);
    auto directory = store::DataDirectory::open(deep, Mode::Owner);
    QVERIFY(directory);
    for (const QString &path : {(*directory)->path(), (*directory)->blobs(), (*directory)->artifacts(),
                                (*directory)->sandboxes(), (*directory)->tmp()}) {
        struct stat info {};
        QCOMPARE(::stat(qPrintable(path), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0700U);
    }
}

void tst_DataDirectory::onlyOneOwner()
{
    StoreFixture store;
    QVERIFY(store.open());
    QCOMPARE(codeOf(store.path(), Mode::Owner), ErrorCode::DataDirInUse);
    QCOMPARE(store::DataDirectory::ownerPid(store.path()).value_or(0), QCoreApplication::applicationPid());
    store.database.reset();
    QVERIFY(!store::DataDirectory::ownerPid(store.path()));
    QVERIFY(store.open());
}

void tst_DataDirectory::readingWhatIsNotThereIsNotFound()
{
    const StoreFixture store;
    QCOMPARE(codeOf(store.path(), Mode::ReadOnly), ErrorCode::NotFound);
    QVERIFY(!QFileInfo::exists(store.path()));
}

void tst_DataDirectory::aFileInTheWayIsUnusable()
{
    const StoreFixture store;
    QFile file(store.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(codeOf(store.path(), Mode::Owner), ErrorCode::DataDirUnusable);
    QCOMPARE(codeOf(store.path() + u"/below"_s, Mode::Owner), ErrorCode::DataDirUnusable);
    QCOMPARE(codeOf(u"/proc/nothing/data"_s, Mode::Owner), ErrorCode::DataDirUnusable);
}

void tst_DataDirectory::aNewerFileIsRefusedUntouched()
{
    StoreFixture store;
    QVERIFY(store.open());
    QVERIFY(store.database->writer().write(
        [](store::Connection &connection) { return connection.exec(u"PRAGMA user_version = 999"_s); }));
    // As a crash leaves it: the newer version stands in the WAL only.
    const QString crashed = store.folder.filePath(u"crashed"_s);
    QVERIFY(QDir().mkpath(crashed));
    for (const QString &name : {u"/buildwright.db"_s, u"/buildwright.db-wal"_s})
        QVERIFY(QFile::copy(store.path() + name, crashed + name));
    store.database.reset();
    for (const QString &path : {store.path(), crashed}) {
        const QStringList before = snapshot(path);
        QCOMPARE(before.size(), 2);  // database and lock, or database and WAL
        for (const Mode mode : {Mode::Owner, Mode::ReadOnly})
            QCOMPARE(codeOf(path, mode), ErrorCode::DatabaseNewer);
        QCOMPARE(snapshot(path), before);
    }
}

void tst_DataDirectory::aFileThatIsNoDatabaseIsCorrupt()
{
    const StoreFixture store;
    QVERIFY(QDir().mkpath(store.path()));
    QFile file(store.path() + u"/buildwright.db"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const QStringList before = snapshot(store.path());
    for (const Mode mode : {Mode::Owner, Mode::ReadOnly})
        QCOMPARE(codeOf(store.path(), mode), ErrorCode::DatabaseCorrupt);
    QCOMPARE(snapshot(store.path()), before);
}

void tst_DataDirectory::aDamagedDatabaseIsFound()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    for (int i = 0; i < 200; ++i)
        QVERIFY(log.append(buildId("one"), fact(EventType::BuildNote, R"({"text":"some text of a note"})")));
    QVERIFY(log.flush());
    store.database.reset();
    QFile file(store.path() + u"/buildwright.db"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (qint64 page = 1; page * 4096 < file.size(); ++page) {
        QVERIFY(file.seek(page * 4096));
        file.write(QByteArray(512, '\x5a'));
    }
    file.close();
    // Pages that opening needs are damaged too, mostly.
    auto opened = store::Database::open(store.path(), Mode::Owner, store.clock);
    if (opened)
        QVERIFY(!(*opened)->integrityCheck().value_or(QStringList()).isEmpty());
    else
        QCOMPARE(opened.error().code, ErrorCode::DatabaseCorrupt);
}

void tst_DataDirectory::readsACopyOfWhatCannotBeWritten()
{
    StoreFixture store;
    QVERIFY(store.open());
    QVERIFY(store.log().appendAndWait(buildId("one"), fact(EventType::BuildNote, R"({"text":"x"})")));
    // As a medium that holds the file and its WAL, but no index of it, and may not be changed.
    const QString copy = store.folder.filePath(u"copy"_s);
    QVERIFY(QDir().mkpath(copy));
    for (const QString &name : {u"/buildwright.db"_s, u"/buildwright.db-wal"_s})
        QVERIFY(QFile::copy(store.path() + name, copy + name));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::ExeOwner));
    {
        auto opened = store::Database::open(copy, Mode::ReadOnly, store.clock);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(store::EventStore(**opened).lastSeq(buildId("one")).value_or(-1), 1);
        QCOMPARE(store::UserStore(**opened).local()->id, store.database->localUser());
    }
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void tst_DataDirectory::migratesStepByStepWithABackup()
{
    StoreFixture store;
    QVERIFY(store.open());
    const UserId person = store.database->localUser();
    store.database.reset();
    const QString path = store.path() + u"/buildwright.db"_s;
    auto migrations = store::Migrator::builtIn();
    migrations.append(
        {static_cast<int>(migrations.size()) + 1,
         u"-- a comment; with a semicolon\nCREATE TABLE later (t TEXT) STRICT; INSERT INTO later VALUES ('a;b');"_s});
    auto connection = store::Connection::open(path, store::Connection::Mode::ReadWrite);
    QVERIFY(connection);
    QVERIFY(store::Migrator(migrations).migrate(**connection));
    QCOMPARE((*connection)->value(u"SELECT t FROM later"_s)->toString(), u"a;b"_s);
    QCOMPARE(store::Migrator::versionInHeader(path).value_or(0), static_cast<int>(migrations.size()));
    const QString backup = path + u".before-%1"_s.arg(migrations.size());
    QCOMPARE(store::Migrator::versionInHeader(backup).value_or(0), static_cast<int>(migrations.size()) - 1);
    auto copy = store::Connection::open(backup, store::Connection::Mode::ReadOnly);
    QVERIFY(copy);
    QCOMPARE((*copy)->value(u"SELECT id FROM users"_s)->toString(), person.value);
}

void tst_DataDirectory::aMigrationThatFailsLeavesTheOldVersion()
{
    StoreFixture store;
    QVERIFY(store.open());
    store.database.reset();
    auto migrations = store::Migrator::builtIn();
    const int version = static_cast<int>(migrations.size());
    migrations.append({version + 1, u"CREATE TABLE later (t TEXT) STRICT; CREATE TABLE later (t TEXT) STRICT;"_s});
    auto connection = store::Connection::open(store.path() + u"/buildwright.db"_s, store::Connection::Mode::ReadWrite);
    QVERIFY(connection);
    QVERIFY(!store::Migrator(migrations).migrate(**connection));
    QCOMPARE((*connection)->value(u"PRAGMA user_version"_s)->toInt(), version);
    QVERIFY(!(*connection)->value(u"SELECT 1 FROM sqlite_schema WHERE name = 'later'"_s)->isValid());
}

void tst_DataDirectory::splitsStatements()
{
    QCOMPARE(store::Migrator::statements(u"a 'x;--y' ; -- c;\n b \"q;\" ;;\n"_s),
             QStringList({u"a 'x;--y'"_s, u"b \"q;\""_s}));
}

void tst_DataDirectory::thePersonStaysTheSame()
{
    StoreFixture store;
    QVERIFY(store.open());
    const UserId first = store.database->localUser();
    QVERIFY(!first.isEmpty());
    QCOMPARE(store.database->integrityCheck().value_or(QStringList {u"x"_s}), QStringList());
    QCOMPARE(store.database->quickCheck().value_or(QStringList {u"x"_s}), QStringList());
    store.database.reset();
    QVERIFY(store.open());
    QCOMPARE(store.database->localUser(), first);
    QCOMPARE(store::UserStore(*store.database).list()->size(), 1);
}

QTEST_GUILESS_MAIN(tst_DataDirectory)
#include "tst_datadirectory.moc"
