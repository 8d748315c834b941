// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachmentstore.h"
#include "store/blobstore.h"
#include "store/chatsearch.h"
#include "store/chatstore.h"
#include "store/messagestore.h"
#include "store/usagestore.h"
#include "storefixture.h"

using namespace bw;
using namespace bwtest;
using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

class tst_ChatStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }
    void aChatKeepsWhatAPersonSets();
    void listsShowPinnedChatsFirstAndNoneThatWereThrownAway();
    void anAnswerKeepsItsBytes();
    void anEditedQuestionIsAVersionBesideTheFirst();
    void whatStreamedIsThereAfterACrash();
    void aQueuedMessageIsNoPartOfTheBranchUntilItIsSent();
    void aForkHoldsTheBranchAndKnowsWhereItCameFrom();
    void attachmentsAreOneBlobForEqualBytes();
    void everyChatCanBeSearched();
    void excerptsAreCutAtWords();
    void whatWasThrownAwayIsPurgedWithItsBlobsButNotItsMoney();
    void secretsAreInNoTable();

private:
    ChatId newChat(const QString &title = {});
    ChatMessage say(const ChatId &chat, const QString &text, qint64 parent);
    ChatMessage answer(const ChatId &chat, const QString &text, qint64 parent, const QByteArray &content = {});
    [[nodiscard]] QStringList textsOf(const ChatId &chat, qint64 head = 0) const;
    [[nodiscard]] store::ChatStore chats() const { return store::ChatStore(*m_store->database); }
    [[nodiscard]] store::MessageStore messages() const { return store::MessageStore(*m_store->database); }
    [[nodiscard]] store::AttachmentStore files() const { return store::AttachmentStore(*m_store->database); }

    std::unique_ptr<StoreFixture> m_store;
};

void tst_ChatStore::init()
{
    m_store = std::make_unique<StoreFixture>();
    QVERIFY(m_store->open());
}

ChatId tst_ChatStore::newChat(const QString &title)
{
    store::Chat chat;
    chat.title = title;
    return chats().create(chat).value_or(store::Chat {}).id;
}

ChatMessage tst_ChatStore::say(const ChatId &chat, const QString &text, qint64 parent)
{
    ChatMessage message;
    message.chat = chat;
    message.text = text;
    message.parent = parent;
    return messages().append(message).value_or(ChatMessage {});
}

