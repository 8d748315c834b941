// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace bw::sandbox
{

/// One frame of a Connect stream: flags (1 byte), length (4 bytes, big endian), payload.
struct Envelope {
    static constexpr quint8 compressed = 0x01;
    static constexpr quint8 endOfStream = 0x02;
    quint8 flags = 0;
    QByteArray payload;
};

/// Cuts a byte stream into envelopes, wherever the bytes were split. Pure. Source: Connect protocol, streaming RPCs.
class EnvelopeParser
{
public:
    static constexpr qsizetype maxPayload = 64 << 20;

    /// Hands every finished envelope to `sink`; an error of the sink ends the parse and is returned.
    /// Errors: TooLarge (announced length over 64 MiB), ProtocolError (compressed, unknown flags, bytes after the end).
    Status feed(QByteArrayView bytes, const std::function<Status(const Envelope &)> &sink);
    /// True when no envelope is half read.
    [[nodiscard]] bool atBorder() const { return m_buffer.isEmpty(); }
    /// True after the envelope with the end flag.
    [[nodiscard]] bool ended() const { return m_ended; }

    static QByteArray encode(QByteArrayView payload, quint8 flags = 0);

private:
    QByteArray m_buffer;
    bool m_ended = false;
};

}  // namespace bw::sandbox
