// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/recording.h"

#include "base/json.h"
#include "claude/blockbuilder.h"
#include "claude/modelcatalogue.h"
#include "claude/rawjson.h"
#include "claude/streamdecoder.h"
#include "claude/tokenbound.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

constexpr qint64 maxFile = 64LL << 20;
constexpr qsizetype maxLine = 8 << 20;

std::unexpected<Error> invalid(const QString &name, int line, const QString &why)
{
    return fail(ErrorCode::RecordingInvalid, u"line %1: %2"_s.arg(line).arg(why),
                {{u"recording"_s, name}, {u"line"_s, QString::number(line)}, {u"why"_s, why}});
}

int assistantMessages(const ModelRequest &request)
{
    int count = 0;
    for (const QByteArray &message : request.messages)
        count += rawjson::member(message, "role") == "\"assistant\"";
    return count;
}

/// What the API does when the cap is hit: no tool call is complete, the rest is there, the reason says so.
Turn cutTurn(const Turn &turn, int maxTokens)
{
    Turn cut = turn;
    cut.blocks.removeIf([](const ContentBlock &block) { return block.type != u"text"_s; });
    QByteArrayList raws;
    for (const ContentBlock &block : std::as_const(cut.blocks))
        raws.append(block.raw);
    cut.contentJson = "[" + raws.join(',') + "]";
    cut.usage.output = maxTokens;
    cut.stopReason = StopReason::MaxTokens;
    cut.stopReasonKey = toKey(StopReason::MaxTokens);
    return cut;
}

/// True when every one of these members is a text, or absent.
bool areTexts(const Json &object, std::initializer_list<const char *> keys)
{
    return std::ranges::all_of(keys,
                               [&object](const char *key) { return !object.contains(key) || object[key].is_string(); });
}

/// Counts must be numbers from 0: a negative one would pay money back.
bool isUsage(const Json &usage)
{
    static constexpr auto counts = {"input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens",
                                    "output_tokens"};
    return usage.is_object() && std::ranges::all_of(counts, [&usage](const char *key) {
               return !usage.contains(key) || usage[key].is_number_unsigned();
           });
}

/// True when there are none, or they are texts that say something.
bool areReplies(const Json &object)
{
    if (!object.contains("replies"))
        return true;
    const Json &replies = object["replies"];
    return replies.is_array() && std::ranges::all_of(replies, [](const Json &one) {
               return one.is_string() && !toQString(one.get<std::string>()).trimmed().isEmpty();
           });
}

QStringList repliesOf(const Json &object)
{
    QStringList texts;
    if (object.contains("replies"))
        for (const Json &one : object["replies"])
            texts.append(toQString(one.get<std::string>()).trimmed());
    return texts;
}

/// The conversation that a `for` object names, as in ModelRequest::purpose; empty when it is none.
QString purposeOf(const Json &conversation)
{
    if (!conversation.is_object() || !areTexts(conversation, {"purpose", "feature"}))
        return {};
    const QString purpose = jsonString(conversation, "purpose");
    const QString feature = jsonString(conversation, "feature");
    return purpose.isEmpty() || feature.isEmpty() ? purpose : purpose + u':' + feature;
}

/// Decodes the content of a turn; the error is the reason in plain words.
std::expected<void, QString> readContent(QByteArrayView content, Turn &turn)
{
    if (!content.startsWith('['))
        return std::unexpected(u"content is missing or not an array"_s);
    turn.contentJson = content.toByteArray();
    bool hasTool = false;
    for (const QByteArrayView raw : rawjson::elements(turn.contentJson)) {
        auto block = BlockBuilder::decode(raw);
        if (!block || block->type.isEmpty())
            return std::unexpected(u"a content block is no object with a type"_s);
        if (block->type == u"tool_use"_s) {
            hasTool = true;
            static const QRegularExpression id(u"\\Atoolu_[A-Za-z0-9_]+\\z"_s);
            if (!id.match(block->toolUseId).hasMatch() || block->toolName.isEmpty() || !block->toolInputValid)
                return std::unexpected(u"a tool_use block needs id (toolu_…), name and an object as input"_s);
        }
        turn.blocks.append(*std::move(block));
    }
    if (turn.blocks.isEmpty())
        return std::unexpected(u"content is empty"_s);
    if (hasTool && turn.stopReason != StopReason::ToolUse)
        return std::unexpected(u"a turn with a tool_use block needs the stop_reason tool_use"_s);
    return {};
}

}  // namespace

