// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sseparser.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace bw::net
{

namespace
{

constexpr QByteArrayView bom("\xEF\xBB\xBF", 3);

std::unexpected<Error> tooLong(const QString &what, qsizetype limit)
{
    return fail(ErrorCode::TooLarge, u"event stream: "_s + what,
                {{u"what"_s, what}, {u"limit"_s, QString::number(limit)}});
}

/// Length of the first line without its end, or -1. `mayHoldCr`: whether there is a CR at all in [begin, end).
qsizetype lineLength(const char *begin, const char *end, bool mayHoldCr)
{
    const auto size = static_cast<size_t>(end - begin);
    const auto *lf = static_cast<const char *>(std::memchr(begin, '\n', size));
    if (mayHoldCr) {
        const auto upTo = lf ? static_cast<size_t>(lf - begin) : size;
        if (const auto *cr = static_cast<const char *>(std::memchr(begin, '\r', upTo)))
            return cr - begin;
    }
    return lf ? lf - begin : -1;
}

}  // namespace

Status SseParser::feed(QByteArrayView bytes, const Sink &sink)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (m_bomSeen >= 0 && at != end) {
        if (*at != bom[m_bomSeen]) {
            // Not a BOM after all: what looked like one is the beginning of the first line.
            m_line.append(bom.first(m_bomSeen));
            m_bomSeen = -1;
        } else {
            ++at;
            m_bomSeen = m_bomSeen == 2 ? -1 : m_bomSeen + 1;
        }
    }
    // JSON never holds a raw CR, so one look at the whole piece spares one at every line.
    const bool hasCr = at != end && std::memchr(at, '\r', static_cast<size_t>(end - at)) != nullptr;
    while (at != end) {
        if (m_skipLf) {
            m_skipLf = false;
            if (*at == '\n') {
                ++at;
                continue;
            }
        }
        const qsizetype length = lineLength(at, end, hasCr);
        const qsizetype whole = m_line.size() + (length < 0 ? end - at : length);
        if (whole > maxLine)
            return tooLong(u"line"_s, maxLine);
        if (length < 0) {
            m_line.append(at, end - at);
            break;
        }
        m_skipLf = at[length] == '\r';
        const QByteArrayView piece(at, length);
        at += length + 1;
        if (m_line.isEmpty()) {
            if (auto taken = takeLine(piece, sink); !taken)
                return taken;
        } else {
            m_line.append(piece);
            keepViews();
            const QByteArray line = std::exchange(m_line, {});
            auto taken = takeLine(line, sink);
            keepViews();  // views into `line` end here
            if (!taken)
                return taken;
        }
    }
    keepViews();
    return {};
}

Status SseParser::finish(const Sink &sink)
{
    if (!m_line.isEmpty()) {
        const QByteArray line = std::exchange(m_line, {});
        auto taken = takeLine(line, sink);
        keepViews();
        if (!taken)
            return taken;
    }
    return dispatch(sink);
}

Status SseParser::takeLine(QByteArrayView line, const Sink &sink)
{
    if (line.isEmpty())
        return dispatch(sink);
    const auto *colon = static_cast<const char *>(std::memchr(line.data(), ':', static_cast<size_t>(line.size())));
    const QByteArrayView field = colon ? line.first(colon - line.data()) : line;
    if (field != "data" && field != "event")
        return {};  // comments have an empty field
    QByteArrayView value = colon ? line.sliced(colon - line.data() + 1) : QByteArrayView();
    if (!value.isEmpty() && value.front() == ' ')
        value = value.sliced(1);
    if (field == "data")
        return addData(value);
    m_nameView = value;
    m_name.clear();
    return {};
}

Status SseParser::addData(QByteArrayView value)
{
    if (!m_hasData) {
        m_hasData = true;
        m_ownsData = false;
        m_dataView = value;
        return {};
    }
    if (!m_ownsData) {
        m_data = m_dataView.toByteArray();
        m_ownsData = true;
    }
    if (m_data.size() + value.size() + 1 > maxEvent)
        return tooLong(u"event"_s, maxEvent);
    m_data.append('\n').append(value);
    return {};
}

Status SseParser::dispatch(const Sink &sink)
{
    const QByteArrayView name = m_nameView.isEmpty() ? QByteArrayView(m_name) : m_nameView;
    const QByteArrayView data = m_ownsData ? QByteArrayView(m_data) : m_dataView;
    Status result;
    if (m_hasData || !name.isEmpty())
        result = sink({name, data});
    if (m_ownsData)
        m_data.clear();
    if (!m_name.isEmpty())
        m_name.clear();
    m_nameView = {};
    m_dataView = {};
    m_hasData = m_ownsData = false;
    return result;
}

void SseParser::keepViews()
{
    if (!m_nameView.isEmpty()) {
        m_name = m_nameView.toByteArray();
        m_nameView = {};
    }
    if (m_hasData && !m_ownsData) {
        m_data = m_dataView.toByteArray();
        m_dataView = {};
        m_ownsData = true;
    }
}

}  // namespace bw::net
