// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "account/settings.h"
#include "engine/chatservice.h"
#include "engine/chatview.h"
#include "store/messagestore.h"
#include "support/engine/enginestage.h"

namespace bw::test
{

/// Something that a recorded conversation says.
struct Said {
    QString purpose;
    QString text;  ///< ends with CUT: the token limit cut it there
    QStringList replies {};
};

/// Chats as the programs have them, with recorded answers that come at once. Used by one thread.
class ChatStage final
{
public:
    ChatStage() { set(QStringLiteral("chat.recording_speed"), QStringLiteral("0")); }

    static void set(const QString &key, const QString &value)
    {
        if (const auto done = account::Settings::load().set(key, value); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    ChatId chat(const QString &model)
    {
        engine::NewChat wanted;
        wanted.model = model;
        return chats.create(wanted).value_or(ChatId {});
    }
    /// A chat with a recording of its own, which begins when it is told "begin".
    ChatId chatWith(const QList<Said> &turns)
    {
        QByteArray lines = R"({"buildwright_recording":1,"name":"t","model":"claude-opus-5-5","replies":["begin"]})";
        for (const Said &turn : turns) {
            Json line {{"for", Json {{"purpose", toStd(turn.purpose)}}},
                       {"content", Json::array({Json {{"type", "text"}, {"text", toStd(turn.text)}}})},
                       {"stop_reason", turn.text.endsWith(QStringLiteral("CUT")) ? "max_tokens" : "end_turn"},
                       {"usage", Json {{"input_tokens", 100}, {"output_tokens", 50}}}};
            for (const QString &reply : turn.replies)
                line["replies"].push_back(toStd(reply));
            lines += '\n' + toBytes(line);
        }
        const QString path = engine.path(QStringLiteral("chat%1.jsonl").arg(newIdText()));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            qFatal("the recording cannot be written");
        return chat(QStringLiteral("recording:") + path);
    }
    Result<engine::ChatOutcome> act(const ChatId &chat, engine::ChatAction::Kind kind, const QString &text = {},
                                    qint64 seq = 0)
    {
        engine::ChatAction action;
        action.kind = kind;
        action.text = text;
        action.seq = seq;
        return chats.act(chat, action);
    }
    /// Until nothing streams any more; what happened stands in `notices`.
    void wait(const ChatId &chat)
    {
        if (!chats.follow(chat, [this](const engine::ChatNotice &notice) { notices.append(notice); }, {}))
            qFatal("a chat cannot be followed");
    }
    void say(const ChatId &chat, const QString &text)
    {
        if (const auto sent = act(chat, engine::ChatAction::Kind::Send, text); !sent)
            qFatal("%s", qPrintable(sent.error().detail));
        wait(chat);
    }
    [[nodiscard]] engine::ChatView view(const ChatId &chat) const
    {
        return engine::viewChat(*engine.parts.database, chat).value_or(engine::ChatView {});
    }

    EngineStage engine;
    bw::engine::ChatService chats {engine.parts};
    QList<engine::ChatNotice> notices;
};

}  // namespace bw::test
