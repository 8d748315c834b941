// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatworker.h"

#include "engine/chatexport.h"
#include "engine/chatlibrary.h"
#include "engine/specservice.h"
#include "store/messagestore.h"
#include "support/engine/chatstage.h"

#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using engine::ChatAction;
using engine::ChatNotice;
using store::MessageRole;
using store::MessageState;
using Kind = ChatAction::Kind;

namespace
{

const QString description =
    u"Here.\n\n```app_description\n# Notes\n## Overview\nNotes for one person, kept in a file.\n"
    "## Inferred Complexity\nTier: simple\nEstimated Features: 3\nReasoning: one person\n```\nFine?"_s;

QString specText(const QString &feature)
{
    return u"```app_spec\n<project_specification>\n  <project_name>Notes</project_name>\n  <overview>Notes for one"
           " person.</overview>\n  <core_features>\n    <feature_group name=\"Notes\">\n      <feature>%1</feature>\n"
           "      <feature>A note is deleted.</feature>\n      <feature>Notes are listed.</feature>\n"
           "    </feature_group>\n  </core_features>\n</project_specification>\n```"_s.arg(feature);
}

}  // namespace

class tst_ChatWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_stage = std::make_unique<ChatStage>(); }
    void cleanup() { m_stage.reset(); }
    void theRecordedConversationEndsInTheSpecificationOfTheTemplate();
    void aChoiceOfTierSendsNothing();
    void theSettingCanAskFirst();
    void aDescriptionIsExpandedOnceByItself();
    void whatCannotBeReadIsKeptAsTextWithItsLine();
    void aSpecificationThatIsCutIsNoWholeOne();
    void handEditsSurviveAnotherSpecification();
    void whatDoesNotGoTogetherWaitsUntilAPersonMergedIt();
    void exportsHoldEverythingButSecrets();

private:
    std::unique_ptr<ChatStage> m_stage;
};

void tst_ChatWorker::theRecordedConversationEndsInTheSpecificationOfTheTemplate()
{
    const ChatId id = m_stage->chat(u"demo"_s);
    QCOMPARE(m_stage->view(id).stage, engine::ChatStage::Talking);
    m_stage->say(id, m_stage->view(id).replies.value(0));
    QVERIFY(!m_stage->view(id).description);
    QCOMPARE(m_stage->view(id).chat.title, u"I would like a small to-do list for myself, in…"_s);
    m_stage->say(id, m_stage->view(id).replies.value(0));
    const auto shown = m_stage->view(id);
    QVERIFY(shown.description);
    QCOMPARE(shown.guess, std::optional(engine::SpecTarget {Tier::Simple, 14, false}));
    QCOMPARE(shown.stage, engine::ChatStage::Reviewing);
    QCOMPARE(shown.specs.size(), 1);
    QVERIFY(!shown.specOutdated);
    QVERIFY(shown.sum.demonstration);
    QVERIFY(shown.sum.cost && shown.sum.cost->nano > 0);
    QVERIFY(shown.context.exact && shown.context.used > 0 && shown.context.window >= 200'000);
    const auto kept = shown.specs.constFirst().spec;
    QCOMPARE(kept->specVersion, 1);
    QFile original(QStringLiteral(BW_SOURCE_DIR "/resources/templates/todo/spec.xml"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const auto version = m_stage->engine.parts.specs().version(kept->spec, 1);
    QCOMPARE(version->content, original.readAll());
    QCOMPARE(version->author, u"chat"_s);
    QCOMPARE(m_stage->engine.parts.specs().get(kept->spec)->chat, id);
    // To its end: nothing is left to say then, and nothing is expanded a second time.
    while (!m_stage->view(id).replies.isEmpty())
        m_stage->say(id, m_stage->view(id).replies.constFirst());
    QCOMPARE(m_stage->view(id).specs.size(), 1);
    QCOMPARE(m_stage->act(id, Kind::Send, u"more"_s).error().code, ErrorCode::RecordingEnded);
}

void tst_ChatWorker::aChoiceOfTierSendsNothing()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, description}, {u"spec"_s, specText(u"A note is added."_s)}});
    m_stage->say(id, u"begin"_s);
    QVERIFY(!m_stage->view(id).specOutdated);
    ChatAction choice;
    choice.kind = Kind::Choose;
    choice.tier = Tier::Production;
    QVERIFY(m_stage->chats.act(id, choice));
    QVERIFY(!m_stage->chats.isStreaming(id));
    QCOMPARE(m_stage->view(id).specs.size(), 1);
    QVERIFY(m_stage->view(id).specOutdated);
    QCOMPARE(m_stage->view(id).target, std::optional(engine::SpecTarget {Tier::Production, 200, true}));
    QCOMPARE(m_stage->view(id).guess, std::optional(engine::SpecTarget {Tier::Simple, 3, false}));
    QVERIFY(m_stage->act(id, Kind::Expand));
    m_stage->wait(id);
    QCOMPARE(m_stage->view(id).specs.size(), 2);
    QCOMPARE(m_stage->view(id).specs.constLast().spec->tier, Tier::Production);
    QVERIFY(!m_stage->view(id).specOutdated);
    choice.tier.reset();
    QVERIFY(m_stage->chats.act(id, choice));
    QCOMPARE(m_stage->view(id).target, m_stage->view(id).guess);
    QVERIFY(m_stage->view(id).specOutdated);
    choice.features = 1001;
    QCOMPARE(m_stage->chats.act(id, choice).error().code, ErrorCode::InvalidArgument);
}

