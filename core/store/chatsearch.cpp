// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chatsearch.h"

#include "store/chatrow.h"
#include "store/searchquery.h"

#include <QStringList>

#include <algorithm>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

QStringList wordsOf(const QString &typed)
{
    QString plain = typed;
    plain.replace(u'"', u' ');
    return plain.simplified().split(u' ', Qt::SkipEmptyParts);
}

bool holdsAll(const QString &text, const QStringList &words)
{
    return !words.isEmpty()
        && std::ranges::all_of(words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

ChatHit titleHit(const Statement &row)
{
    ChatHit hit;
    hit.chat.value = row.text(0);
    hit.title = row.text(1);
    hit.timeMs = row.integer(2);
    return hit;
}

}  // namespace

QString excerptAround(const QString &text, const QString &typed, qsizetype length)
{
    const QString line = text.simplified();
    qsizetype at = -1;
    for (const QString &word : wordsOf(typed)) {
        const qsizetype found = line.indexOf(word, 0, Qt::CaseInsensitive);
        if (found >= 0 && (at < 0 || found < at))
            at = found;
    }
    if (line.size() <= length)
        return line;
    qsizetype from = std::clamp<qsizetype>(at - length / 3, 0, line.size() - length);
    if (from > 0)
        from = std::min(line.indexOf(u' ', from) + 1, std::max<qsizetype>(at, 0));
    const qsizetype end = std::min(line.size(), from + length);
    return (from > 0 ? u"…"_s : QString()) + line.sliced(from, end - from).trimmed()
        + (end < line.size() ? u"…"_s : QString());
}

Result<QList<ChatHit>> searchChats(Database &database, const QString &typed, int limit, int offset)
{
    const QString match = matchExpression(typed);
    if (match.isEmpty())
        return QList<ChatHit> {};
    const QStringList words = wordsOf(typed);
    // Titles are few and short: they need no index.
    auto titles = readPage<ChatHit>(
        database, u"SELECT id, title, updated_ms FROM chats WHERE deleted_ms = 0 ORDER BY updated_ms DESC"_s, {},
        titleHit);
    if (!titles)
        return titles;
    titles->removeIf([&](const ChatHit &hit) { return !holdsAll(hit.title, words); });
    for (ChatHit &hit : *titles)
        hit.excerpt = hit.title;
    const qsizetype named = titles->size();
    QList<ChatHit> hits = titles->mid(std::min<qsizetype>(offset, named), limit);
    const qint64 left = limit - hits.size();
    if (left <= 0)
        return hits;
    auto found = readPage<ChatHit>(
        database,
        u"SELECT m.chat, c.title, m.created_ms, m.seq, m.role, m.text FROM chat_index i JOIN chat_messages m"
        " ON m.no = i.rowid JOIN chats c ON c.id = m.chat WHERE chat_index MATCH ? AND c.deleted_ms = 0"
        " ORDER BY i.rowid DESC LIMIT ? OFFSET ?"_s,
        {match, left, std::max<qint64>(0, offset - named)}, [&](const Statement &row) {
            ChatHit hit = titleHit(row);
            hit.seq = row.integer(3);
            hit.role = messageRoleFromKey(row.text(4)).value_or(MessageRole::User);
            hit.excerpt = excerptAround(row.text(5), typed);
            return hit;
        });
    if (!found)
        return found;
    return hits + *found;
}

}  // namespace bw::store
