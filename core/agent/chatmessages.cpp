// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/chatmessages.h"

#include "base/json.h"
#include "claude/rawjson.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;
namespace rawjson = claude::rawjson;

namespace
{

using Read = std::function<Result<QByteArray>(const store::ChatAttachment &)>;

QByteArray textBlock(const QString &text) { return R"({"type":"text","text":)" + rawjson::quoted(text.toUtf8()) + '}'; }

QByteArray sourceBlock(const char *type, const QString &mediaType, const QByteArray &bytes, const QString &title)
{
    QByteArray block = QByteArray(R"({"type":")") + type + R"(","source":{"type":"base64","media_type":)"
        + rawjson::quoted(mediaType.toUtf8()) + R"(,"data":")" + bytes.toBase64() + R"("})";
    if (!title.isEmpty())
        block += R"(,"title":)" + rawjson::quoted(title.toUtf8());
    return block + '}';
}

/// A text goes as text: every server takes that, and the model sees its name.
QByteArray blockOf(const store::ChatAttachment &file, const QByteArray &bytes)
{
    if (file.kind == "image"_L1)
        return sourceBlock("image", file.mediaType, bytes, {});
    if (file.kind == "pdf"_L1)
        return sourceBlock("document", file.mediaType, bytes, file.name);
    QString fence = u"```"_s;
    const QString text = QString::fromUtf8(bytes);
    while (text.contains(fence))
        fence += u'`';
    return textBlock(u"File %1:\n%2\n%3%4%2"_s.arg(file.name, fence, text, text.endsWith(u'\n') ? QString() : u"\n"_s));
}

Result<QByteArrayList> userBlocks(const store::ChatMessage &message, const Read &read)
{
    QByteArrayList blocks;
    for (const store::ChatAttachment &file : message.attachments) {
        const auto bytes = read(file);
        if (!bytes)
            return fail(bytes.error());
        blocks.append(blockOf(file, *bytes));
    }
    if (!message.text.trimmed().isEmpty())
        blocks.append(textBlock(message.text));
    return blocks;
}

/// Role and blocks of a message as they stand in a JSON text.
struct Part {
    QByteArray role;
    QByteArrayList blocks;
};

Part partOf(QByteArrayView message, bool thoughts)
{
    Part part {rawjson::text(rawjson::inner(rawjson::member(message, "role"))).toUtf8(), {}};
    for (const QByteArrayView block : rawjson::elements(rawjson::member(message, "content"))) {
        const QByteArrayView type = rawjson::inner(rawjson::member(block, "type"));
        if (thoughts || (type != "thinking" && type != "redacted_thinking"))
            part.blocks.append(block.toByteArray());
    }
    return part;
}

/// A service may answer under the dated name of the model that it was asked for.
bool isOf(const QString &answered, const QString &asked)
{
    return !asked.isEmpty() && (answered == asked || answered.startsWith(asked + u'-'));
}

Result<QList<Part>> partsOf(const store::ChatMessage &message, const Read &read, const QString &thoughtsOf)
{
    QList<Part> parts;
    if (message.role == store::MessageRole::User) {
        auto blocks = userBlocks(message, read);
        if (!blocks)
            return fail(blocks.error());
        parts.append(Part {"user", std::move(*blocks)});
    } else if (!message.content.isEmpty() && message.state == store::MessageState::Complete) {
        for (const QByteArrayView one : rawjson::elements(message.content))
            parts.append(partOf(one, isOf(message.model, thoughtsOf)));
    } else if (!message.text.trimmed().isEmpty() && !(message.error && message.error->code == ErrorCode::Refused)) {
        // What a model began and then refused is not held against it (claude-api reference §1.5).
        parts.append(Part {"assistant", {textBlock(message.text.trimmed())}});
    }
    return parts;
}

}  // namespace

Result<QList<QByteArray>> chatMessages(const QList<store::ChatMessage> &branch, const Read &read,
                                       const QString &thoughtsOf)
{
    QList<Part> joined;
    for (const store::ChatMessage &message : branch) {
        auto parts = partsOf(message, read, thoughtsOf);
        if (!parts)
            return fail(parts.error());
        for (Part &part : *parts) {
            if (part.blocks.isEmpty())
                continue;
            if (!joined.isEmpty() && joined.constLast().role == part.role)
                joined.last().blocks += part.blocks;
            else
                joined.append(std::move(part));
        }
    }
    QList<QByteArray> messages;
    for (const Part &part : std::as_const(joined))
        messages.append(R"({"role":")" + part.role + R"(","content":[)" + part.blocks.join(',') + "]}");
    return messages;
}

}  // namespace bw::agent
