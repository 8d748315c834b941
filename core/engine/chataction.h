// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"
#include "model/buildstate.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace bw::engine
{

/// What a person does in a chat. A value, so that it can go through the control socket as it is.
struct ChatAction {
    enum class Kind {
        Send,        ///< text, with the attachments of the draft; queued while an answer streams
        Edit,        ///< the person's message `seq` again, with another text: a new version of it, which is answered
        Retry,       ///< another answer to the same message: a new version of the newest answer
        Stop,        ///< ends what streams; what came is kept
        Expand,      ///< writes the specification from the newest description (again)
        Choose,      ///< tier and features for the specification; both empty = the model's guess. Sends nothing
        KeepSpec,    ///< the specification that the message `seq` wrote and that a person merged with the one of the
                     ///< library: `text` becomes the next version there, on top of `version`
        Show,        ///< the branch that goes through the message `seq`
        Fork,        ///< a new chat with everything up to the message `seq` (0 = the newest)
        SendQueued,  ///< queued messages, when no answer came that would have led to them
        Unqueue,     ///< takes the queued message `seq` away
        EditQueued,  ///< it says `text` now
        Draft,       ///< what is being written: text
        Rename,      ///< text; empty = made from the first message again
        Pin,
        Unpin,
        Archive,
        Unarchive,
        Delete,  ///< out of all lists; can be taken back for 30 days
        Undelete,
        Set,  ///< model, effort, tokens, project: those that are given
    };
    Kind kind = Kind::Send;
    QString text {};
    qint64 seq = 0;
    std::optional<Tier> tier {};
    int features = 0;
    int version = 0;
    std::optional<QString> model {}, effort {}, project {};
    std::optional<int> tokens {};
    friend bool operator==(const ChatAction &, const ChatAction &) = default;
};
QString toKey(ChatAction::Kind kind);
std::optional<ChatAction::Kind> chatActionKindFromKey(const QString &key);
Json toJson(const ChatAction &action);
/// Error: InvalidArgument.
Result<ChatAction> chatActionFromJson(const Json &json);

/// A chat that begins.
struct NewChat {
    QString title;      ///< empty = made from the first message
    QString model;      ///< as `build --model`; empty = setting build.model, else the default
    QString effort;     ///< empty = setting build.effort
    int tokens = 0;     ///< limit of one answer; 0 = as many as fit
    ProjectId project;  ///< empty = none
    friend bool operator==(const NewChat &, const NewChat &) = default;
};
Json toJson(const NewChat &chat);
Result<NewChat> newChatFromJson(const Json &json);

/// What an action led to.
struct ChatOutcome {
    ChatId chat;     ///< another one for Fork
    qint64 seq = 0;  ///< of the message that was sent, queued, or is being written; 0 = none
    bool queued = false;
    friend bool operator==(const ChatOutcome &, const ChatOutcome &) = default;
};
Json toJson(const ChatOutcome &outcome);
ChatOutcome chatOutcomeFromJson(const Json &json);

}  // namespace bw::engine
