// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatexport.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/redactor.h"
#include "engine/chatmodel.h"
#include "store/chatstore.h"
#include "store/messagestore.h"

#include <QStringList>

namespace bw::engine
{

using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

namespace
{

Json costJson(const std::optional<Money> &cost) { return cost ? Json(toStd(cost->toDecimal())) : Json(); }

Json timeJson(qint64 ms) { return ms > 0 ? Json(toStd(toIso(ms))) : Json(); }

Json specJson(const store::ChatSpec &spec)
{
    Json json {{"tier", toStd(toKey(spec.tier))}, {"features", spec.features}, {"chosen", spec.chosen}};
    json["description"] = toStd(spec.description);
    json["spec"] = spec.spec.isEmpty() ? Json() : Json(toStd(spec.spec.value));
    json["version"] = spec.specVersion;
    if (!spec.problem.isEmpty())
        json["problem"] = Json {{"line", spec.problemLine}, {"why", toStd(spec.problem)}};
    return json;
}

QString stateWords(const ChatMessage &message)
{
    switch (message.state) {
    case MessageState::Queued:
        return u"waits to be sent"_s;
    case MessageState::Streaming:
        return u"still coming"_s;
    case MessageState::Interrupted:
        return u"stopped before its end"_s;
    case MessageState::Failed:
        return u"ended by an error: "_s + (message.error ? toKey(message.error->code) : u"unknown"_s);
    case MessageState::Complete:
        break;
    }
    return {};
}

/// A fence that is longer than every run of backticks in the text.
QString fenced(const QString &text, const QString &info)
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence + info + u'\n' + text + (text.endsWith(u'\n') ? QString() : u"\n"_s) + fence;
}

QString specMarkdown(const ChatMessage &spec)
{
    QString head = u"## Specification\n\n"_s;
    if (spec.spec)
        head += u"*made for %1, %2 features*\n\n"_s.arg(toKey(spec.spec->tier)).arg(spec.spec->features);
    if (const QString words = stateWords(spec); !words.isEmpty())
        head += u"*%1*\n\n"_s.arg(words);
    return head + fenced(spec.text.trimmed(), {}) + u"\n"_s;
}

QByteArray asMarkdown(const store::Chat &chat, const QList<ChatMessage> &branch, const QList<ChatMessage> &specs)
{
    QString text = u"# %1\n\n"_s.arg(chat.title.isEmpty() ? u"Chat"_s : chat.title);
    text += u"*%1, model %2*\n"_s.arg(toIso(chat.createdMs), chatModelName(chat));
    for (const ChatMessage &message : branch)
        text += u'\n' + messageMarkdown(message);
    if (!specs.isEmpty())
        text += u'\n' + specMarkdown(specs.constLast());
    return Redactor::redact(text).toUtf8();
}

QByteArray asJson(const store::Chat &chat, const QList<ChatMessage> &all, const store::ChatSum &sum)
{
    Json messages = Json::array();
    for (const ChatMessage &message : all)
        messages.push_back(messageJson(message));
    const Json json {{"buildwright_chat", 1},
                     {"id", toStd(chat.id.value)},
                     {"title", toStd(chat.title)},
                     {"project", toStd(chat.project.value)},
                     {"model", toStd(chatModelName(chat))},
                     {"effort", toStd(chat.effort)},
                     {"created", timeJson(chat.createdMs)},
                     {"updated", timeJson(chat.updatedMs)},
                     {"forked_from", chat.forkedFrom.isEmpty() ? Json() : Json(toStd(chat.forkedFrom.value))},
                     {"forked_at", chat.forkedSeq},
                     {"head", chat.head},
                     {"usage", toJson(sum.usage)},
                     {"cost_usd", costJson(sum.cost)},
                     {"demonstration", sum.demonstration},
                     {"messages", messages}};
    return Redactor::redact(QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n');
}

}  // namespace

Json messageJson(const ChatMessage &message)
{
    Json files = Json::array();
    for (const store::ChatAttachment &file : message.attachments)
        files.push_back(Json {{"name", toStd(file.name)},
                              {"kind", toStd(file.kind)},
                              {"media_type", toStd(file.mediaType)},
                              {"bytes", file.bytes},
                              {"sha256", toStd(file.hash.value)}});
    Json json {{"seq", message.seq},
               {"parent", message.parent},
               {"role", toStd(toKey(message.role))},
               {"state", toStd(toKey(message.state))},
               {"text", toStd(message.text)},
               {"thinking", toStd(message.thinking)},
               {"model", toStd(message.model)},
               {"stop_reason", toStd(message.stopReason)},
               {"demonstration", message.demonstration},
               {"created", timeJson(message.createdMs)},
               {"ended", timeJson(message.endedMs)},
               {"attachments", files}};
    if (message.role != MessageRole::User) {
        json["usage"] = toJson(message.usage);
        json["cost_usd"] = costJson(message.cost);
    }
    if (message.error)
        json["error"] = Json {{"code", toStd(toKey(message.error->code))}, {"detail", toStd(message.error->detail)}};
    if (message.spec)
        json["made_for"] = specJson(*message.spec);
    return json;
}

QString messageMarkdown(const ChatMessage &message)
{
    const bool person = message.role == MessageRole::User;
    QString text = person ? u"## You\n\n"_s : u"## %1\n\n"_s.arg(message.model.isEmpty() ? u"Answer"_s : message.model);
    QStringList notes;
    if (message.demonstration)
        notes.append(u"recorded"_s);
    if (const QString words = stateWords(message); !words.isEmpty())
        notes.append(words);
    for (const store::ChatAttachment &file : message.attachments)
        notes.append(u"attached: %1 (%2 bytes)"_s.arg(file.name).arg(file.bytes));
    if (!notes.isEmpty())
        text += u"*%1*\n\n"_s.arg(notes.join(u", "_s));
    return text + message.text.trimmed() + u'\n';
}

Result<QByteArray> exportChat(store::Database &database, const ChatId &id, ChatFormat format)
{
    const store::ChatStore chats(database);
    const store::MessageStore messages(database);
    const auto chat = chats.get(id);
    if (!chat)
        return fail(chat.error());
    if (format == ChatFormat::Json) {
        const auto all = messages.all(id);
        const auto sum = chats.sum(id);
        if (!all || !sum)
            return fail(all ? sum.error() : all.error());
        return asJson(*chat, *all, *sum);
    }
    const auto branch = messages.branch(id, chat->head);
    const auto specs = messages.specs(id);
    if (!branch || !specs)
        return fail(branch ? specs.error() : branch.error());
    return asMarkdown(*chat, *branch, *specs);
}

}  // namespace bw::engine
