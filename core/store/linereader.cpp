// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/linereader.h"

#include "store/logtext.h"
#include "store/statement.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

QString LineReader::selectText()
{
    return u"SELECT l.id, l.offset, l.length, e.id, e.type, CAST(e.payload AS BLOB)"_s + from();
}

QString LineReader::select()
{
    return u"SELECT l.id, l.offset, l.length, e.id, e.type, CAST(e.payload AS BLOB), l.event_seq, l.level, l.source,"
           " l.feature, e.time_ms, (SELECT g.build FROM event_logs g WHERE g.no = l.id >> 32)"_s
        + from();
}

QString LineReader::from()
{
    return u" FROM log_lines l JOIN events e ON e.id = ((l.id >> 32) << 32) | l.event_seq "_s;
}

QString LineReader::text(const Statement &row)
{
    if (row.integer(3) != m_event) {
        m_event = row.integer(3);
        m_text.clear();
        const auto type = eventTypeFromKey(row.text(4));
        if (auto spoken = type ? logTextOf(*type, payloadFromBytes(row.bytes(5))) : std::nullopt)
            m_text = std::move(spoken->text);
    }
    return cutLine(m_text, {row.integer(1), row.integer(2)});
}

LogLine LineReader::line(const Statement &row)
{
    LogLine line;
    line.n = numberOfKey(row.integer(0));
    line.eventSeq = row.integer(6);
    line.timeMs = row.integer(10);
    line.level = static_cast<LogLevel>(row.integer(7));
    line.source = row.text(8);
    line.feature = row.text(9);
    line.build.value = row.text(11);
    line.text = text(row);
    return line;
}

}  // namespace bw::store
