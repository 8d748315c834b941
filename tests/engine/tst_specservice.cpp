// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/specservice.h"
#include "spec/specdocument.h"
#include "store/database.h"
#include "store/projectstore.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace bw;
using engine::SpecAction;
using engine::SpecService;

class tst_SpecService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everySaveIsAVersion();
    void nobodysChangeIsOverwritten();
    void restoringIsANewVersion();
    void listsWhatWasAskedFor();
    void namesThatAreNotGivenComeFromTheText_data();
    void namesThatAreNotGivenComeFromTheText();
    void deletedOnesCanBeTakenBackUntilTheyArePurged();
    void aHistoryGoesOutAndComesIn();
    void brokenTextsAreKept();
    void isFoundByIdPrefixAndName();
    void actsAsAValueSays();
    void manyThreadsSaveWithoutLosingAVersion();
    void tellsWhatChanged();

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Database> m_database;
};

namespace
{

const QByteArray first = "# Todo\nTier: simple\n## Features\n- add a task\n- drop a task\n";
const QByteArray second = "# Todo\nTier: simple\n## Features\n- add a task\n- drop a task\n- sort the tasks\n";

}  // namespace

void tst_SpecService::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = store::Database::open(m_folder->filePath(u"data"_s), store::DataDirectory::Mode::Owner, m_clock);
    QVERIFY(opened);
    m_database = std::move(*opened);
}

void tst_SpecService::everySaveIsAVersion()
{
    SpecService specs(*m_database);
    const auto made = specs.create({}, first, {u"chat"_s, u"wanted"_s}, {}, {});
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    QCOMPARE(made->origin, u"chat"_s);
    QCOMPARE(made->features, 2);
    const auto saved = specs.save(made->id, 1, second, {u"person"_s, u"more"_s});
    QVERIFY(saved);
    QCOMPARE(saved->version, 2);
    // The same once more is none.
    QCOMPARE(specs.save(made->id, 2, second, {})->version, 2);
    const auto history = specs.history(made->id);
    QCOMPARE(history->size(), 2);
    QCOMPARE(history->at(0).author, u"chat"_s);
    QCOMPARE(history->at(1).note, u"more"_s);
    QCOMPARE(specs.version(made->id, 1)->content, first);
    QCOMPARE(specs.list({})->constFirst().features, 3);
    const auto differences = specs.diff(made->id, 1, 2);
    QCOMPARE(differences->size(), 1);
    QCOMPARE(differences->constFirst().after, u"sort the tasks"_s);
    QVERIFY(specs.textDiff(made->id, 1, 2)->contains("+- sort the tasks\n"));
}

void tst_SpecService::nobodysChangeIsOverwritten()
{
    SpecService specs(*m_database);
    const SpecId id = specs.create({}, first, {})->id;
    QVERIFY(specs.save(id, 1, second, {}));
    const QByteArray theirs = QByteArray(first).replace("# Todo", "# Tasks");
    const auto late = specs.save(id, 1, theirs, {u"chat"_s, {}});
    QCOMPARE(late.error().code, ErrorCode::WrongState);
    const auto merge = specs.merge(id, 1, theirs);
    QVERIFY(merge);
    QCOMPARE(merge->open(), 0);
    QCOMPARE(specs.save(id, 2, *merge->result(), {u"chat"_s, {}})->version, 3);
    QCOMPARE(specs.version(id)->content, QByteArray(second).replace("# Todo", "# Tasks"));
}

void tst_SpecService::restoringIsANewVersion()
{
    SpecService specs(*m_database);
    const SpecId id = specs.create({}, first, {})->id;
    QVERIFY(specs.save(id, 1, second, {}));
    const auto restored = specs.restore(id, 1);
    QVERIFY(restored);
    QCOMPARE(restored->version, 3);
    QCOMPARE(specs.version(id)->content, first);
    QCOMPARE(specs.history(id)->at(2).restored, 1);
    QCOMPARE(specs.list({})->constFirst().features, 2);
    QCOMPARE(specs.restore(id, 0).error().code, ErrorCode::NotFound);
    QCOMPARE(specs.restore(id, 9).error().code, ErrorCode::NotFound);
}

