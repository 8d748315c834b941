// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/answerstream.h"

namespace bw::claude
{

bool AnswerStream::onHead(const net::HttpResponse &head)
{
    if (head.status != 200)
        return false;
    m_requestId = QString::fromLatin1(head.header("request-id"));
    m_decoder.emplace(m_observer, m_service, m_requestId);
    return true;
}

Status AnswerStream::onData(QByteArrayView bytes)
{
    if (m_decoder->complete())
        return {};
    auto fed = m_parser.feed(bytes, [this](const net::SseEvent &event) { return m_decoder->take(event); });
    if (!fed)
        m_error = fed.error();
    return fed;
}

Result<Turn> AnswerStream::finish()
{
    if (m_error)
        return fail(*m_error);
    if (!m_decoder->complete()) {
        // A last event whose blank line is missing counts if it is whole: broken JSON is refused like any other.
        auto ended = m_parser.finish([this](const net::SseEvent &event) { return m_decoder->take(event); });
        if (!ended && ended.error().code != ErrorCode::ProtocolError)
            return fail(ended.error());
    }
    return m_decoder->finish();
}

}  // namespace bw::claude
