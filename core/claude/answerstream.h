// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/streamdecoder.h"
#include "net/httptransport.h"
#include "net/sseparser.h"

#include <optional>

namespace bw::claude
{

/// Takes one streamed answer from the transport: bytes to events to a turn.
class AnswerStream final : public net::StreamHandler
{
public:
    AnswerStream(TurnObserver &observer, QString service)
        : m_observer(observer)
        , m_service(std::move(service))
    {
    }

    /// Error answers are left to the transport, which returns their body whole.
    bool onHead(const net::HttpResponse &head) override;
    Status onData(QByteArrayView bytes) override;

    /// True once a 200 has come.
    [[nodiscard]] bool accepted() const { return m_decoder.has_value(); }
    [[nodiscard]] bool shown() const { return m_decoder && m_decoder->shown(); }
    [[nodiscard]] const QString &requestId() const { return m_requestId; }
    /// Ends the stream; only after accepted().
    Result<Turn> finish();

private:
    TurnObserver &m_observer;
    QString m_service;
    QString m_requestId;
    net::SseParser m_parser;
    std::optional<StreamDecoder> m_decoder;
    std::optional<Error> m_error;
};

}  // namespace bw::claude
