// SPDX-License-Identifier: GPL-3.0-or-later
#include "multipartparser.h"

#include "httprequest.h"

namespace bw::sandboxd
{

namespace
{
constexpr size_t longestHead = 16 << 10;
constexpr std::string_view endOfHead = "\r\n\r\n";
}  // namespace

MultipartParser::MultipartParser(const std::string &boundary, PartSink onPart, DataSink onData)
    : m_delimiter("\r\n--" + boundary)
    , m_onPart(std::move(onPart))
    , m_onData(std::move(onData))
    , m_waiting("\r\n")  // the first delimiter may stand at the very beginning
{
}

bool MultipartParser::feed(std::string_view bytes)
{
    if (m_state == State::After)
        return true;  // what follows the end means nothing
    m_waiting.append(bytes);
    for (bool moved = true; moved;) {
        if (!step(moved))
            return false;
    }
    return true;
}

bool MultipartParser::step(bool &moved)
{
    moved = false;
    if (m_state == State::Before || m_state == State::Data) {
        const State before = m_state;
        takeData();
        moved = m_state != before;
        return true;
    }
    if (m_state == State::Delimiter) {
        if (m_waiting.size() < 2)
            return true;
        moved = true;
        if (m_waiting.starts_with("--")) {
            m_state = State::After;
            m_waiting.clear();
            moved = false;
            return true;
        }
        if (!m_waiting.starts_with("\r\n"))
            return false;
        m_state = State::Head;  // the line's end stays: a part without a head begins with two of them
        return true;
    }
    if (m_state == State::Head) {
        const size_t end = m_waiting.find(endOfHead);
        if (end == std::string::npos)
            return m_waiting.size() <= longestHead;
        moved = takeHead(std::string_view(m_waiting).substr(0, end));
        m_waiting.erase(0, end + endOfHead.size());
        m_state = State::Data;
        return moved;
    }
    return true;
}

void MultipartParser::takeData()
{
    const size_t end = m_waiting.find(m_delimiter);
    // The last bytes may be the beginning of a delimiter.
    const size_t kept = m_delimiter.size() - 1;
    const size_t sure = end != std::string::npos ? end : m_waiting.size() - std::min(m_waiting.size(), kept);
    if (m_state == State::Data && sure > 0)
        m_onData(std::string_view(m_waiting).substr(0, sure));
    m_waiting.erase(0, end == std::string::npos ? sure : end + m_delimiter.size());
    if (end != std::string::npos)
        m_state = State::Delimiter;
}

bool MultipartParser::takeHead(std::string_view head)
{
    // Its lines are those of a request's head; only what they are about differs.
    std::string text = "POST / HTTP/1.1";
    text += head;
    const auto fields = HttpRequest::parse(text);
    const std::string about = fields ? fields->header("Content-Disposition") : std::string();
    if (!about.starts_with("form-data"))
        return false;
    m_onPart({headerParameter(about, "name"), headerParameter(about, "filename")});
    return true;
}

}  // namespace bw::sandboxd
