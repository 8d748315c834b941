// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"
#include "store/storedevent.h"

#include <string>
#include <vector>

namespace bw::store
{

/// What an event gives to the log: a text, cut into lines.
struct LogText {
    std::string text;  ///< UTF-8
    LogLevel level = LogLevel::Info;
    QString source;
};
/// Nothing for events that do not speak in the log. Depends on type and payload alone: lines refer to it by offset.
std::optional<LogText> logTextOf(EventType type, const Json &payload);

struct LineSpan {
    qint64 offset = 0, length = 0;  ///< bytes, without the line end
};
/// Lines end with LF or CRLF; a last one without an end is a line too.
std::vector<LineSpan> lineSpans(const std::string &text);
/// Cuts a line out; what lies outside the text is left out.
QString cutLine(const std::string &text, const LineSpan &span);

}  // namespace bw::store
