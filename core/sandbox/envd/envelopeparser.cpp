// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envelopeparser.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{
constexpr qsizetype headSize = 5;

std::unexpected<Error> wrong(const QString &why)
{
    return fail(ErrorCode::ProtocolError, why, {{u"host"_s, u"sandbox"_s}, {u"why"_s, why}});
}
}  // namespace

Status EnvelopeParser::feed(QByteArrayView bytes, const std::function<Status(const Envelope &)> &sink)
{
    m_buffer.append(bytes);
    qsizetype at = 0;
    Status status;
    while (status && m_buffer.size() - at >= headSize) {
        const auto flags = static_cast<quint8>(m_buffer.at(at));
        const auto length = qFromBigEndian<quint32>(m_buffer.constData() + at + 1);
        if (m_ended)
            return wrong(u"bytes after the end of the stream"_s);
        if ((flags & ~Envelope::endOfStream) != 0)
            return wrong(u"envelope with flags %1"_s.arg(flags));
        if (length > maxPayload)
            return fail(ErrorCode::TooLarge, u"envelope of %1 bytes"_s.arg(length),
                        {{u"what"_s, u"envelope"_s}, {u"limit"_s, QString::number(maxPayload)}});
        if (m_buffer.size() - at - headSize < static_cast<qsizetype>(length))
            break;
        m_ended = (flags & Envelope::endOfStream) != 0;
        status = sink({flags, m_buffer.sliced(at + headSize, static_cast<qsizetype>(length))});
        at += headSize + static_cast<qsizetype>(length);
    }
    m_buffer.remove(0, at);
    if (status && m_ended && !m_buffer.isEmpty())
        return wrong(u"bytes after the end of the stream"_s);
    return status;
}

QByteArray EnvelopeParser::encode(QByteArrayView payload, quint8 flags)
{
    QByteArray bytes(headSize, Qt::Uninitialized);
    bytes[0] = static_cast<char>(flags);
    qToBigEndian(static_cast<quint32>(payload.size()), bytes.data() + 1);
    return bytes.append(payload);
}

}  // namespace bw::sandbox
