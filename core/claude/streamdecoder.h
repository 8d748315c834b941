// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "claude/blockbuilder.h"
#include "claude/model.h"
#include "claude/rawjson.h"
#include "net/sseparser.h"

#include <map>

namespace bw::claude
{

/// Turns the events of one streamed answer into a Turn (claude-api reference §2). Unknown events, deltas and members
/// are ignored, unknown blocks kept. Dispatches on data.type, so events without a name are fine.
class StreamDecoder
{
public:
    /// service, requestId: for errors and the turn.
    StreamDecoder(TurnObserver &observer, QString service, QString requestId);

    /// Errors: those of the stream's `error` event; ProtocolError for broken JSON or a second message_start.
    Status take(const net::SseEvent &event);
    /// True once message_stop was seen; later events are ignored.
    [[nodiscard]] bool complete() const { return m_complete; }
    /// True once the observer was told of any content.
    [[nodiscard]] bool shown() const { return m_shown; }
    /// Error: StreamBroken when message_stop never came, ProtocolError.
    Result<Turn> finish();

private:
    Status start(QByteArrayView event);
    Status startBlock(QByteArrayView event);
    Status applyDelta(rawjson::Walker &walker);
    Status messageDelta(QByteArrayView event);
    Status addUsage(QByteArrayView raw);
    [[nodiscard]] Error broken(const QString &why) const;

    TurnObserver &m_observer;
    QString m_service;
    Turn m_turn;
    Json m_usage = Json::object();
    std::map<qint64, BlockBuilder> m_blocks;
    bool m_started = false;
    bool m_complete = false;
    bool m_shown = false;
};

/// The `usage` object of an answer (members may be missing or null; known is false when there is no count at all).
Usage usageFromApi(const Json &usage);

}  // namespace bw::claude
