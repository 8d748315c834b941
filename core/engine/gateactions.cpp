// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/persondesk.h"
#include "build/gateremark.h"
#include "build/peoplerecord.h"
#include "build/resumestate.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "engine/rememberedanswers.h"
#include "engine/wrongstate.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;
using build::GateRecord;
using build::QuestionRecord;

namespace
{

std::unexpected<Error> missing(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Result<GateRecord> openGate(const ActionContext &context)
{
    auto record = build::loadPeopleRecord(context.parts.events(), context.build.id);
    if (!record)
        return fail(record.error());
    const GateRecord *gate = record->openGate();
    if (gate == nullptr || context.build.state == BuildState::AwaitingAnswer)
        return fail(wrongState(context.build, context.action.action));
    return *gate;
}

Json answered(const ActionContext &context, const GateRecord &gate, const char *answer)
{
    Json payload {
        {"gate", toStd(gate.gate)}, {"answer", answer}, {"user", toStd(context.parts.database->localUser().value)}};
    if (!context.action.text.isEmpty())
        payload["text"] = toStd(context.action.text);
    return payload;
}

Result<BuildId> goOn(const ActionContext &context, build::BuildEventKind event, QList<NewEvent> first)
{
    auto going = context.admission.goOn(context.build, context.build.options, event, std::move(first));
    return going ? Result<BuildId>(context.build.id) : fail(going.error());
}

/// The list as the person made it takes the place of the plan; nothing of it counts as proved.
Result<NewEvent> editedPlan(const QByteArray &edit)
{
    const auto json = parseJson(edit);
    if (!json) {
        const qsizetype line = 1
            + edit.first(qBound<qsizetype>(0, json.error().args.value(u"byte"_s).toLongLong() - 1, edit.size()))
                  .count('\n');
        return fail(ErrorCode::SpecInvalid, json.error().detail,
                    {{u"path"_s, u"feature_list.json"_s},
                     {u"line"_s, QString::number(line)},
                     {u"why"_s, u"this is not JSON any more"_s}});
    }
    auto features = featuresFromJson(*json);
    if (!features)
        return fail(features.error());
    if (features->isEmpty())
        return fail(ErrorCode::SpecInvalid, u"empty feature list"_s,
                    {{u"path"_s, u"feature_list.json"_s}, {u"line"_s, u"1"_s}, {u"why"_s, u"it is empty"_s}});
    for (Feature &feature : *features) {
        feature.status = FeatureStatus::Unverified;
        feature.evidence.clear();
    }
    return NewEvent {EventType::FeaturesPlanned, Json {{"features", toJson(*features)}}};
}

/// A remark becomes something to be built, so that it cannot be forgotten.
Result<QList<NewEvent>> remarkEvents(const ActionContext &context)
{
    auto state = build::loadResumeState(context.parts.events(), context.build.id);
    if (!state)
        return fail(state.error());
    return build::withRemark(state->features, context.action.text);
}

}  // namespace

Result<BuildId> approveGate(const ActionContext &context)
{
    auto gate = openGate(context);
    if (!gate)
        return fail(gate.error());
    Json payload = answered(context, *gate, context.action.edited ? "change" : "accept");
    QList<NewEvent> events;
    if (context.action.edited) {
        if (gate->files.isEmpty())
            return missing(u"--edit"_s, u"this gate shows nothing that can be edited"_s);
        auto blob = context.parts.database->blobs().put(context.action.edit);
        if (!blob)
            return fail(blob.error());
        payload["edit_blob"] = toStd(blob->value);
    }
    events.append(NewEvent {EventType::GateAnswered, std::move(payload)});
    if (context.action.edited && gate->kind == "feature"_L1) {
        auto plan = editedPlan(context.action.edit);
        if (!plan)
            return fail(plan.error());
        events.append(*plan);
    }
    if (gate->kind == "release"_L1) {
        auto state = build::loadResumeState(context.parts.events(), context.build.id);
        if (!state)
            return fail(state.error());
        events += build::acceptRemarks(state->features, context.parts.database->localUser().value);
    }
    return goOn(context, build::BuildEventKind::AnswerGate, std::move(events));
}

Result<BuildId> rejectGate(const ActionContext &context)
{
    auto gate = openGate(context);
    if (!gate)
        return fail(gate.error());
    if (context.action.text.trimmed().isEmpty())
        return missing(u"reject"_s, u"--because TEXT: the agent has to know what is wrong"_s);
    QList<NewEvent> events {NewEvent {EventType::GateAnswered, answered(context, *gate, "reject")}};
    if (gate->kind == "progress"_L1 || gate->kind == "release"_L1) {
        auto remark = remarkEvents(context);
        if (!remark)
            return fail(remark.error());
        events += *remark;
    }
    return goOn(context, build::BuildEventKind::AnswerGate, std::move(events));
}

Result<BuildId> answerQuestion(const ActionContext &context)
{
    auto record = build::loadPeopleRecord(context.parts.events(), context.build.id);
    if (!record)
        return fail(record.error());
    const QList<QuestionRecord> open = record->openQuestions();
    if (open.isEmpty() || isEnded(context.build.state))
        return fail(wrongState(context.build, u"answer"_s));
    const QuestionRecord &question = open.first();
    QString answer = context.action.text.trimmed();
    if (answer.isEmpty())
        return missing(u"answer"_s, u"the text of the answer"_s);
    // A number is the place of a choice, as it is shown.
    bool isNumber = false;
    if (const int number = answer.toInt(&isNumber); isNumber && number >= 1 && number <= question.choices.size())
        answer = question.choices.at(number - 1);
    const bool permission = question.kind != "agent"_L1;
    if (permission && !question.choices.contains(answer))
        return missing(u"answer "_s + answer, question.choices.join(u", "_s));
    if (permission && (answer == agent::permission::project || answer == agent::permission::never)) {
        RememberedAnswers remembered(context.parts.database->directory().path());
        const auto kept = remembered.remember({.project = projectKey(context.build),
                                               .kind = question.kind,
                                               .subject = question.subject,
                                               .answer = answer,
                                               .timeMs = context.parts.clock.nowMs()});
        if (!kept)
            return fail(kept.error());
    }
    const NewEvent said {EventType::QuestionAnswered,
                         Json {{"question", toStd(question.question)},
                               {"answer", toStd(answer)},
                               {"user", toStd(context.parts.database->localUser().value)}}};
    if (context.build.state == BuildState::AwaitingAnswer)
        return goOn(context, build::BuildEventKind::AnswerQuestion, {said});
    // It works on something else, or rests for another reason: it finds the answer at its next safe point.
    auto recorded = context.parts.log->appendAndWait(context.build.id, said);
    return recorded ? Result<BuildId>(context.build.id) : fail(recorded.error());
}

}  // namespace bw::engine
