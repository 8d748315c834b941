// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/expansionforecast.h"
#include "spec/appdescription.h"
#include "store/chatrecords.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// Where a chat is.
enum class ChatStage {
    Talking,    ///< no description yet, or only one that was not expanded
    Expanding,  ///< the specification is being written
    Reviewing,  ///< a specification is there, whole or in part
};
QString toKey(ChatStage stage);

/// How full the model's window is.
struct ContextMeter {
    qint64 used = 0;     ///< tokens of the branch that is shown
    qint64 window = 0;   ///< of the model; 0 = unknown
    bool exact = false;  ///< counted by the service; false: estimated from the text
    friend bool operator==(const ContextMeter &, const ContextMeter &) = default;
};

/// For what the specification is, or will be, made.
struct SpecTarget {
    Tier tier = Tier::Standard;
    int features = 0;
    bool chosen = false;  ///< by a person
    friend bool operator==(const SpecTarget &, const SpecTarget &) = default;
};

/// Everything that a screen shows of a chat at one moment. A value.
struct ChatView {
    store::Chat chat;
    QList<store::ChatMessage> branch;  ///< that is shown, oldest first
    QList<store::ChatMessage> queued;
    QList<store::ChatMessage> specs;        ///< oldest first
    QHash<qint64, QList<qint64>> versions;  ///< of messages that have more than one: seqs of all of them
    ChatStage stage = ChatStage::Talking;
    ContextMeter context;
    store::ChatSum sum;
    std::optional<spec::AppDescription> description;  ///< the newest of the branch
    qint64 describedIn = 0;                           ///< seq of the answer that holds it
    std::optional<SpecTarget> guess;                  ///< the model's own, with its reason in `description`
    std::optional<SpecTarget> target;                 ///< that counts: the person's choice, else the guess
    /// The newest specification was made for something else than `target`, or from an older description.
    bool specOutdated = false;
    std::optional<ExpansionForecast> forecast;  ///< of writing it (again) now
    /// What can be said to a recording now; empty with every other model.
    QStringList replies;
    QList<store::ChatAttachment> draftAttachments;
};

/// By which a description is known again: SHA-256 of its text, hex.
QString descriptionHash(const QString &description);

/// How many answers of a branch go back to the model: a recording finds its place by that.
qsizetype answersIn(const QList<store::ChatMessage> &branch);

/// Reads it. Works beside an owner, without key and network. Blocks on the disk. Errors: NotFound, those of the disk.
Result<ChatView> viewChat(store::Database &database, const ChatId &chat);

}  // namespace bw::engine
