// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/blockbuilder.h"

#include "base/json.h"
#include "claude/jsoncheck.h"
#include "claude/rawjson.h"

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

QByteArray asString(QByteArrayView inner) { return QByteArray("\"").append(inner).append('"'); }

/// The views of a block whose raw text is known. sentInput: what the deltas spelled, null when there were none.
Result<ContentBlock> view(QByteArray raw, QByteArrayView sentInput)
{
    if (!isWholeJsonObject(raw)) {
        const auto parsed = parseJson(raw);  // knows where and why
        const QString why = parsed ? u"no object"_s : parsed.error().detail;
        return fail(ErrorCode::ProtocolError, u"content block: "_s + why, {{u"why"_s, why}});
    }
    ContentBlock block;
    block.raw = std::move(raw);
    const auto string = [&block](QByteArrayView key) {
        return rawjson::text(rawjson::inner(rawjson::member(block.raw, key)));
    };
    block.type = string("type");
    if (block.type == u"text"_s)
        block.text = string("text");
    else if (block.type == u"thinking"_s)
        block.text = string("thinking");
    if (block.type != u"tool_use"_s)
        return block;
    block.toolUseId = string("id");
    block.toolName = string("name");
    const QByteArrayView input = rawjson::member(block.raw, "input");
    block.toolInput = sentInput.isEmpty() ? input.toByteArray() : sentInput.toByteArray();
    if (block.toolInput.isEmpty())
        block.toolInput = "{}";
    block.toolInputValid = isWholeJsonObject(block.toolInput);
    return block;
}

}  // namespace

BlockBuilder::BlockBuilder(QByteArrayView startBlock)
    : m_start(startBlock.toByteArray())
    , m_type(rawjson::text(rawjson::inner(rawjson::member(m_start, "type"))))
{
}

QString BlockBuilder::toolName() const { return rawjson::text(rawjson::inner(rawjson::member(m_start, "name"))); }

QString BlockBuilder::startText() const
{
    const QByteArrayView key = m_type == u"thinking"_s ? QByteArrayView("thinking") : QByteArrayView("text");
    return rawjson::text(rawjson::inner(rawjson::member(m_start, key)));
}

BlockBuilder::Shown BlockBuilder::apply(QByteArrayView delta)
{
    // Thousands of these come in an answer, of three kinds and two members each: both are found in one walk.
    QByteArrayView type, text, thinking, json;
    rawjson::Walker walker(delta);
    while (auto member = walker.next()) {
        QByteArrayView *wanted = member->key == "type" ? &type
            : member->key == "text"                    ? &text
            : member->key == "thinking"                ? &thinking
            : member->key == "partial_json"            ? &json
                                                       : nullptr;
        if (wanted && wanted->isNull())
            *wanted = rawjson::inner(member->value);
    }
    Shown shown;
    if (type == "text_delta" && m_type == u"text"_s) {
        m_text.append(text);
        m_hasText = true;
        shown.text = rawjson::text(text);
    } else if (type == "thinking_delta" && m_type == u"thinking"_s) {
        m_text.append(thinking);
        m_hasText = true;
        shown.thinking = rawjson::text(thinking);
    } else if (type == "input_json_delta") {
        m_json.append(json);
        m_hasJson = true;
    } else if (type == "signature_delta") {
        m_signature = rawjson::member(delta, "signature").toByteArray();
    } else if (type == "citations_delta") {
        if (const QByteArrayView citation = rawjson::member(delta, "citation"); !citation.isEmpty())
            m_citations.append(citation.toByteArray());
    } else if (type == "compaction_delta") {
        m_compaction = delta.toByteArray();
    }
    return shown;
}

QByteArray BlockBuilder::spliced() const
{
    QByteArray raw = m_start;
    if (m_hasText) {
        const QByteArrayView key = m_type == u"thinking"_s ? QByteArrayView("thinking") : QByteArrayView("text");
        const QByteArray begun = rawjson::inner(rawjson::member(raw, key)).toByteArray();
        raw = rawjson::withMember(raw, key, asString(begun + m_text));
    }
    if (!m_signature.isEmpty())
        raw = rawjson::withMember(raw, "signature", m_signature);
    if (!m_citations.isEmpty()) {
        QByteArray all;
        for (const QByteArrayView begun : rawjson::elements(rawjson::member(raw, "citations")))
            all.append(begun).append(',');
        raw = rawjson::withMember(raw, "citations", "[" + all + m_citations.join(',') + "]");
    }
    for (const QByteArrayView key : {QByteArrayView("content"), QByteArrayView("encrypted_content")}) {
        if (const QByteArrayView value = rawjson::member(m_compaction, key); !value.isEmpty())
            raw = rawjson::withMember(raw, key, value);
    }
    return raw;
}

Result<ContentBlock> BlockBuilder::finish() const
{
    QByteArray raw = spliced();
    // No delta, or only empty ones: a call without arguments. The start event's "{}" stands.
    const QByteArray input = m_hasJson ? rawjson::unescaped(m_json) : QByteArray();
    if (!input.isEmpty()) {
        // The API takes nothing but an object back; broken text goes back in the documented wrapping.
        const QByteArray sendable = isWholeJsonObject(input)
            ? input
            : QByteArray(R"({"INVALID_JSON":)").append(rawjson::quoted(input)).append('}');
        raw = rawjson::withMember(raw, "input", sendable);
    }
    return view(std::move(raw), input);
}

Result<ContentBlock> BlockBuilder::decode(QByteArrayView raw) { return view(raw.toByteArray(), {}); }

}  // namespace bw::claude
