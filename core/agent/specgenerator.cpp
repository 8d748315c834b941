// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/specgenerator.h"

#include "agent/dialogue.h"
#include "agent/prompts.h"
#include "spec/replyblocks.h"
#include "spec/specparser.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int descriptionTokens = 32'000;
constexpr int specTokens = 64'000;

/// The fenced block, or the whole answer of a model that forgot the fence.
QString blockOrAll(const QString &answer, const QString &info)
{
    const auto block = spec::findReplyBlock(answer, info);
    return block ? block->text : answer.trimmed();
}

Result<GeneratedSpec> readAnswer(const Dialogue::Answer &answer)
{
    const QString source = u"the generated specification"_s;
    if (!answer.complete)
        return fail(ErrorCode::SpecInvalid, u"it ended before it was complete"_s,
                    {{u"path"_s, source}, {u"line"_s, u"0"_s}, {u"why"_s, u"incomplete"_s}});
    const QByteArray text = blockOrAll(answer.text, u"app_spec"_s).toUtf8() + '\n';
    auto parsed = spec::parseSpec(text, source);
    if (!parsed)
        return fail(parsed.error());
    return GeneratedSpec {text, std::move(*parsed)};
}

QString whatIsWrong(const Error &error)
{
    const QString line = error.args.value(u"line"_s);
    const QString where = line.isEmpty() || line == "0"_L1 ? QString() : u" (line %1)"_s.arg(line);
    return u"That specification cannot be read%1: %2. Write it again, whole and shorter if it was too long, as one XML "
           u"document "
           "in one block with the info string app_spec."_s.arg(where, error.detail);
}

}  // namespace

SpecGenerator::SpecGenerator(claude::Model &model, store::BuildLog log, store::BlobStore &blobs, Clock &clock,
                             QString modelId, std::optional<qint64> deadlineMs, QString effort)
    : m_model(model)
    , m_log(std::move(log))
    , m_blobs(blobs)
    , m_clock(clock)
    , m_modelId(std::move(modelId))
    , m_deadlineMs(deadlineMs)
    , m_effort(std::move(effort))
{
}

Result<GeneratedSpec> SpecGenerator::generate(const QString &prompt, std::stop_token stop)
{
    Result<QString> description = fail(ErrorCode::Internal);
    auto described = converse(u"description"_s, descriptionTokens, stop, [&](Dialogue &dialogue) -> Status {
        auto answer = dialogue.say(prompt, stop);
        if (!answer)
            return fail(answer.error());
        description = blockOrAll(answer->text, u"app_description"_s);
        return {};
    });
    if (!described)
        return fail(described.error());
    // A model that has nothing to say must not make the second call describe nothing: the person's own words count
    // then.
    const QString expanded = description->isEmpty() ? prompt : *description;
    Result<GeneratedSpec> generated = fail(ErrorCode::Internal);
    auto written = converse(u"spec"_s, specTokens, stop, [&](Dialogue &dialogue) -> Status {
        QString message = u"Turn this application description into the specification.\n\n"_s + expanded;
        for (int left = 1;; --left) {
            auto answer = dialogue.say(message, stop);
            if (!answer)
                return fail(answer.error());
            generated = readAnswer(*answer);
            if (generated || left == 0)
                return {};
            message = whatIsWrong(generated.error());
        }
    });
    if (!written)
        return fail(written.error());
    return generated;
}

Status SpecGenerator::converse(const QString &purpose, int tokens, std::stop_token stop,
                               const std::function<Status(Dialogue &)> &body)
{
    auto system = prompt(purpose);
    if (!system)
        return fail(system.error());
    const QString id = newIdText();
    auto started = m_log.commit(EventType::SessionStarted,
                                Json {{"session", toStd(id)}, {"kind", "spec"}, {"model", toStd(m_modelId)}});
    if (!started)
        return fail(started.error());
    // What the model cannot give must not be asked for; one that cannot be asked says so in its first turn.
    if (const auto info = m_model.info(m_modelId, stop); info && info->maxOutput > 0)
        tokens = std::min(tokens, info->maxOutput);
    Dialogue dialogue({m_model, m_log, m_blobs, m_clock, m_deadlineMs},
                      {id, m_modelId, purpose, *system, tokens, m_effort});
    const Status done = body(dialogue);
    const QString how = done ? u"done"_s : toKey(done.error().code);
    auto ended = m_log.append(EventType::SessionEnded,
                              Json {{"session", toStd(id)}, {"outcome", toStd(how)}, {"turns", dialogue.turns()}});
    return done ? ended : done;
}

}  // namespace bw::agent