Result<std::unique_ptr<Recording>> Recording::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable, file.errorString(), {{u"path"_s, path}, {u"why"_s, file.errorString()}});
    }
    if (file.size() > maxFile) {
        return fail(ErrorCode::TooLarge, path,
                    {{u"what"_s, u"recording "_s + path}, {u"limit"_s, QString::number(maxFile)}});
    }
    return parse(file.read(maxFile), path);
}

Result<std::unique_ptr<Recording>> Recording::parse(const QByteArray &bytes, const QString &nameForErrors)
{
    std::unique_ptr<Recording> recording(new Recording);
    const QList<QByteArray> lines = bytes.split('\n');
    QString purpose = u"plan"_s;
    bool haveHeader = false;
    for (int number = 1; number <= lines.size(); ++number) {
        const QByteArray line = lines[number - 1].trimmed();
        if (line.isEmpty())
            continue;
        if (line.size() > maxLine)
            return invalid(nameForErrors, number, u"longer than 8 MiB"_s);
        const Status added =
            haveHeader ? recording->addTurn(line, number, purpose) : recording->addHeader(line, nameForErrors);
        if (!added) {
            Error error = added.error();
            error.args.insert({{u"recording"_s, nameForErrors}, {u"line"_s, QString::number(number)}});
            return fail(std::move(error));
        }
        haveHeader = true;
    }
    if (!haveHeader)
        return invalid(nameForErrors, 1, u"empty"_s);
    return recording;
}

Status Recording::addHeader(const QByteArray &line, const QString &name)
{
    const auto json = parseJson(line);
    if (!json || !json->is_object() || !json->contains("buildwright_recording"))
        return invalid(name, 1, u"the first line is not the header of a recording"_s);
    if (jsonInt(*json, "buildwright_recording") != 1)
        return invalid(name, 1,
                       u"version %1; this program plays version 1"_s.arg(jsonInt(*json, "buildwright_recording")));
    if (!areTexts(*json, {"name", "title", "model", "template", "spec_sha256"}))
        return invalid(name, 1, u"name, title, model, template and spec_sha256 are texts"_s);
    if (!areReplies(*json))
        return invalid(name, 1, u"replies is a list of texts"_s);
    m_header = {jsonString(*json, "name"),     jsonString(*json, "title"),       jsonString(*json, "model"),
                jsonString(*json, "template"), jsonString(*json, "spec_sha256"), repliesOf(*json)};
    if (m_header.name.isEmpty() || m_header.model.isEmpty())
        return invalid(name, 1, u"the header needs name and model"_s);
    static const QRegularExpression hash(u"\\A[0-9a-f]{64}\\z"_s);
    if (json->contains("spec_sha256") && !hash.match(m_header.specSha256).hasMatch())
        return invalid(name, 1, u"spec_sha256 needs 64 lower-case hexadecimal digits"_s);
    return {};
}

