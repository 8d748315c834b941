// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mentions.h"

#include "desktopfixture.h"
#include "engine/specservice.h"
#include "store/chatstore.h"
#include "store/messagestore.h"

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

constexpr auto specText = R"(<project_specification>
  <project_name>Bicycle shop</project_name>
  <overview>Bicycles for rent.</overview>
  <core_features>
    <feature_group name="Renting">
      <feature>A bicycle is rented for a day.</feature>
      <feature>A bicycle comes back.</feature>
    </feature_group>
  </core_features>
</project_specification>
)";

/// A data directory with one chat and one specification, open for reading.
class Library final
{
public:
    Library()
    {
        SystemClock clock;
        auto opened = store::Database::open(m_fixture.data(), store::DataDirectory::Mode::Owner, clock);
        if (!opened)
            qFatal("no data directory");
        database = std::move(*opened);
        store::Chat asked;
        asked.title = u"Renting bicycles"_s;
        chat = store::ChatStore(*database).create(asked).value_or(store::Chat()).id;
        store::ChatMessage message;
        message.chat = chat;
        message.text = u"I rent out bicycles"_s;
        if (!store::MessageStore(*database).append(message))
            qFatal("no message");
        spec = engine::SpecService(*database)
                   .create(u"Bicycle shop"_s, specText, engine::SpecAuthor())
                   .value_or(store::Spec())
                   .id;
        side = engine::ReadSide::over(*database);
    }
    QStringList found(const QString &typed, const ChatId &except = {})
    {
        QStringList titles;
        for (const Mention &one : findMentions(*side, typed, except).value_or(QList<Mention>()))
            titles << u"%1:%2"_s.arg(static_cast<int>(one.kind)).arg(one.title);
        return titles;
    }

    std::unique_ptr<store::Database> database;
    std::unique_ptr<engine::ReadSide> side;
    ChatId chat;
    SpecId spec;

private:
    DesktopFixture m_fixture;
};

}  // namespace

class tst_Mentions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chatsSpecificationsAndFeaturesAreFound()
    {
        Library library;
        QCOMPARE(library.found(u""_s), QStringList({u"0:Renting bicycles"_s, u"1:Bicycle shop"_s}));
        QCOMPARE(library.found(u"comes"_s), QStringList({u"2:A bicycle comes back."_s}));
        QCOMPARE(library.found(u"shop"_s), QStringList({u"1:Bicycle shop"_s}));
        QCOMPARE(library.found(u"Renting"_s, library.chat), QStringList());  // not the one that is being written
        QCOMPARE(library.found(u"zebra"_s), QStringList());
    }

    void theModelIsGivenTheirContent()
    {
        Library library;
        const auto content = [&library](Mention::Kind kind, const QString &id, const QString &part,
                                        const QString &title) {
            const auto made =
                mentionContent(*library.side, {.kind = kind, .id = id, .part = part, .title = title, .detail = {}});
            return made ? made->name + u'\n' + QString::fromUtf8(made->bytes) : made.error().detail;
        };
        const QString chat = content(Mention::Kind::Chat, library.chat.value, {}, u"Renting/bicycles"_s);
        QVERIFY2(chat.startsWith("Renting-bicycles (chat).md\n"_L1), qPrintable(chat));
        QVERIFY(chat.contains("I rent out bicycles"_L1));
        const QString spec = content(Mention::Kind::Spec, library.spec.value, {}, u"Bicycle shop"_s);
        QVERIFY2(spec.startsWith("Bicycle shop (specification).md\n"_L1), qPrintable(spec));
        QVERIFY(spec.contains("A bicycle comes back."_L1));
        const auto found = findMentions(*library.side, u"comes"_s, {});
        QVERIFY(found && found->size() == 1);
        const QString feature = content(Mention::Kind::Feature, found->first().id, found->first().part, u"comes"_s);
        QVERIFY2(feature.contains("of Bicycle shop, version 1"_L1), qPrintable(feature));
        QVERIFY(feature.contains("Group: Renting"_L1) && feature.contains("A bicycle comes back."_L1));
        QVERIFY(!feature.contains("rented for a day"_L1));
        const auto gone = mentionContent(
            *library.side,
            {.kind = Mention::Kind::Feature, .id = library.spec.value, .part = u"none"_s, .title = {}, .detail = {}});
        QVERIFY(!gone && gone.error().code == ErrorCode::NotFound);
    }

    void filesAreCompletedByTheirPaths()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"notes"_s));
        for (const QString &name : {u"notes.md"_s, u"Other.txt"_s, u".hidden"_s}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
        }
        const auto titles = [&folder](const QString &typed) {
            QStringList all;
            for (const Mention &one : findMentionedFiles(folder.path() + u'/' + typed))
                all << one.title;
            return all;
        };
        QCOMPARE(titles({}), QStringList({u"notes/"_s, u"notes.md"_s, u"Other.txt"_s}));
        QCOMPARE(titles(u"o"_s), QStringList({u"Other.txt"_s}));
        QCOMPARE(titles(u".h"_s), QStringList({u".hidden"_s}));
        QCOMPARE(findMentionedFiles(u"notes"_s).size(), 0);
        const auto missing = readChosenFile(folder.filePath(u"nothing"_s));
        QVERIFY(!missing && missing.error().code == ErrorCode::FileUnreadable);
    }

    void nothingStoredYetIsNoError()
    {
        DesktopFixture f;
        const auto session = f.session();
        bool done = false;
        session->read(
            this, [](engine::ReadSide &side) { return findMentions(side, u"a"_s, {}); },
            [&done](const Result<QList<Mention>> &found) { done = found && found->isEmpty(); });
        QVERIFY(QTest::qWaitFor([&done] { return done; }, 5000));
    }
};

QTEST_GUILESS_MAIN(tst_Mentions)
#include "tst_mentions.moc"
