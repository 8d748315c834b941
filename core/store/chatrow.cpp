// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chatrow.h"

#include "base/json.h"
#include "base/redactor.h"

#include <QHash>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

std::optional<Error> errorOf(const QString &column)
{
    const auto json = column.isEmpty() ? Result<Json>(Json()) : parseJson(column.toUtf8());
    const auto code = json ? errorCodeFromKey(jsonString(*json, "code")) : std::nullopt;
    if (!code)
        return std::nullopt;
    Error error {*code, jsonString(*json, "detail"), {}, std::nullopt};
    const auto args = json->find("args");
    if (args != json->end() && args->is_object()) {
        for (const auto &[key, value] : args->items())
            if (value.is_string())
                error.args.insert(toQString(key), toQString(value.get<std::string>()));
    }
    if (const qint64 wait = jsonInt(*json, "retry_after_ms"); wait > 0)
        error.retryAfter = std::chrono::milliseconds(wait);
    return error;
}

struct SpecRow {
    qint64 message = 0;
    ChatSpec spec;
};

SpecRow specRow(const Statement &row)
{
    SpecRow found {row.integer(0), {}};
    found.spec.description = row.text(1);
    found.spec.descriptionHash = row.text(2);
    found.spec.tier = tierFromKey(row.text(3)).value_or(Tier::Standard);
    found.spec.features = static_cast<int>(row.integer(4));
    found.spec.chosen = row.boolean(5);
    found.spec.spec.value = row.text(6);
    found.spec.specVersion = static_cast<int>(row.integer(7));
    found.spec.problem = row.text(8);
    found.spec.problemLine = static_cast<int>(row.integer(9));
    return found;
}

}  // namespace

const QString &messageSelect()
{
    static const QString sql =
        u"SELECT m.no, m.chat, m.seq, m.parent, m.role, m.state,"
        " CASE m.state WHEN 'streaming' THEN m.text || ifnull((SELECT group_concat(text, '') FROM (SELECT text FROM"
        " chat_pieces WHERE message = m.no AND thinking = 0 ORDER BY n)), '') ELSE m.text END,"
        " CASE m.state WHEN 'streaming' THEN m.thinking || ifnull((SELECT group_concat(text, '') FROM (SELECT text FROM"
        " chat_pieces WHERE message = m.no AND thinking = 1 ORDER BY n)), '') ELSE m.thinking END,"
        " m.content, m.model, m.stop_reason, m.error, m.demonstration, m.usage_input, m.usage_cache_5m,"
        " m.usage_cache_1h, m.usage_cache_read, m.usage_output, m.usage_calls, m.usage_known, m.cost_nano,"
        " m.created_ms, m.ended_ms FROM chat_messages m "_s;
    return sql;
}

ChatMessage readMessage(const Statement &row)
{
    ChatMessage message;
    message.no = row.integer(0);
    message.chat.value = row.text(1);
    message.seq = row.integer(2);
    message.parent = row.integer(3);
    message.role = messageRoleFromKey(row.text(4)).value_or(MessageRole::User);
    message.state = messageStateFromKey(row.text(5)).value_or(MessageState::Complete);
    message.text = row.text(6);
    message.thinking = row.text(7);
    message.content = row.bytes(8);
    message.model = row.text(9);
    message.stopReason = row.text(10);
    message.error = errorOf(row.text(11));
    message.demonstration = row.boolean(12);
    message.usage = {row.integer(13), row.integer(14), row.integer(15), row.integer(16),
                     row.integer(17), row.integer(18), row.boolean(19)};
    if (!row.isNull(20))
        message.cost = Money {row.integer(20)};
    message.createdMs = row.integer(21);
    message.endedMs = row.integer(22);
    return message;
}

const QString &attachmentColumns()
{
    static const QString sql = u"id, seq, kind, media_type, name, bytes, hash"_s;
    return sql;
}

ChatAttachment readAttachmentRow(const Statement &row)
{
    return {row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.integer(5), BlobHash {row.text(6)}};
}

Status addParts(Connection &connection, const ChatId &chat, QList<ChatMessage> &messages)
{
    const auto files = readRows<ChatAttachment>(
        connection,
        u"SELECT "_s + attachmentColumns() + u" FROM chat_attachments WHERE chat = ? AND seq > 0 ORDER BY seq, place"_s,
        {chat.value}, readAttachmentRow);
    if (!files)
        return fail(files.error());
    const auto specs = readRows<SpecRow>(
        connection,
        u"SELECT s.message, s.description, s.description_hash, s.tier, s.features, s.chosen, s.spec, s.spec_version,"
        " s.problem, s.problem_line FROM chat_specs s JOIN chat_messages m ON m.no = s.message WHERE m.chat = ?"_s,
        {chat.value}, specRow);
    if (!specs)
        return fail(specs.error());
    QHash<qint64, QList<ChatAttachment>> filesOf;
    for (const ChatAttachment &file : *files)
        filesOf[file.seq].append(file);
    QHash<qint64, ChatSpec> specOf;
    for (const SpecRow &row : *specs)
        specOf.insert(row.message, row.spec);
    for (ChatMessage &message : messages) {
        message.attachments = filesOf.value(message.seq);
        if (const auto spec = specOf.constFind(message.no); spec != specOf.cend())
            message.spec = *spec;
    }
    return {};
}

QString errorColumn(const std::optional<Error> &error)
{
    if (!error)
        return {};
    Json args = Json::object();
    for (auto it = error->args.cbegin(); it != error->args.cend(); ++it)
        args[toStd(it.key())] = toStd(Redactor::redact(it.value()));
    Json json {{"code", toStd(toKey(error->code))}, {"detail", toStd(Redactor::redact(error->detail))}, {"args", args}};
    if (error->retryAfter)
        json["retry_after_ms"] = error->retryAfter->count();
    return QString::fromUtf8(toBytes(json));
}

}  // namespace bw::store
