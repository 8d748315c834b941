// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/blobstore.h"
#include "store/chatstore.h"
#include "store/projectstore.h"
#include "store/specstore.h"

#include <QCryptographicHash>
#include <QDirIterator>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

class tst_Stores : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void specVersionsAreNeverOverwritten();
    void aRemovedProjectLeavesWhatWasInIt();
    void aProjectIsNotChangedOverSomebodyElse();
    void changesAreAnnouncedAfterTheCommit();
    void aReadOnlyProcessWritesNothing();
    void blobsAreNamedByWhatTheyHold();
    void aDroppedBlobLeavesNothing();
};

namespace
{

store::Project named(const QString &name)
{
    store::Project project;
    project.name = name;
    return project;
}

store::Chat titled(const QString &title, const ProjectId &project = {})
{
    store::Chat chat;
    chat.title = title;
    chat.project = project;
    return chat;
}

}  // namespace

void tst_Stores::specVersionsAreNeverOverwritten()
{
    StoreFixture store;
    QVERIFY(store.open());
    store::SpecStore specs(*store.database);
    store::Spec spec;
    spec.name = u"todo"_s;
    const QByteArray bytes("\xff\x00 not text\r\n", 13);
    const auto made = specs.create(spec, {{}, 0, bytes, u"person"_s, u"first"_s, 0});
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
    QCOMPARE(made->user, store.database->localUser());
    QVERIFY(specs.addVersion(made->id, 1, {{}, 0, "two", u"model"_s, u""_s, 0}));
    const auto late = specs.addVersion(made->id, 1, {{}, 0, "also two", u"person"_s, u""_s, 0});
    QCOMPARE(late.error().code, ErrorCode::WrongState);
    QCOMPARE(specs.version(made->id, 1)->content, bytes);
    QCOMPARE(specs.version(made->id)->content, "two");
    QCOMPARE(specs.versions(made->id)->size(), 2);
    QVERIFY(specs.rename(made->id, u"other"_s));
    QCOMPARE(specs.get(made->id)->name, u"other"_s);
    QCOMPARE(specs.list()->size(), 1);
    QVERIFY(specs.remove(made->id));
    QCOMPARE(specs.get(made->id).error().code, ErrorCode::NotFound);
    QCOMPARE(specs.version(made->id).error().code, ErrorCode::NotFound);
}

void tst_Stores::aRemovedProjectLeavesWhatWasInIt()
{
    StoreFixture store;
    QVERIFY(store.open());
    store::ProjectStore projects(*store.database);
    store::ChatStore chats(*store.database);
    const auto project = projects.create(named(u"p"_s));
    QVERIFY(project);
    const auto chat = chats.create(titled(u"t"_s, project->id));
    QVERIFY(chat);
    Json payload = Json::object();
    payload["project"] = toStd(project->id.value);
    QVERIFY(store.log().appendAndWait(buildId("one"), {EventType::BuildCreated, payload}));
    const store::BuildStore builds(*store.database);
    QCOMPARE(builds.get(buildId("one"))->project, project->id);
    QCOMPARE(chats.list({.project = project->id})->size(), 1);
    QCOMPARE(*projects.contents(project->id), (store::ProjectStore::Contents {.chats = 1, .specs = 0, .builds = 1}));
    QCOMPARE(projects.find(u"p"_s)->id, project->id);
    QCOMPARE(projects.find(project->id.value)->name, u"p"_s);
    QCOMPARE(projects.find(u"q"_s).error().code, ErrorCode::NotFound);
    QVERIFY(projects.remove(project->id));
    QVERIFY(chats.get(chat->id)->project.isEmpty());
    QVERIFY(builds.get(buildId("one"))->project.isEmpty());
    QCOMPARE(chats.create(titled(u"t"_s, project->id)).error().code, ErrorCode::WrongState);
}

void tst_Stores::aProjectIsNotChangedOverSomebodyElse()
{
    StoreFixture store;
    QVERIFY(store.open());
    store::ProjectStore projects(*store.database);
    const auto project = projects.create(named(u"p"_s));
    QVERIFY(project);
    auto mine = *project;
    mine.name = u"mine"_s;
    QCOMPARE(projects.update(mine)->version, 2);
    QCOMPARE(projects.update(mine).error().code, ErrorCode::WrongState);
    QCOMPARE(projects.get(project->id)->name, u"mine"_s);
}

void tst_Stores::changesAreAnnouncedAfterTheCommit()
{
    StoreFixture store;
    QVERIFY(store.open());
    QStringList heard;
    const int token =
        store.database->writer().addChangeListener([&](const QString &aggregate, const QString &, qint64 version) {
            heard.append(aggregate + QString::number(version));
        });
    store::ProjectStore projects(*store.database);
    const auto project = projects.create(named(u"p"_s));
    QVERIFY(project);
    QVERIFY(projects.update(*project));
    QVERIFY(!projects.update(*project));  // refused, so not announced
    store.database->writer().removeChangeListener(token);
    QCOMPARE(heard, QStringList({u"project1"_s, u"project2"_s}));
}

void tst_Stores::aReadOnlyProcessWritesNothing()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto beside = store::Database::open(store.path(), store::DataDirectory::Mode::ReadOnly, store.clock);
    QVERIFY(beside);
    QCOMPARE(store::ProjectStore(**beside).create(named(u"p"_s)).error().code, ErrorCode::DataDirUnusable);
    QCOMPARE((*beside)->localUser(), store.database->localUser());
}

void tst_Stores::blobsAreNamedByWhatTheyHold()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto &blobs = store.database->blobs();
    const QByteArray bytes(700'000, 'q');
    const auto hash = blobs.put(bytes);
    QVERIFY(hash);
    QCOMPARE(hash->value, QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    auto writer = blobs.writer();
    QVERIFY(writer);
    for (int i = 0; i < 7; ++i)
        QVERIFY((*writer)->write(QByteArrayView(bytes).sliced(i * 100'000, 100'000)));
    QCOMPARE((*writer)->finish().value(), *hash);
    QCOMPARE(blobs.get(*hash).value(), bytes);
    QCOMPARE(blobs.get(*hash, 10).error().code, ErrorCode::TooLarge);
    QByteArray streamed;
    QVERIFY(blobs.read(*hash, [&](QByteArrayView piece) -> Status {
        streamed.append(piece);
        return {};
    }));
    QCOMPARE(streamed, bytes);
    QCOMPARE(blobs.read(*hash, [](QByteArrayView) -> Status { return fail(ErrorCode::Cancelled); }).error().code,
             ErrorCode::Cancelled);
    for (const QString &name : {u"../../etc/passwd"_s, QString(64, u'A'), QString(64, u'0')})
        QCOMPARE(blobs.get({name}).error().code, ErrorCode::NotFound);
    struct stat info {};
    QCOMPARE(::stat(qPrintable(blobs.path(*hash)), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    QVERIFY(blobs.remove(*hash));
    QVERIFY(!blobs.contains(*hash));
}

void tst_Stores::aDroppedBlobLeavesNothing()
{
    StoreFixture store;
    QVERIFY(store.open());
    {
        auto writer = store.database->blobs().writer();
        QVERIFY(writer);
        QVERIFY((*writer)->write("half"));
    }
    QDirIterator files(store.database->directory().blobs(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    QVERIFY(!files.hasNext());
}

QTEST_GUILESS_MAIN(tst_Stores)
#include "tst_stores.moc"