void tst_SpecService::listsWhatWasAskedFor()
{
    SpecService specs(*m_database);
    store::ProjectStore projects(*m_database);
    store::Project project;
    project.name = u"P"_s;
    const ProjectId in = projects.create(project)->id;
    const SpecId a = specs.create(u"Alpha 100%"_s, first, {u"wizard"_s, {}}, in)->id;
    const SpecId b = specs.create(u"Beta"_s, "# B\nTier: production\n## Features\n- one\n", {})->id;
    const auto ids = [&specs](const store::SpecQuery &query) {
        QStringList found;
        const auto listed = specs.list(query);
        for (const store::Spec &spec : *listed)
            found << spec.name;
        return found;
    };
    QCOMPARE(ids({}).size(), 2);
    QCOMPARE(ids({.text = u"alpha"_s}), QStringList(u"Alpha 100%"_s));
    QCOMPARE(ids({.text = u"DROP A"_s}), QStringList(u"Alpha 100%"_s));
    QCOMPARE(ids({.text = u"100%"_s}), QStringList(u"Alpha 100%"_s));
    QCOMPARE(ids({.text = u"%"_s}), QStringList(u"Alpha 100%"_s));
    QCOMPARE(ids({.tier = u"production"_s}), QStringList(u"Beta"_s));
    QCOMPARE(ids({.origin = u"wizard"_s}), QStringList(u"Alpha 100%"_s));
    QCOMPARE(ids({.project = in}), QStringList(u"Alpha 100%"_s));
    QVERIFY(specs.setProject(b, in));
    QCOMPARE(ids({.project = in}).size(), 2);
    QCOMPARE(specs.setProject(b, ProjectId {u"nobody"_s}).error().code, ErrorCode::NotFound);
    // The newest change first.
    QVERIFY(specs.save(a, 1, second, {}));
    QCOMPARE(ids({.limit = 1}).size(), 1);
    QCOMPARE(specs.list({.text = u"alpha"_s})->constFirst().bytes, second.size());
}

void tst_SpecService::namesThatAreNotGivenComeFromTheText_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("found") << QString() << first << u"Todo"_s;
    QTest::newRow("given") << u"  My\tlist\n"_s << first << u"My list"_s;
    QTest::newRow("control characters") << u"a\x07\u202e"
                                           "b"_s
                                        << first << u"ab"_s;
    QTest::newRow("long") << QString(300, u'x') << first << QString(200, u'x');
    QTest::newRow("none") << QString() << QByteArray("no heading") << u"Untitled App"_s;
}

void tst_SpecService::namesThatAreNotGivenComeFromTheText()
{
    QFETCH(QString, given);
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    SpecService specs(*m_database);
    QCOMPARE(specs.create(given, text, {})->name, name);
}

void tst_SpecService::deletedOnesCanBeTakenBackUntilTheyArePurged()
{
    SpecService specs(*m_database);
    const SpecId id = specs.create({}, first, {})->id;
    QVERIFY(specs.remove(id));
    QVERIFY(specs.list({})->isEmpty());
    QCOMPARE(specs.list({.deleted = true})->size(), 1);
    QCOMPARE(specs.resolve(u"Todo"_s).error().code, ErrorCode::NotFound);
    QVERIFY(specs.resolve(id.value, true));
    QCOMPARE(*store::SpecStore(*m_database).purge(m_clock.nowMs() - 1000), 0);
    QVERIFY(specs.undelete(id));
    QCOMPARE(specs.list({})->size(), 1);
    QVERIFY(specs.remove(id));
    QCOMPARE(*store::SpecStore(*m_database).purge(m_clock.nowMs() + 1000), 1);
    QVERIFY(specs.list({.deleted = true})->isEmpty());
    QCOMPARE(specs.undelete(id).error().code, ErrorCode::NotFound);
}

void tst_SpecService::aHistoryGoesOutAndComesIn()
{
    SpecService specs(*m_database);
    const SpecId id = specs.create({}, first, {u"chat"_s, u"why"_s})->id;
    QVERIFY(specs.save(id, 1, second, {u"person"_s, u"more"_s}));
    QVERIFY(specs.restore(id, 1));
    const auto file = specs.exported(id, u"bwspec"_s);
    QVERIFY(file);
    const auto back = specs.import(*file, u"x.bwspec"_s);
    QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
    QVERIFY(back->id != id);
    QCOMPARE(back->origin, u"import"_s);
    QCOMPARE(back->version, 3);
    for (int version = 1; version <= 3; ++version) {
        auto a = specs.version(id, version);
        auto b = specs.version(back->id, version);
        b->spec = a->spec;
        QCOMPARE(*a, *b);
    }
    QCOMPARE(*specs.exported(id, u"source"_s, 1), first);
    QVERIFY(specs.exported(id, u"xml"_s)->contains("<feature>add a task</feature>"));
    QCOMPARE(specs.exported(id, u"pdf"_s).error().code, ErrorCode::InvalidArgument);
    const auto copy = specs.duplicate(id);
    QCOMPARE(copy->name, u"Todo (2)"_s);
    QCOMPARE(specs.duplicate(id)->name, u"Todo (3)"_s);
    QCOMPARE(specs.history(copy->id)->size(), 1);
}

