// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bw::sandboxd
{

/// Takes a multipart/form-data body apart (RFC 7578) as it comes, with bounded memory. One thread.
class MultipartParser
{
public:
    struct Part {
        std::string name;
        std::string fileName;
    };
    using PartSink = std::function<void(const Part &)>;
    using DataSink = std::function<void(std::string_view)>;

    MultipartParser(const std::string &boundary, PartSink onPart, DataSink onData);
    /// False: this is no such body; nothing more may be fed.
    bool feed(std::string_view bytes);
    /// The closing delimiter was seen.
    [[nodiscard]] bool ended() const { return m_state == State::After; }

private:
    enum class State { Before, Data, Delimiter, Head, After };
    bool step(bool &moved);
    void takeData();
    bool takeHead(std::string_view head);

    std::string m_delimiter;  ///< CR LF and two dashes included
    PartSink m_onPart;
    DataSink m_onData;
    State m_state = State::Before;
    std::string m_waiting;
};

}  // namespace bw::sandboxd
