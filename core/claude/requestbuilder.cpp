// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/requestbuilder.h"

#include "claude/rawjson.h"

namespace bw::claude
{

namespace
{

constexpr QByteArrayView marker(R"({"type":"ephemeral"})");
constexpr int markedMessages = 2;
constexpr int keptToolUses = 6;

/// The array with the marker on its last block.
QByteArray markedArray(QByteArrayView array)
{
    const QList<QByteArrayView> blocks = rawjson::elements(array);
    if (blocks.isEmpty())
        return array.toByteArray();
    const QByteArrayView last = blocks.last();
    // The API takes no marker on an empty text block; one that is there already was meant.
    const bool emptyText = rawjson::member(last, "type") == "\"text\"" && rawjson::member(last, "text") == "\"\"";
    if (emptyText || !rawjson::isObject(last) || !rawjson::member(last, "cache_control").isNull())
        return array.toByteArray();
    const qsizetype from = last.data() - array.data();
    return array.first(from)
        .toByteArray()
        .append(rawjson::withMember(last, "cache_control", marker))
        .append(array.sliced(from + last.size()));
}

QByteArray markedMessage(const QByteArray &message)
{
    const QByteArrayView content = rawjson::member(message, "content");
    QByteArray replaced;
    if (content == "\"\"")
        return message;
    if (rawjson::isString(content))
        replaced = QByteArray(R"([{"type":"text","text":)")
                       .append(content)
                       .append(R"(,"cache_control":)")
                       .append(marker)
                       .append("}]");
    else
        replaced = markedArray(content);
    return rawjson::withMember(message, "content", replaced);
}

void appendPrompt(QByteArray &body, const ModelRequest &request, const Features &features)
{
    if (features.adaptiveThinking)
        body.append(R"(,"thinking":{"type":"adaptive","display":"summarized"})");
    if (features.effort && !request.effort.isEmpty())
        body.append(R"(,"output_config":{"effort":)")
            .append(rawjson::quoted(fittingEffort(request.effort, features.efforts).toUtf8()))
            .append('}');
    if (!request.systemJson.isEmpty())
        body.append(R"(,"system":)")
            .append(features.cacheControl ? markedArray(request.systemJson) : request.systemJson);
    if (!request.toolsJson.isEmpty())
        body.append(R"(,"tools":)").append(request.toolsJson);
    QList<QByteArray> messages = request.messages;
    int left = features.cacheControl ? markedMessages : 0;
    for (qsizetype i = messages.size() - 1; i >= 0 && left > 0; --i) {
        if (rawjson::member(messages[i], "role") != "\"user\"")
            continue;
        messages[i] = markedMessage(messages[i]);
        --left;
    }
    body.append(R"(,"messages":[)").append(messages.join(',')).append(']');
}

bool clears(const ModelRequest &request, const Features &features)
{
    // The service takes one of the two, not both (claude-api reference §5.5).
    return features.contextEditing && request.clearAbove > 0 && request.summarize.isEmpty();
}

/// Clearing breaks the prompt cache from that point on, so little is not worth it (§5.4).
QByteArray clearing(qint64 above)
{
    return QByteArray(R"(,"context_management":{"edits":[{"type":"clear_tool_uses_20250919",)")
        .append(R"("trigger":{"type":"input_tokens","value":)" + QByteArray::number(above))
        .append(R"(},"keep":{"type":"tool_uses","value":)" + QByteArray::number(keptToolUses))
        .append(R"(},"clear_at_least":{"type":"input_tokens","value":)" + QByteArray::number(above / 5) + "}}]}");
}

qsizetype sizeOf(const ModelRequest &request)
{
    qsizetype size = 1024 + request.systemJson.size() + request.toolsJson.size();
    for (const QByteArray &message : request.messages)
        size += message.size() + 1;
    return size;
}

}  // namespace

QByteArray messagesBody(const ModelRequest &request, const Features &features)
{
    QByteArray body;
    body.reserve(sizeOf(request));
    body.append(R"({"model":)").append(rawjson::quoted(request.model.toUtf8()));
    body.append(R"(,"max_tokens":)").append(QByteArray::number(request.maxTokens)).append(R"(,"stream":true)");
    appendPrompt(body, request, features);
    if (clears(request, features))
        body.append(clearing(request.clearAbove));
    if (features.compaction && !request.summarize.isEmpty())
        body.append(R"(,"compaction":{"type":"summarize","instructions":)")
            .append(rawjson::quoted(request.summarize.toUtf8()))
            .append('}');
    return body.append('}');
}

QString fittingEffort(const QString &wanted, const QStringList &taken)
{
    static const QStringList levels {QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high"),
                                     QStringLiteral("xhigh"), QStringLiteral("max")};
    if (taken.isEmpty() || taken.contains(wanted))
        return wanted;
    for (qsizetype at = levels.indexOf(wanted) - 1; at >= 0; --at) {
        if (taken.contains(levels[at]))
            return levels[at];
    }
    return taken.first();
}

QByteArrayList betasOf(const ModelRequest &request, const Features &features)
{
    QByteArrayList names;
    if (clears(request, features))
        names.append("context-management-2025-06-27");
    if (features.compaction && !request.summarize.isEmpty())
        names.append("compact-2026-09-04");
    return names;
}

QByteArray countBody(const ModelRequest &request, const Features &features)
{
    QByteArray body;
    body.reserve(sizeOf(request));
    body.append(R"({"model":)").append(rawjson::quoted(request.model.toUtf8()));
    appendPrompt(body, request, features);
    return body.append('}');
}

}  // namespace bw::claude