void tst_SpecService::brokenTextsAreKept()
{
    SpecService specs(*m_database);
    const auto broken = specs.create(u"b"_s, "<project_specification><a>", {});
    QVERIFY(broken);
    QCOMPARE(broken->features, -1);
    QCOMPARE(specs.exported(broken->id, u"markdown"_s).error().code, ErrorCode::SpecInvalid);
    QCOMPARE(specs.create({}, " \n", {}).error().code, ErrorCode::SpecEmpty);
    QCOMPARE(specs.create({}, QByteArray(4'000'001, 'x'), {}).error().code, ErrorCode::TooLarge);
    QCOMPARE(specs.import("\xff\n", u"x.md"_s).error().code, ErrorCode::SpecInvalid);
    QCOMPARE(specs.import("{\"bwspec\":1", u"x.bwspec"_s).error().code, ErrorCode::SpecInvalid);
}

void tst_SpecService::isFoundByIdPrefixAndName()
{
    SpecService specs(*m_database);
    QCOMPARE(specs.resolve(u"last"_s).error().code, ErrorCode::NotFound);
    const auto a = specs.create(u"One"_s, first, {});
    const auto b = specs.create(u"Twin"_s, first, {});
    const auto c = specs.create(u"Twin"_s, second, {});
    QVERIFY(a && b && c);
    QCOMPARE(specs.resolve(a->id.value)->id, a->id);
    QCOMPARE(specs.resolve(u"One"_s)->id, a->id);
    QCOMPARE(specs.resolve(u"Twin"_s).error().code, ErrorCode::Ambiguous);
    QCOMPARE(specs.resolve(u"%"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(specs.resolve({}).error().code, ErrorCode::NotFound);
    QCOMPARE(specs.resolve(a->id.value.left(9))->id, a->id);
}

void tst_SpecService::actsAsAValueSays()
{
    SpecService specs(*m_database);
    const auto made = specs.act({.kind = SpecAction::Kind::Create, .name = u"A"_s, .text = first});
    QVERIFY(made);
    const SpecId id = made->spec;
    QCOMPARE(specs.act({.kind = SpecAction::Kind::Save, .spec = id, .text = second, .version = 1})->version, 2);
    QCOMPARE(specs.act({.kind = SpecAction::Kind::Restore, .spec = id, .version = 1})->version, 3);
    QVERIFY(specs.act({.kind = SpecAction::Kind::Rename, .spec = id, .name = u"B"_s}));
    QCOMPARE(specs.resolve(u"B"_s)->id, id);
    QVERIFY(specs.act({.kind = SpecAction::Kind::Duplicate, .spec = id})->spec != id);
    QVERIFY(specs.act({.kind = SpecAction::Kind::Delete, .spec = id}));
    QVERIFY(specs.act({.kind = SpecAction::Kind::Undelete, .spec = id}));
    QVERIFY(specs.act({.kind = SpecAction::Kind::Import, .name = u"x.md"_s, .text = first})->spec != id);
    QVERIFY(specs.act({.kind = SpecAction::Kind::SetProject, .spec = id}));
    for (const auto kind : {SpecAction::Kind::Rename, SpecAction::Kind::Delete, SpecAction::Kind::Duplicate})
        QCOMPARE(specs.act({.kind = kind, .spec = SpecId {u"nobody"_s}, .name = u"x"_s}).error().code,
                 ErrorCode::NotFound);
}

void tst_SpecService::manyThreadsSaveWithoutLosingAVersion()
{
    SpecService specs(*m_database);
    const SpecId id = specs.create({}, first, {})->id;
    std::atomic<int> saved = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 5;) {
                    const auto newest = specs.version(id);
                    const QByteArray line = "- by " + QByteArray::number(thread) + ' ' + QByteArray::number(i) + '\n';
                    const auto done = specs.save(id, newest->version, newest->content + line, {});
                    if (!done && done.error().code != ErrorCode::WrongState)
                        return;
                    if (done) {
                        ++i;
                        ++saved;
                    }
                }
            });
    }
    QCOMPARE(saved.load(), 20);
    QCOMPARE(specs.history(id)->size(), 21);
    QCOMPARE(specs.list({})->constFirst().features, 22);
}

void tst_SpecService::tellsWhatChanged()
{
    SpecService specs(*m_database);
    const SpecId id = specs.create({}, first, {})->id;
    std::atomic<qint64> told = 0;
    const int token =
        m_database->writer().addChangeListener([&](const QString &aggregate, const QString &changed, qint64 version) {
            if (aggregate == "spec"_L1 && changed == id.value)
                told = version;
        });
    QVERIFY(specs.save(id, 1, second, {}));
    // A save returns when it is durable; listeners hear of it right after.
    QVERIFY(QTest::qWaitFor([&told] { return told.load() == 2; }));
    m_database->writer().removeChangeListener(token);
}

QTEST_GUILESS_MAIN(tst_SpecService)
#include "tst_specservice.moc"
