// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/chatmessages.h"

#include "base/json.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

namespace
{

ChatMessage person(const QString &text)
{
    ChatMessage message;
    message.text = text;
    return message;
}

ChatMessage answer(const QString &text, const QByteArray &content = {})
{
    ChatMessage message;
    message.role = MessageRole::Assistant;
    message.text = text;
    message.content = content;
    message.model = u"m-20261125"_s;
    return message;
}

QList<QByteArray> made(const QList<ChatMessage> &branch, const QString &model = u"m"_s)
{
    return agent::chatMessages(
               branch, [](const store::ChatAttachment &file) -> Result<QByteArray> { return file.hash.value.toUtf8(); },
               model)
        .value_or(QList<QByteArray> {});
}

Json blocks(const QByteArray &message) { return parseJson(message).value_or(Json()).at("content"); }

}  // namespace

class tst_ChatMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerGoesBackByteForByte()
    {
        const QByteArray raw =
            R"([{"type":"thinking", "thinking":"\u0061","signature":"s"},{"type":"text","text":"b"}])";
        const auto messages =
            made({person(u"a"_s), answer(u"b"_s, R"([{"role":"assistant","content":)" + raw + "}]"), person(u"c"_s)});
        QCOMPARE(messages.size(), 3);
        QVERIFY(messages.at(1).contains(R"({"type":"thinking", "thinking":"\u0061","signature":"s"})"));
        QCOMPARE(messages.at(0), R"({"role":"user","content":[{"type":"text","text":"a"}]})");
    }
    void thoughtsOfAnotherModelAreLeftOut()
    {
        const QByteArray raw = R"([{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"s"},)"
                               R"({"type":"redacted_thinking","data":"d"},{"type":"text","text":"b"}]}])";
        const QList<ChatMessage> branch {person(u"a"_s), answer(u"b"_s, raw), person(u"c"_s)};
        QCOMPARE(blocks(made(branch).at(1)).size(), size_t(3));
        QCOMPARE(blocks(made(branch, u"other"_s).at(1)).size(), size_t(1));
        QCOMPARE(blocks(made(branch, {}).at(1)).at(0).at("text"), "b");
    }
    void requestsToGoOnStandBetweenThePiecesOfAnAnswer()
    {
        const QByteArray content = R"([{"role":"assistant","content":[{"type":"text","text":"1"}]},)"
                                   R"({"role":"user","content":[{"type":"text","text":"go on"}]},)"
                                   R"({"role":"assistant","content":[{"type":"text","text":"2"}]}])";
        QCOMPARE(made({person(u"a"_s), answer(u"12"_s, content)}).size(), 4);
    }
    void whatWasCutGoesBackAsItsTextAndEmptyAnswersNotAtAll()
    {
        ChatMessage cut = answer(u"half an ans"_s, "[broken");
        cut.state = MessageState::Interrupted;
        ChatMessage nothing = answer({});
        nothing.state = MessageState::Failed;
        const auto messages = made({person(u"a"_s), cut, person(u"b"_s), nothing, person(u"c"_s)});
        QCOMPARE(messages.size(), 3);
        QCOMPARE(blocks(messages.at(1)).at(0).at("text"), "half an ans");
        // Two of a person in a row are one message: not every server takes two.
        QCOMPARE(blocks(messages.at(2)).size(), size_t(2));
    }
    void attachmentsStandBeforeTheText()
    {
        ChatMessage message = person(u"what is this?"_s);
        message.attachments = {{u"1"_s, 1, u"image"_s, u"image/png"_s, u"a.png"_s, 3, BlobHash {u"png"_s}},
                               {u"2"_s, 1, u"pdf"_s, u"application/pdf"_s, u"a \"b\".pdf"_s, 3, BlobHash {u"pdf"_s}},
                               {u"3"_s, 1, u"text"_s, u"text/csv"_s, u"a.csv"_s, 3, BlobHash {u"1,2\n```\n"_s}}};
        const Json content = blocks(made({message}).constFirst());
        QCOMPARE(content.size(), size_t(4));
        QCOMPARE(content.at(0).at("source").at("data"), QByteArray("png").toBase64().toStdString());
        QCOMPARE(content.at(1).at("type"), "document");
        QCOMPARE(content.at(1).at("title"), "a \"b\".pdf");
        QCOMPARE(content.at(2).at("text"), "File a.csv:\n````\n1,2\n```\n````");
        QCOMPARE(content.at(3).at("text"), "what is this?");
    }
    void anAttachmentThatCannotBeReadEndsIt()
    {
        ChatMessage message = person(u"a"_s);
        message.attachments = {{}};
        const auto failed = agent::chatMessages(
            {message}, [](const store::ChatAttachment &) -> Result<QByteArray> { return fail(ErrorCode::NotFound); },
            {});
        QCOMPARE(failed.error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(tst_ChatMessages)
#include "tst_chatmessages.moc"
