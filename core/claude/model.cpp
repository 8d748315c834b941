// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/model.h"

#include <array>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

struct Key {
    StopReason reason;
    QLatin1StringView key;
};
constexpr std::array<Key, 9> keys {{
    {StopReason::EndTurn, "end_turn"_L1},
    {StopReason::ToolUse, "tool_use"_L1},
    {StopReason::MaxTokens, "max_tokens"_L1},
    {StopReason::StopSequence, "stop_sequence"_L1},
    {StopReason::PauseTurn, "pause_turn"_L1},
    {StopReason::Refusal, "refusal"_L1},
    {StopReason::ContextWindowExceeded, "model_context_window_exceeded"_L1},
    {StopReason::Compaction, "compaction"_L1},
    {StopReason::Unknown, "unknown"_L1},
}};

}  // namespace

QString toKey(StopReason reason)
{
    for (const Key &k : keys) {
        if (k.reason == reason)
            return k.key;
    }
    return u"unknown"_s;
}

StopReason stopReasonFromKey(const QString &key)
{
    for (const Key &k : keys) {
        if (key == k.key)
            return k.reason;
    }
    return StopReason::Unknown;
}

}  // namespace bw::claude
