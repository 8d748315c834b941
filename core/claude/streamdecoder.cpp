// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/streamdecoder.h"

#include "claude/apierror.h"

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

constexpr size_t maxBlocks = 10'000;
constexpr qint64 mostTokens = 1'000'000'000;  // of one call; a thousand times the largest context there is

QString stringMember(QByteArrayView object, QByteArrayView key)
{
    return rawjson::text(rawjson::inner(rawjson::member(object, key)));
}

/// A server must neither lower what was spent nor make a sum overflow.
qint64 count(const Json &json, const char *key) { return std::clamp<qint64>(jsonInt(json, key), 0, mostTokens); }

void addCounts(Usage &usage, const Json &json)
{
    usage.input += count(json, "input_tokens");
    usage.output += count(json, "output_tokens");
    usage.cacheRead += count(json, "cache_read_input_tokens");
    const qint64 written = count(json, "cache_creation_input_tokens");
    qint64 for1h = 0;
    if (json.contains("cache_creation") && json["cache_creation"].is_object())
        for1h = std::min(written, count(json["cache_creation"], "ephemeral_1h_input_tokens"));
    usage.cacheWrite1h += for1h;
    usage.cacheWrite5m += written - for1h;
}

}  // namespace

Usage usageFromApi(const Json &json)
{
    Usage usage;
    usage.calls = 1;
    usage.known = json.is_object() && (json.contains("input_tokens") || json.contains("output_tokens"));
    if (!json.is_object())
        return usage;
    if (json.contains("iterations") && json["iterations"].is_array() && !json["iterations"].empty()) {
        // Then the counts outside leave some of the work out (claude-api reference §1.5).
        for (const Json &iteration : json["iterations"])
            addCounts(usage, iteration);
        usage.known = true;
        return usage;
    }
    addCounts(usage, json);
    return usage;
}

StreamDecoder::StreamDecoder(TurnObserver &observer, QString service, QString requestId)
    : m_observer(observer)
    , m_service(std::move(service))
{
    m_turn.requestId = std::move(requestId);
}

Error StreamDecoder::broken(const QString &why) const
{
    return {ErrorCode::ProtocolError, u"stream: "_s + why, {{u"host"_s, m_service}, {u"why"_s, why}}, {}};
}

Status StreamDecoder::take(const net::SseEvent &event)
{
    if (m_complete || event.data.isEmpty())
        return {};
    // Nearly all events are deltas, and say so first: one walk takes them whole.
    rawjson::Walker walker(event.data);
    if (const auto first = walker.next(); first && first->key == "type" && first->value == R"("content_block_delta")")
        return applyDelta(walker);
    QByteArrayView type = rawjson::inner(rawjson::member(event.data, "type"));
    if (type.isEmpty())
        type = event.name;
    if (type == "content_block_delta") {
        rawjson::Walker anew(event.data);
        return applyDelta(anew);
    }
    if (type == "content_block_start")
        return startBlock(event.data);
    if (type == "message_start")
        return start(event.data);
    if (type == "message_delta")
        return messageDelta(event.data);
    if (type == "message_stop") {
        m_complete = m_started;
        return {};
    }
    if (type == "error" || event.name == "error")
        return fail(errorFromEvent(event.data, m_service, m_turn.requestId));
    if (const auto json = parseJson(event.data); !json)
        return fail(broken(u"an event is not JSON"_s));
    return {};  // ping, content_block_stop and whatever may come
}

Status StreamDecoder::start(QByteArrayView event)
{
    if (m_started)
        return fail(broken(u"a second message_start"_s));
    if (const auto json = parseJson(event); !json)
        return fail(broken(u"message_start is not JSON"_s));
    m_started = true;
    const QByteArrayView message = rawjson::member(event, "message");
    m_turn.messageId = stringMember(message, "id");
    m_turn.model = stringMember(message, "model");
    m_turn.stopReasonKey = stringMember(message, "stop_reason");
    return addUsage(rawjson::member(message, "usage"));
}

