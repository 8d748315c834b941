// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/conversation.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using agent::Conversation;

class tst_Conversation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsAnAssistantsContentBackByteForByte();
    void putsResultsFirstAndInOrder();
    void leavesOutWhatIsEmpty();
    void controlCharactersAreEscaped();
};

void tst_Conversation::sendsAnAssistantsContentBackByteForByte()
{
    Conversation conversation;
    const QByteArray content = "[{\"type\":\"tool_use\", \"input\" : {\"z\":1.0,\"a\":1e2} }]";
    conversation.addUser(u"go"_s);
    conversation.addAssistant(content);
    QCOMPARE(conversation.messages().size(), 2);
    QCOMPARE(conversation.messages().last(), "{\"role\":\"assistant\",\"content\":" + content + '}');
}

void tst_Conversation::putsResultsFirstAndInOrder()
{
    Conversation conversation;
    conversation.addToolResults({{u"toolu_2"_s, u"b"_s, true}, {u"toolu_1"_s, u"a"_s, false}}, {u"note"_s});
    const Json content = parseJson(conversation.messages().first())->at("content");
    QCOMPARE(content.size(), size_t(3));
    QVERIFY(content[0]["tool_use_id"] == "toolu_2");
    QVERIFY(content[0]["is_error"] == true);
    QVERIFY(content[1]["tool_use_id"] == "toolu_1");
    QVERIFY(!content[1].contains("is_error"));
    QVERIFY(content[2]["type"] == "text");
}

void tst_Conversation::leavesOutWhatIsEmpty()
{
    Conversation conversation;
    conversation.addToolResults({{u"toolu_1"_s, {}, false}});
    const Json content = parseJson(conversation.messages().first())->at("content");
    QCOMPARE(content.size(), size_t(1));
    QVERIFY(!content[0].contains("content"));
}

void tst_Conversation::controlCharactersAreEscaped()
{
    Conversation conversation;
    conversation.addToolResults({{u"toolu_1"_s, u"a"_s + QChar(0) + QChar(27) + u"b"_s, false}});
    QVERIFY(!conversation.messages().first().contains('\0'));
    const Json content = parseJson(conversation.messages().first())->at("content");
    QCOMPARE(content[0]["content"][0]["text"].get<std::string>(),
             std::string("a\0\x1b"
                         "b",
                         4));
}

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_conversation.moc"
