// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/usage.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>
#include <stop_token>

namespace bw::claude
{

enum class StopReason {
    EndTurn,
    ToolUse,
    MaxTokens,
    StopSequence,
    PauseTurn,
    Refusal,
    ContextWindowExceeded,
    Compaction,
    Unknown,
};
QString toKey(StopReason reason);
StopReason stopReasonFromKey(const QString &key);

/// A content block of an answer. `raw` is what goes back to the API: the start block and the deltas spliced, never
/// re-serialised. The other members are decoded views for the known types.
struct ContentBlock {
    QString type;  ///< "text", "thinking", "tool_use", … ; open list
    QByteArray raw;
    QString text;  ///< text and thinking
    QString toolUseId;
    QString toolName;
    QByteArray toolInput;        ///< JSON text of the input as it came; "{}" when nothing was sent
    bool toolInputValid = true;  ///< false: not complete JSON
};

struct Turn {
    QByteArray contentJson;  ///< the content array, byte for byte as it must be resent
    QList<ContentBlock> blocks;
    StopReason stopReason = StopReason::EndTurn;
    QString stopReasonKey;  ///< as sent
    QString stopDetail;     ///< of a refusal
    Usage usage;
    QString model;  ///< that answered (of a recording: the model it stands for)
    QString messageId;
    QString requestId;
    qint64 clearedTokens = 0;  ///< of old tool results that the service left out of its view for this answer
};

struct ModelRequest {
    QString model;
    int maxTokens = 32'000;
    QByteArray systemJson;       ///< JSON array of text blocks, built once per conversation
    QByteArray toolsJson;        ///< JSON array, built once per conversation; empty = none
    QList<QByteArray> messages;  ///< JSON objects {"role","content"}; append-only within a conversation
    QString effort;              ///< "", low … max
    QString purpose;             ///< "plan", "code:<feature id>", "verify:<feature id>", "description", "spec": for
                                 ///< budget events and logs; a recording finds its conversation by it
    /// Input tokens above which the service leaves old tool results out of its view. 0 = never. Only sent where
    /// ModelInfo::clearsToolResults.
    qint64 clearAbove = 0;
    /// Instructions for a summary of the conversation, which is asked for in place of an answer; empty = an answer.
    /// Unsupported unless ModelInfo::summarizes.
    QString summarize;
};

/// Watches an answer while it streams. Called on the calling thread.
class TurnObserver
{
public:
    virtual ~TurnObserver() = default;
    virtual void onText(const QString &) { }
    virtual void onThinking(const QString &) { }
    virtual void onToolUse(const QString & /*name*/) { }
    /// A try failed and another follows after the wait: attempt counts from 1.
    virtual void onRetry(const Error &, int /*attempt*/, std::chrono::milliseconds /*wait*/) { }
    /// What was streamed so far of this turn is void.
    virtual void onDiscarded() { }
};

struct ModelInfo {
    QString id;
    QString displayName;
    qint64 contextWindow = 200'000;  ///< tokens
    int maxOutput = 32'000;          ///< tokens
    bool clearsToolResults = false;  ///< the service can leave old tool results out (claude-api reference §5.4)
    bool summarizes = false;         ///< the service can put a summary in place of a conversation (§5.5)
};

/// What is left of a budget. Nothing = no ceiling of that kind.
struct BudgetRest {
    std::optional<Money> usd;
    std::optional<qint64> tokens;
};

/// Something that answers. Blocking, stoppable; one call at a time per conversation, several conversations side by
/// side.
class Model
{
public:
    virtual ~Model() = default;
    virtual Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) = 0;
    /// Input tokens of a request, never less than the truth (count_tokens, or an upper bound from its bytes).
    virtual Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) = 0;
    virtual Result<ModelInfo> info(const QString &model, std::stop_token stop) = 0;
    /// True for a recording: everything shown says "Demonstration".
    [[nodiscard]] virtual bool isDemonstration() const { return false; }
    /// False when a conversation of this purpose would get no answer: a recording that has no turns for it.
    [[nodiscard]] virtual bool hasTurnsFor(const QString & /*purpose*/) const { return true; }
    /// What may still be spent through this model, reservations of calls under way counted as spent.
    [[nodiscard]] virtual BudgetRest rest() const { return {}; }
};

}  // namespace bw::claude
