// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/bodytracker.h"

#include <algorithm>

namespace bw::sandbox
{

namespace
{

std::optional<qint64> number(const QByteArray &text, int base)
{
    const auto digit = [base](char c) {
        return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    bool good = false;
    const qint64 value = text.toLongLong(&good, base);
    return good && std::ranges::all_of(text, digit) ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<BodyTracker> BodyTracker::forRequest(const HttpHead &head)
{
    BodyTracker tracker;
    const bool sized = head.has("Content-Length");
    if (head.has("Transfer-Encoding")) {
        const auto coding = head.single("Transfer-Encoding");
        if (sized || !coding || coding->toLower() != "chunked" || !head.startLine.endsWith("HTTP/1.1"))
            return std::nullopt;
        tracker.m_state = State::Size;
    } else if (sized) {
        const auto text = head.single("Content-Length");
        const auto length = text ? number(*text, 10) : std::nullopt;
        if (!length)
            return std::nullopt;
        tracker.m_left = *length;
        tracker.m_state = *length > 0 ? State::Sized : State::Done;
    }
    return tracker;
}

qsizetype BodyTracker::take(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_state != State::Done) {
        if (m_state == State::Sized || m_state == State::Data) {
            const auto step = std::min<qint64>(m_left, bytes.size() - at);
            at += step;
            m_left -= step;
            if (m_left == 0)
                m_state = m_state == State::Sized ? State::Done : State::DataEnd;
            continue;
        }
        m_line.append(bytes.at(at++));
        if (m_line.size() > (4 << 10) || (m_line.endsWith('\n') && !takeLine()))
            return -1;
    }
    return at;
}

/// A whole line of the chunked framing stands in m_line.
bool BodyTracker::takeLine()
{
    if (!m_line.endsWith("\r\n"))
        return false;
    const QByteArray line = m_line.chopped(2);
    m_line.clear();
    if (m_state == State::DataEnd) {
        m_state = State::Size;
        return line.isEmpty();
    }
    if (m_state == State::Trailer) {
        m_state = line.isEmpty() ? State::Done : State::Trailer;
        return true;
    }
    const auto size = number(line.split(';').first().trimmed(), 16);
    if (!size)
        return false;
    m_left = *size;
    m_state = *size > 0 ? State::Data : State::Trailer;
    return true;
}

}  // namespace bw::sandbox