Status Recording::addTurn(const QByteArray &line, int number, QString &purpose)
{
    const auto json = parseJson(line);
    if (!json || !json->is_object())
        return invalid(m_header.name, number, json ? u"no object"_s : json.error().detail);
    if (json->contains("for")) {
        purpose = purposeOf((*json)["for"]);
        if (purpose.isEmpty())
            return invalid(m_header.name, number, u"for needs a purpose"_s);
    }
    if (json->contains("usage") && !isUsage((*json)["usage"]))
        return invalid(m_header.name, number, u"usage needs an object of whole numbers"_s);
    if (!areReplies(*json))
        return invalid(m_header.name, number, u"replies is a list of texts"_s);
    Turn turn;
    turn.stopReasonKey = jsonString(*json, "stop_reason");
    turn.stopReason = stopReasonFromKey(turn.stopReasonKey);
    if (turn.stopReason == StopReason::Unknown)
        return invalid(m_header.name, number, u"stop_reason is missing or unknown"_s);
    if (auto read = readContent(rawjson::member(line, "content"), turn); !read)
        return invalid(m_header.name, number, read.error());
    turn.usage = usageFromApi(json->contains("usage") ? (*json)["usage"] : Json());
    turn.model = m_header.model;
    QList<Turn> &conversation = m_turns[purpose];
    turn.messageId = u"msg_recorded_%1_%2"_s.arg(purpose).arg(conversation.size() + 1);
    QSet<QString> ids;
    for (const Turn &earlier : std::as_const(conversation)) {
        for (const ContentBlock &block : earlier.blocks)
            ids.insert(block.toolUseId);
    }
    for (const ContentBlock &block : std::as_const(turn.blocks)) {
        if (block.toolUseId.isEmpty())
            continue;
        if (ids.contains(block.toolUseId))
            return invalid(m_header.name, number, u"the id %1 is used twice in %2"_s.arg(block.toolUseId, purpose));
        ids.insert(block.toolUseId);
    }
    conversation.append(turn);
    if (purpose == "chat"_L1)
        m_replies.append(repliesOf(*json));
    return {};
}

Status Recording::checkSpec(const QString &templateId, const QString &specSha256) const
{
    const bool any = m_header.templateId.isEmpty() && m_header.specSha256.isEmpty();
    const bool byTemplate = !m_header.templateId.isEmpty() && m_header.templateId == templateId;
    const bool byHash = !m_header.specSha256.isEmpty() && m_header.specSha256 == specSha256;
    if (any || byTemplate || byHash)
        return {};
    const QString wants = m_header.templateId.isEmpty() ? m_header.specSha256 : m_header.templateId;
    return fail(ErrorCode::RecordingMismatch, u"the recording names another specification"_s,
                {{u"recording"_s, m_header.name}, {u"spec"_s, wants}});
}

int Recording::turnCount() const
{
    qsizetype count = 0;
    for (const QList<Turn> &conversation : m_turns)
        count += conversation.size();
    return static_cast<int>(count);
}

const Turn *Recording::turn(const QString &purpose, int position) const
{
    const auto found = m_turns.constFind(purpose);
    return found == m_turns.cend() || position >= found->size() ? nullptr : &found->at(position);
}

QStringList Recording::replies(int answered) const
{
    return answered <= 0 ? m_header.replies : m_replies.value(answered - 1);
}

Result<Turn> Recording::send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, u"before the turn"_s);
    const int position = assistantMessages(request);
    const Turn *recorded = turn(request.purpose, position);
    if (!recorded) {
        return fail(ErrorCode::RecordingEnded,
                    u"%1 has no turn %2 of %3"_s.arg(m_header.name).arg(position + 1).arg(request.purpose),
                    {{u"recording"_s, m_header.name}});
    }
    Turn played = recorded->usage.output > request.maxTokens ? cutTurn(*recorded, request.maxTokens) : *recorded;
    for (const ContentBlock &block : std::as_const(played.blocks)) {
        if (block.type == u"text"_s)
            observer.onText(block.text);
        else if (block.type == u"thinking"_s)
            observer.onThinking(block.text);
        else if (block.type == u"tool_use"_s)
            observer.onToolUse(block.toolName);
    }
    return played;
}

Result<qint64> Recording::countTokens(const ModelRequest &request, std::stop_token)
{
    const Turn *recorded = turn(request.purpose, assistantMessages(request));
    return recorded && recorded->usage.known ? recorded->usage.wholeInput() : boundTokens(request);
}

Result<ModelInfo> Recording::info(const QString &, std::stop_token)
{
    if (const auto entry = PriceTable::builtIn().entry(m_header.model))
        return entry->info;
    ModelInfo info;
    info.id = info.displayName = m_header.model;
    return info;
}

}  // namespace bw::claude
