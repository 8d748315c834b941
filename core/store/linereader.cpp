// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/linereader.h"

#include "store/logtext.h"
#include "store/statement.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

QString LineReader::select()
{
    return u"SELECT l.id, l.event_seq, l.offset, l.length, l.level, l.source, l.feature, e.id, e.type, e.time_ms,"
           " CAST(e.payload AS BLOB), (SELECT g.build FROM event_logs g WHERE g.no = l.id >> 32)"
           " FROM log_lines l JOIN events e ON e.id = ((l.id >> 32) << 32) | l.event_seq "_s;
}

QString LineReader::text(const Statement &row)
{
    if (row.integer(7) != m_event) {
        m_event = row.integer(7);
        m_text.clear();
        const auto type = eventTypeFromKey(row.text(8));
        if (auto spoken = type ? logTextOf(*type, payloadFromBytes(row.bytes(10))) : std::nullopt)
            m_text = std::move(spoken->text);
    }
    return cutLine(m_text, {row.integer(2), row.integer(3)});
}

LogLine LineReader::line(const Statement &row)
{
    LogLine line;
    line.n = numberOfKey(row.integer(0));
    line.eventSeq = row.integer(1);
    line.timeMs = row.integer(9);
    line.level = static_cast<LogLevel>(row.integer(4));
    line.source = row.text(5);
    line.feature = row.text(6);
    line.build.value = row.text(11);
    line.text = text(row);
    return line;
}

}  // namespace bw::store
