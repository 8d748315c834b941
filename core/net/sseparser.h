// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace bw::net
{

/// One server-sent event. The views live only during the call that delivers them.
struct SseEvent {
    QByteArrayView name;  ///< empty when the server sent none
    QByteArrayView data;  ///< data lines joined by LF
};

/// Byte-level parser of text/event-stream (WHATWG HTML, "server-sent events"): LF, CRLF and CR, a BOM, comments, data
/// of several lines, pieces split anywhere. `id` and `retry` are ignored. Pure; one stream an object.
/// Errors: TooLarge (a line above 1 MiB, an event above 8 MiB), and whatever the sink returns, which ends the feed.
class SseParser
{
public:
    using Sink = std::function<Status(const SseEvent &)>;

    Status feed(QByteArrayView bytes, const Sink &sink);
    /// At the end of the stream: delivers an event whose last blank line is missing.
    Status finish(const Sink &sink);

    static constexpr qsizetype maxLine = 1 << 20;
    static constexpr qsizetype maxEvent = 8 << 20;

private:
    Status takeLine(QByteArrayView line, const Sink &sink);
    Status addData(QByteArrayView value);
    Status dispatch(const Sink &sink);
    void keepViews();

    QByteArray m_line;  // begun in an earlier piece
    QByteArray m_name;
    QByteArray m_data;          // owned data: several lines, or begun in an earlier piece
    QByteArrayView m_dataView;  // a single data line that still lies in the piece being fed
    QByteArrayView m_nameView;
    bool m_hasData = false;
    bool m_ownsData = false;
    bool m_skipLf = false;  // the last piece ended with CR
    int m_bomSeen = 0;      // bytes of the BOM recognised at the very start; -1 = start is over
};

}  // namespace bw::net