ChatMessage tst_ChatStore::answer(const ChatId &chat, const QString &text, qint64 parent, const QByteArray &content)
{
    ChatMessage message;
    message.chat = chat;
    message.role = MessageRole::Assistant;
    message.state = MessageState::Streaming;
    message.parent = parent;
    message = messages().append(message).value_or(ChatMessage {});
    message.state = MessageState::Complete;
    message.text = text;
    message.content = content;
    message.usage = {100, 0, 0, 0, 20, 1, true};
    message.cost = Money {5'000};
    if (!messages().end(message))
        qFatal("an answer cannot be ended");
    return message;
}

QStringList tst_ChatStore::textsOf(const ChatId &chat, qint64 head) const
{
    QStringList texts;
    for (const ChatMessage &message : messages().branch(chat, head).value_or(QList<ChatMessage> {}))
        texts.append(message.text);
    return texts;
}

void tst_ChatStore::aChatKeepsWhatAPersonSets()
{
    const ChatId id = newChat(u"first"_s);
    const auto changed = chats().change(id, [](store::Chat &chat) {
        chat.title = u"Recipes"_s;
        chat.named = chat.pinned = chat.archived = true;
        chat.model = u"demo"_s;
        chat.effort = u"high"_s;
        chat.tokenLimit = 9000;
        chat.draft = u"and a shopping list"_s;
        chat.tier = Tier::Production;
        chat.features = 210;
    });
    QVERIFY(changed);
    QCOMPARE(changed->version, 2);
    QCOMPARE(*chats().get(id), *changed);
    m_store->database.reset();
    QVERIFY(m_store->open());
    QCOMPARE(*chats().get(id), *changed);
    QCOMPARE(chats().change({u"nobody"_s}, [](store::Chat &) { }).error().code, ErrorCode::NotFound);
}

void tst_ChatStore::listsShowPinnedChatsFirstAndNoneThatWereThrownAway()
{
    const ChatId first = newChat(u"1"_s);
    const ChatId second = newChat(u"2"_s);
    const ChatId third = newChat(u"3"_s);
    QVERIFY(chats().change(first, [](store::Chat &chat) { chat.pinned = true; }, false));
    QVERIFY(chats().change(second, [](store::Chat &chat) { chat.archived = true; }, false));
    const auto shown = [&](const store::ChatQuery &query) {
        QStringList titles;
        for (const store::Chat &chat : chats().list(query).value_or(QList<store::Chat> {}))
            titles.append(chat.title);
        return titles;
    };
    QCOMPARE(shown({}), (QStringList {u"1"_s, u"3"_s}));
    QCOMPARE(shown({.archived = true}), QStringList {u"2"_s});
    QVERIFY(chats().change(third, [](store::Chat &chat) { chat.deletedMs = 5; }, false));
    QCOMPARE(shown({}), QStringList {u"1"_s});
    QCOMPARE(shown({.deleted = true}), QStringList {u"3"_s});
    QVERIFY(chats().change(third, [](store::Chat &chat) { chat.deletedMs = 0; }, false));
    QCOMPARE(shown({}).size(), 2);
    QCOMPARE(*chats().resolve(first.value.left(9)), first);
    QCOMPARE(chats().resolve(u"u"_s).error().code, ErrorCode::NotFound);
}

void tst_ChatStore::anAnswerKeepsItsBytes()
{
    const ChatId chat = newChat();
    const ChatMessage question = say(chat, u"hello"_s, 0);
    const QByteArray bytes("[{\"a\" : 1.0e5, \"a\":2}]\xff");
    const ChatMessage reply = answer(chat, u"good day"_s, question.seq, bytes);
    const auto read = messages().get(chat, reply.seq);
    QVERIFY(read);
    QCOMPARE(read->content, bytes);
    QCOMPARE(read->usage.output, 20);
    QCOMPARE(read->cost, std::optional(Money {5'000}));
    QCOMPARE(chats().sum(chat)->cost, std::optional(Money {5'000}));
    QCOMPARE(textsOf(chat), (QStringList {u"hello"_s, u"good day"_s}));
    QCOMPARE(messages().append(ChatMessage {}).error().code, ErrorCode::NotFound);
}

void tst_ChatStore::anEditedQuestionIsAVersionBesideTheFirst()
{
    const ChatId chat = newChat();
    const auto one = say(chat, u"one"_s, 0);
    const auto first = answer(chat, u"first"_s, one.seq);
    const auto two = say(chat, u"two"_s, first.seq);
    const auto last = answer(chat, u"last"_s, two.seq);
    const auto other = say(chat, u"another two"_s, first.seq);
    QCOMPARE(textsOf(chat), (QStringList {u"one"_s, u"first"_s, u"another two"_s}));
    QCOMPARE(textsOf(chat, last.seq), (QStringList {u"one"_s, u"first"_s, u"two"_s, u"last"_s}));
    const auto versions = messages().versions(chat);
    QVERIFY(versions);
    QCOMPARE(versions->value(other.seq), (QList<qint64> {two.seq, other.seq}));
    QVERIFY(!versions->contains(one.seq));
    QCOMPARE(*messages().newestBelow(chat, two.seq), last.seq);
    QCOMPARE(*messages().newestBelow(chat, other.seq), other.seq);
}

void tst_ChatStore::whatStreamedIsThereAfterACrash()
{
    const ChatId chat = newChat();
    const auto question = say(chat, u"go"_s, 0);
    ChatMessage open;
    open.chat = chat;
    open.role = MessageRole::Assistant;
    open.state = MessageState::Streaming;
    open.parent = question.seq;
    open = *messages().append(open);
    QVERIFY(messages().reserve(open.no, Money {7'000}));
    QVERIFY(messages().addPiece(open.no, u"one "_s, u"hm "_s));
    QVERIFY(messages().addPiece(open.no, u"two"_s, u"aha"_s));
    QCOMPARE(messages().get(chat, open.seq)->text, u"one two"_s);
    QCOMPARE(messages().get(chat, open.seq)->state, MessageState::Streaming);
    m_store->database.reset();
    QVERIFY(m_store->open());
    QCOMPARE(*messages().endInterrupted(), 1);
    QCOMPARE(*messages().endInterrupted(), 0);
    const auto kept = messages().get(chat, open.seq);
    QCOMPARE(kept->state, MessageState::Interrupted);
    QCOMPARE(kept->text, u"one two"_s);
    QCOMPARE(kept->thinking, u"hm aha"_s);
    // The worst case counts, for the chat and for the limits of a day.
    QVERIFY(!kept->usage.known);
    QCOMPARE(kept->cost, std::optional(Money {7'000}));
    QCOMPARE(chats().sum(chat)->cost, std::optional(Money {7'000}));
    QCOMPARE(store::UsageStore(*m_store->database).since(0)->cost, Money {7'000});
    QCOMPARE(store::searchChats(*m_store->database, u"two"_s)->size(), 1);
}

void tst_ChatStore::aQueuedMessageIsNoPartOfTheBranchUntilItIsSent()
{
    const ChatId chat = newChat();
    const auto question = say(chat, u"go"_s, 0);
    ChatMessage next;
    next.chat = chat;
    next.text = u"and then"_s;
    next.state = MessageState::Queued;
    next = *messages().append(next);
    QCOMPARE(textsOf(chat), QStringList {u"go"_s});
    QCOMPARE(messages().queued(chat)->size(), 1);
    QVERIFY(messages().editQueued(chat, next.seq, u"and now"_s));
    const auto reply = answer(chat, u"done"_s, question.seq);
    const auto sent = messages().unqueue(chat, next.seq);
    QVERIFY(sent);
    QCOMPARE(sent->parent, reply.seq);
    QCOMPARE(textsOf(chat), (QStringList {u"go"_s, u"done"_s, u"and now"_s}));
    QCOMPARE(messages().unqueue(chat, next.seq).error().code, ErrorCode::NotFound);
    QCOMPARE(messages().removeQueued(chat, next.seq).error().code, ErrorCode::NotFound);
}

void tst_ChatStore::aForkHoldsTheBranchAndKnowsWhereItCameFrom()
{
    const ChatId chat = newChat(u"old"_s);
    const auto one = say(chat, u"one"_s, 0);
    const auto first = answer(chat, u"first"_s, one.seq, "[raw]");
    (void)say(chat, u"two"_s, first.seq);
    ChatMessage spec;
    spec.chat = chat;
    spec.role = MessageRole::Spec;
    spec.parent = first.seq;
    spec.text = u"<spec/>"_s;
    spec.spec = store::ChatSpec {u"words"_s, u"hash"_s, Tier::Simple, 14, true, SpecId {u"s"_s}, 1, {}, 0};
    QVERIFY(messages().append(spec));
    store::Chat made;
    made.title = u"fork"_s;
    made.forkedFrom = chat;
    made.forkedSeq = first.seq;
    const auto fork = chats().create(made);
    QVERIFY(messages().copyBranch(chat, first.seq, fork->id));
    QCOMPARE(textsOf(fork->id), (QStringList {u"one"_s, u"first"_s}));
    QCOMPARE(messages().branch(fork->id)->constLast().content, "[raw]");
    QCOMPARE(chats().get(fork->id)->forkedFrom, chat);
    QCOMPARE(chats().get(fork->id)->forkedSeq, first.seq);
    const auto specs = messages().specs(fork->id);
    QCOMPARE(specs->size(), 1);
    QCOMPARE(specs->constFirst().parent, 2);
    QVERIFY(specs->constFirst().spec->spec.isEmpty());
    // The money was spent once.
    QCOMPARE(chats().sum(fork->id)->usage.calls, 0);
    (void)say(fork->id, u"elsewhere"_s, 2);
    QCOMPARE(textsOf(chat), (QStringList {u"one"_s, u"first"_s, u"two"_s}));
}

void tst_ChatStore::attachmentsAreOneBlobForEqualBytes()
{
    const ChatId chat = newChat();
    store::ChatAttachment file;
    file.kind = u"text"_s;
    file.mediaType = u"text/csv"_s;
    file.name = u"a.csv"_s;
    const auto first = files().add(chat, file, "1,2\n");
    file.name = u"b.csv"_s;
    const auto second = files().add(chat, file, "1,2\n");
    QVERIFY(first && second);
    QCOMPARE(first->hash, second->hash);
    QCOMPARE(*files().read(*second), "1,2\n");
    QCOMPARE(files().list(chat, 0)->size(), 2);
    QVERIFY(files().remove(chat, first->id));
    ChatMessage message;
    message.chat = chat;
    message.text = u"look"_s;
    message.attachments = *files().list(chat, 0);
    const auto sent = messages().append(message);
    QVERIFY(files().list(chat, 0)->isEmpty());
    QCOMPARE(messages().get(chat, sent->seq)->attachments.size(), 1);
    // A sent one is part of the conversation; it is copied, never taken away.
    QCOMPARE(files().remove(chat, second->id).error().code, ErrorCode::NotFound);
    message.attachments = messages().get(chat, sent->seq)->attachments;
    const auto again = messages().append(message);
    QCOMPARE(messages().get(chat, sent->seq)->attachments.size(), 1);
    QCOMPARE(messages().get(chat, again->seq)->attachments.size(), 1);
}

void tst_ChatStore::everyChatCanBeSearched()
{
    const ChatId one = newChat(u"Café orders"_s);
    const ChatId two = newChat(u"Other"_s);
    const auto question = say(one, u"A list of drinks, please"_s, 0);
    (void)answer(one, u"Espresso and cappuccino"_s, question.seq);
    (void)say(two, u"Espresso machines"_s, 0);
    const auto found = [&](const QString &typed) {
        return store::searchChats(*m_store->database, typed).value_or(QList<store::ChatHit> {});
    };
    QCOMPARE(found(u"espresso"_s).size(), 2);
    QCOMPARE(found(u"espresso"_s).constFirst().chat, two);
    QCOMPARE(found(u"capp"_s).size(), 1);
    QCOMPARE(found(u"espresso drinks"_s).size(), 0);
    QCOMPARE(found(u"orders"_s).constFirst().seq, 0);
    QCOMPARE(found(u"  "_s).size(), 0);
    QVERIFY(chats().change(two, [](store::Chat &chat) { chat.deletedMs = 9; }));
    QCOMPARE(found(u"espresso"_s).size(), 1);
}

void tst_ChatStore::excerptsAreCutAtWords()
{
    const QString text = u"word "_s.repeated(100) + u"needle "_s + u"tail "_s.repeated(100);
    const QString excerpt = store::excerptAround(text, u"needle"_s, 60);
    QVERIFY(excerpt.contains(u"needle"_s));
    QVERIFY(excerpt.startsWith(u"…word"_s));
    QVERIFY(excerpt.size() < 70);
    QCOMPARE(store::excerptAround(u"short\n text"_s, u"x"_s), u"short text"_s);
}

void tst_ChatStore::whatWasThrownAwayIsPurgedWithItsBlobsButNotItsMoney()
{
    const ChatId chat = newChat();
    store::ChatAttachment file;
    file.kind = u"text"_s;
    const auto attached = files().add(chat, file, "only here");
    const auto question = say(chat, u"needle"_s, 0);
    (void)answer(chat, u"and an answer"_s, question.seq);
    const auto before = store::UsageStore(*m_store->database).since(0);
    QCOMPARE(before->cost, Money {5'000});
    QCOMPARE(before->tokens, 120);
    QVERIFY(chats().change(chat, [](store::Chat &row) { row.deletedMs = 1000; }));
    QVERIFY(chats().purge(1000));
    QVERIFY(chats().get(chat));
    QVERIFY(chats().purge(1001));
    QCOMPARE(chats().get(chat).error().code, ErrorCode::NotFound);
    QVERIFY(!m_store->database->blobs().contains(attached->hash));
    QCOMPARE(store::searchChats(*m_store->database, u"needle"_s)->size(), 0);
    QCOMPARE(*store::UsageStore(*m_store->database).since(0), *before);
}

void tst_ChatStore::secretsAreInNoTable()
{
    const QString planted = u"sk-ant-api03-"_s + u"PlantedPlantedPlanted0123456789"_s;
    const ChatId chat = newChat(u"my key "_s + planted);
    QVERIFY(chats().change(chat, [&](store::Chat &row) { row.draft = planted; }));
    const auto question = say(chat, u"use "_s + planted, 0);
    ChatMessage open;
    open.chat = chat;
    open.role = MessageRole::Assistant;
    open.state = MessageState::Streaming;
    open.parent = question.seq;
    open = *messages().append(open);
    QVERIFY(messages().addPiece(open.no, planted, planted));
    open.state = MessageState::Failed;
    open.text = open.thinking = planted;
    open.content = planted.toUtf8();
    open.error = Error {ErrorCode::Internal, planted, {{u"why"_s, planted}}, {}};
    open.spec = store::ChatSpec {planted, {}, Tier::Simple, 1, false, {}, 0, planted, 0};
    QVERIFY(messages().end(open));
    QCOMPARE(messages().get(chat, open.seq)->error->args.value(u"why"_s), u"[redacted]"_s);
    m_store->database.reset();
    QDir folder(m_store->path());
    const QStringList names = folder.entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("PlantedPlanted"), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(tst_ChatStore)
#include "tst_chatstore.moc"