void tst_ChatWorker::theSettingCanAskFirst()
{
    ChatStage::set(u"chat.expand"_s, u"ask"_s);
    const ChatId id = m_stage->chatWith({{u"chat"_s, description}, {u"spec"_s, specText(u"A note is added."_s)}});
    QVERIFY(m_stage->act(id, Kind::Send, u"begin"_s));
    m_stage->wait(id);
    QVERIFY(m_stage->view(id).specs.isEmpty());
    const auto offered = std::ranges::find(m_stage->notices, ChatNotice::Kind::Offered, &ChatNotice::kind);
    QVERIFY(offered != m_stage->notices.cend());
    QVERIFY(offered->forecast && offered->forecast->lowUsd < offered->forecast->highUsd);
    QVERIFY(m_stage->act(id, Kind::Expand));
    m_stage->wait(id);
    QCOMPARE(m_stage->view(id).specs.constFirst().spec->specVersion, 1);
}

void tst_ChatWorker::aDescriptionIsExpandedOnceByItself()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, description, {u"again"_s}},
                                         {u"chat"_s, u"The same again:\n"_s + description, {u"other"_s}},
                                         {u"chat"_s, QString(description).replace(u"Notes"_s, u"Letters"_s)},
                                         {u"spec"_s, specText(u"A note is added."_s)}});
    m_stage->say(id, u"begin"_s);
    m_stage->say(id, u"again"_s);
    QCOMPARE(m_stage->view(id).specs.size(), 1);
    m_stage->say(id, u"other"_s);
    QCOMPARE(m_stage->view(id).specs.size(), 2);
}

void tst_ChatWorker::whatCannotBeReadIsKeptAsTextWithItsLine()
{
    const ChatId id = m_stage->chatWith(
        {{u"chat"_s, description},
         {u"spec"_s, u"```app_spec\n<project_specification>\n<project_name>Notes\n</project_specification>\n```"_s}});
    m_stage->say(id, u"begin"_s);
    const auto kept = m_stage->view(id).specs.constFirst();
    QCOMPARE(kept.state, MessageState::Complete);
    QVERIFY(!kept.spec->problem.isEmpty());
    QVERIFY(kept.spec->problemLine > 0);
    QVERIFY(kept.spec->spec.isEmpty());
    QVERIFY(kept.text.contains(u"<project_name>Notes"_s));
}

void tst_ChatWorker::aSpecificationThatIsCutIsNoWholeOne()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, description},
                                         {u"spec"_s, u"```app_spec\n<project_specification> CUT"_s},
                                         {u"spec"_s, u"x CUT"_s},
                                         {u"spec"_s, u"x CUT"_s},
                                         {u"spec"_s, u"x CUT"_s},
                                         {u"spec"_s, u"x CUT"_s}});
    m_stage->say(id, u"begin"_s);
    const auto kept = m_stage->view(id).specs.constFirst();
    QCOMPARE(kept.state, MessageState::Failed);
    QCOMPARE(kept.error->code, ErrorCode::SpecInvalid);
    QCOMPARE(kept.usage.calls, 5);
    QVERIFY(kept.text.contains(u"<project_specification>"_s));
}

