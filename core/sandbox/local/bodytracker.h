// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/local/httphead.h"

#include <optional>

namespace bw::sandbox
{

/// Finds where the body of a request ends, so that nothing else rides on its connection. Bytes are not changed.
class BodyTracker final
{
public:
    /// Nothing when the framing is missing, doubled, unknown or contradictory (the ways of request smuggling).
    static std::optional<BodyTracker> forRequest(const HttpHead &head);

    /// How many of the bytes still belong to the body; -1 = malformed chunks.
    qsizetype take(QByteArrayView bytes);
    [[nodiscard]] bool finished() const { return m_state == State::Done; }

private:
    enum class State { Sized, Size, Data, DataEnd, Trailer, Done };
    bool takeLine();
    State m_state = State::Done;
    qint64 m_left = 0;
    QByteArray m_line;
};

}  // namespace bw::sandbox