Status StreamDecoder::startBlock(QByteArrayView event)
{
    if (!m_started)
        return {};
    const QByteArrayView raw = rawjson::member(event, "content_block");
    if (!rawjson::isObject(raw) || !event.trimmed().endsWith('}'))
        return fail(broken(u"a block start is not complete JSON"_s));
    if (m_blocks.size() >= maxBlocks)
        return fail(ErrorCode::TooLarge, u"content blocks"_s,
                    {{u"what"_s, u"content blocks"_s}, {u"limit"_s, QString::number(maxBlocks)}});
    const qint64 index = rawjson::member(event, "index").toByteArray().toLongLong();
    const BlockBuilder &block = m_blocks.insert_or_assign(index, BlockBuilder(raw)).first->second;
    const QString text = block.startText();
    m_shown = true;
    if (block.type() == u"tool_use"_s)
        m_observer.onToolUse(block.toolName());
    else if (block.type() == u"text"_s && !text.isEmpty())
        m_observer.onText(text);
    else if (block.type() == u"thinking"_s && !text.isEmpty())
        m_observer.onThinking(text);
    return {};
}

Status StreamDecoder::applyDelta(rawjson::Walker &walker)
{
    qint64 index = 0;
    QByteArrayView delta;
    while (auto member = walker.next()) {
        if (member->key == "index")
            std::from_chars(member->value.begin(), member->value.end(), index);
        else if (member->key == "delta")
            delta = member->value;
    }
    if (!walker.complete())
        return fail(broken(u"a delta is not complete JSON"_s));
    const auto found = m_blocks.find(index);
    if (found == m_blocks.end() || delta.isEmpty())
        return {};  // before message_start, or for a block that was never begun
    const BlockBuilder::Shown shown = found->second.apply(delta);
    if (!shown.text.isEmpty())
        m_observer.onText(shown.text);
    if (!shown.thinking.isEmpty())
        m_observer.onThinking(shown.thinking);
    return {};
}

Status StreamDecoder::messageDelta(QByteArrayView event)
{
    if (!m_started)
        return {};
    if (const auto json = parseJson(event); !json)
        return fail(broken(u"message_delta is not JSON"_s));
    const QByteArrayView delta = rawjson::member(event, "delta");
    if (const QString reason = stringMember(delta, "stop_reason"); !reason.isEmpty())
        m_turn.stopReasonKey = reason;
    const QByteArrayView details = rawjson::member(delta, "stop_details");
    if (rawjson::isObject(details)) {
        const QStringList parts {stringMember(details, "category"), stringMember(details, "explanation")};
        m_turn.stopDetail = parts.join(u": "_s);
    }
    if (const auto managed = parseJson(rawjson::member(event, "context_management"));
        managed && managed->is_object() && managed->contains("applied_edits")) {
        m_turn.clearedTokens = 0;
        for (const Json &edit : (*managed)["applied_edits"])
            m_turn.clearedTokens += count(edit, "cleared_input_tokens");
    }
    return addUsage(rawjson::member(event, "usage"));
}

Status StreamDecoder::addUsage(QByteArrayView raw)
{
    if (!rawjson::isObject(raw))
        return {};
    const auto usage = parseJson(raw);
    if (!usage)
        return fail(broken(u"usage is not JSON"_s));
    for (const auto &[key, value] : usage->items()) {
        if (!value.is_null())  // cumulative: overwrite, never add
            m_usage[key] = value;
    }
    return {};
}

Result<Turn> StreamDecoder::finish()
{
    if (!m_complete) {
        return fail(ErrorCode::StreamBroken, u"the stream ended before message_stop"_s,
                    {{u"host"_s, m_service}, {u"request_id"_s, m_turn.requestId}});
    }
    QByteArrayList raws;
    bool hasTool = false;
    for (const auto &[index, builder] : m_blocks) {
        auto block = builder.finish();
        if (!block)
            return fail(block.error());
        raws.append(block->raw);
        hasTool = hasTool || block->type == u"tool_use"_s;
        m_turn.blocks.append(*std::move(block));
    }
    m_turn.contentJson = "[" + raws.join(',') + "]";
    m_turn.usage = usageFromApi(m_usage);
    m_turn.stopReason = stopReasonFromKey(m_turn.stopReasonKey);
    if (m_turn.stopReason == StopReason::Unknown)
        m_turn.stopReason = hasTool ? StopReason::ToolUse : StopReason::EndTurn;
    return std::move(m_turn);
}

}  // namespace bw::claude