void tst_ChatWorker::handEditsSurviveAnotherSpecification()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, description}, {u"spec"_s, specText(u"A note is added."_s)}});
    m_stage->say(id, u"begin"_s);
    const SpecId spec = m_stage->view(id).specs.constFirst().spec->spec;
    engine::SpecService library(*m_stage->engine.parts.database);
    QByteArray text = library.version(spec)->content;
    text.replace("A note is deleted.", "A note is deleted after a question.");
    QVERIFY(library.save(spec, 1, text, {}));
    QVERIFY(m_stage->act(id, Kind::Expand));
    m_stage->wait(id);
    const auto again = m_stage->view(id).specs.constLast().spec;
    QCOMPARE(again->spec, spec);
    QVERIFY(library.version(spec)->content.contains("A note is deleted after a question."));
}

void tst_ChatWorker::whatDoesNotGoTogetherWaitsUntilAPersonMergedIt()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, description}, {u"spec"_s, specText(u"A note is added."_s)}});
    m_stage->say(id, u"begin"_s);
    const SpecId spec = m_stage->view(id).specs.constFirst().spec->spec;
    engine::SpecService library(*m_stage->engine.parts.database);
    const QByteArray first = library.version(spec)->content;
    QByteArray mine = first;
    mine.replace("Notes for one person.", "Notes for two people.");
    QVERIFY(mine != first && library.save(spec, 1, mine, {}));
    QByteArray theirs = first;
    theirs.replace("Notes for one person.", "Notes with a title for one person.");
    const auto before = m_stage->view(id);
    auto &database = *m_stage->engine.parts.database;
    const auto left = engine::keepChatSpec(database, before.chat, u"Notes"_s, theirs, before.specs);
    QCOMPARE(left->version, 0);
    store::ChatMessage wrote = before.specs.constLast();
    wrote.text = QString::fromUtf8(theirs);
    wrote.spec->specVersion = 0;
    QVERIFY(store::MessageStore(database).append(wrote));
    const auto waiting = m_stage->view(id).specs.constLast();
    QCOMPARE(waiting.spec->specVersion, 0);
    QCOMPARE(library.version(spec)->content, mine);
    engine::ChatAction keep;
    keep.kind = Kind::KeepSpec;
    keep.seq = waiting.seq;
    keep.version = 1;
    QByteArray merged = mine;
    merged.replace("Notes for", "Notes with a title for");
    keep.text = QString::fromUtf8(merged);
    // Somebody saved meanwhile: nothing is overwritten.
    QCOMPARE(m_stage->chats.act(id, keep).error().code, ErrorCode::WrongState);
    keep.version = 2;
    QVERIFY(m_stage->chats.act(id, keep));
    QCOMPARE(library.version(spec)->version, 3);
    QCOMPARE(library.version(spec)->author, u"chat"_s);
    QCOMPARE(library.version(spec)->content, merged);
    QCOMPARE(m_stage->view(id).specs.constLast().spec->specVersion, 3);
    QCOMPARE(m_stage->chats.act(id, keep).error().code, ErrorCode::WrongState);
}

void tst_ChatWorker::exportsHoldEverythingButSecrets()
{
    const QString planted = u"sk-ant-api03-"_s + u"PlantedPlantedPlanted0123456789"_s;
    const ChatId id = m_stage->chatWith({{u"chat"_s, description + u"\n"_s + planted}, {u"spec"_s, specText(planted)}});
    QVERIFY(m_stage->act(id, Kind::Rename, planted));
    QVERIFY(m_stage->chats.attach(id, u"key.txt"_s, planted.toUtf8()));
    m_stage->say(id, u"begin"_s);
    const auto json = engine::exportChat(*m_stage->engine.parts.database, id, engine::ChatFormat::Json);
    const auto text = engine::exportChat(*m_stage->engine.parts.database, id, engine::ChatFormat::Markdown);
    QVERIFY(json && text);
    for (const QByteArray &bytes : {*json, *text}) {
        QVERIFY(!bytes.contains("PlantedPlanted"));
        QVERIFY(bytes.contains("Notes for one person"));
    }
    const auto parsed = parseJson(*json);
    QVERIFY(parsed);
    QCOMPARE(parsed->at("messages").size(), size_t(3));
    QCOMPARE(parsed->at("messages").at(2).at("made_for").at("features"), 3);
    QVERIFY(text->contains("## You\n\n*attached: key.txt"));
    QVERIFY(text->contains("## Specification"));
    const SpecId spec = m_stage->view(id).specs.constFirst().spec->spec;
    QVERIFY(!m_stage->engine.parts.specs().version(spec)->content.contains("PlantedPlanted"));
    QCOMPARE(engine::exportChat(*m_stage->engine.parts.database, {u"x"_s}, engine::ChatFormat::Json).error().code,
             ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(tst_ChatWorker)
#include "tst_chatworker.moc"
