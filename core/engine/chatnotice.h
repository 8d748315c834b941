// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "engine/expansionforecast.h"
#include "model/money.h"
#include "model/usage.h"
#include "store/chatrecords.h"

#include <optional>

namespace bw::engine
{

/// What happens in a chat while something streams. Transient: everything that lasts stands in the store, and is there
/// before the notice comes.
struct ChatNotice {
    enum class Kind {
        Sent,       ///< a person's message stands in the chat (seq), also one that was queued
        Begun,      ///< an answer (role Assistant) or specification (role Spec) begins: seq. Who joins later gets it
                    ///< first, with text and thinking so far
        Waiting,    ///< nothing comes yet: reason "service" (asked, no answer yet), "retry" (error, untilMs), "limit"
                    ///< (of requests a minute, untilMs)
        Text,       ///< a piece of what streams
        Thinking,   ///< a piece of the summary of its thoughts
        Discarded,  ///< what streamed is void but for this text and thinking
        Used,       ///< a call has ended: usage and cost of the message so far
        Ended,      ///< the message `seq` has ended: state, error
        Described,  ///< the answer `seq` holds a description that is new, or differs from the one before
        Offered,    ///< its specification is not written by itself (setting chat.expand = ask): forecast
        Expanding,  ///< its specification is going to be written: forecast
        Saved,      ///< the specification stands in the library: spec, version
        Idle,       ///< nothing streams in this chat any more; error where what was queued is not sent
    };
    Kind kind = Kind::Idle;
    ChatId chat {};
    qint64 seq = 0;
    store::MessageRole role = store::MessageRole::Assistant;
    QString text {};                                             ///< Begun, Text, Discarded
    QString thinking {};                                         ///< Begun, Thinking, Discarded
    QString reason {};                                           ///< Waiting
    qint64 untilMs = 0;                                          ///< Waiting: wall time; 0 = unknown
    qint64 sinceMs = 0;                                          ///< Begun: when it was asked, wall time
    store::MessageState state = store::MessageState::Streaming;  ///< Ended
    std::optional<Error> error {};
    Usage usage {};
    std::optional<Money> cost {};
    std::optional<ExpansionForecast> forecast {};
    SpecId spec {};
    int version = 0;
};
QString toKey(ChatNotice::Kind kind);
std::optional<ChatNotice::Kind> chatNoticeKindFromKey(const QString &key);
Json toJson(const ChatNotice &notice);
/// Nothing for a kind that this program does not know.
std::optional<ChatNotice> chatNoticeFromJson(const Json &json);

}  // namespace bw::engine
