// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/peoplerecord.h"

#include "store/eventstore.h"

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 500;

QStringList strings(const Json &payload, const char *key)
{
    QStringList list;
    if (const auto found = payload.find(key); found != payload.end() && found->is_array())
        for (const Json &entry : *found)
            if (entry.is_string())
                list.append(toQString(entry.get<std::string>()));
    return list;
}

GateRecord gateFrom(const Json &payload)
{
    return {.gate = jsonString(payload, "gate"),
            .kind = jsonString(payload, "kind"),
            .text = jsonString(payload, "text"),
            .files = strings(payload, "files"),
            .contentBlob = jsonString(payload, "content_blob")};
}

QuestionRecord questionFrom(const Json &payload)
{
    return {.question = jsonString(payload, "question"),
            .kind = jsonString(payload, "kind", u"agent"_s),
            .text = jsonString(payload, "text"),
            .subject = jsonString(payload, "subject"),
            .feature = jsonString(payload, "feature"),
            .choices = strings(payload, "choices"),
            .answer = {}};
}

void answerGate(PeopleRecord &record, const Event &event)
{
    const auto found = std::ranges::find(record.gates, jsonString(event.payload, "gate"), &GateRecord::gate);
    if (found == record.gates.end())
        return;
    found->answer = jsonString(event.payload, "answer");
    found->said = jsonString(event.payload, "text");
    found->editBlob = jsonString(event.payload, "edit_blob");
    found->answeredSeq = event.seq;
}

}  // namespace

const GateRecord *PeopleRecord::lastGate(const QString &kind) const
{
    const auto found = std::ranges::find_last(gates, kind, &GateRecord::kind);
    return found.empty() ? nullptr : &*found.begin();
}

int PeopleRecord::gatesOf(const QString &kind) const
{
    return static_cast<int>(std::ranges::count(gates, kind, &GateRecord::kind));
}

const GateRecord *PeopleRecord::openGate() const
{
    const auto found = std::ranges::find_if(gates, [](const GateRecord &gate) { return gate.answer.isEmpty(); });
    return found == gates.end() ? nullptr : &*found;
}

QList<QuestionRecord> PeopleRecord::openQuestions() const
{
    QList<QuestionRecord> open;
    std::ranges::copy_if(questions, std::back_inserter(open),
                         [](const QuestionRecord &question) { return !question.answer; });
    return open;
}

bool PeopleRecord::waitsFor(const QString &feature) const
{
    return std::ranges::any_of(questions, [&feature](const QuestionRecord &question) {
        return !question.answer && question.feature == feature;
    });
}

std::optional<QString> PeopleRecord::sentBack(const QString &kind) const
{
    const GateRecord *gate = lastGate(kind);
    if (gate == nullptr || gate->answer != "reject"_L1 || gate->answeredSeq < plannedSeq)
        return std::nullopt;
    return gate->said;
}

QString PeopleRecord::forModel(const QString &feature) const
{
    QStringList parts;
    for (const GateRecord &gate : gates) {
        if (gate.said.isEmpty())
            continue;
        const QString what = gate.answer == "reject"_L1 ? u"sent it back"_s : u"agreed"_s;
        parts.append(u"- At the review (%1) the person %2 and said: %3"_s.arg(gate.kind, what, gate.said));
    }
    for (const QuestionRecord &question : questions) {
        if (question.feature != feature || !question.answer)
            continue;
        if (question.kind == "agent"_L1)
            parts.append(u"- You asked: %1\n  The person answered: %2"_s.arg(question.text, *question.answer));
        else
            parts.append(u"- Whether this may run or be reached: %1\n  The person answered: %2"_s.arg(
                question.subject, *question.answer));
    }
    return parts.isEmpty() ? QString() : u"\nWhat the person said:\n%1\n"_s.arg(parts.join(u'\n'));
}

PeopleRecord peopleRecordOf(const QList<Event> &events)
{
    PeopleRecord record;
    for (const Event &event : events) {
        const auto type = eventTypeFromKey(event.type);
        if (type == EventType::GateOpened) {
            record.gates.append(gateFrom(event.payload));
        } else if (type == EventType::GateAnswered) {
            answerGate(record, event);
        } else if (type == EventType::QuestionAsked) {
            record.questions.append(questionFrom(event.payload));
        } else if (type == EventType::FeaturesPlanned) {
            record.plannedSeq = event.seq;
        } else if (type == EventType::NetworkDenied) {
            // Other reasons (a port, an address) are not for a person to lift.
            const QString host = jsonString(event.payload, "host");
            const bool isName = host.contains(u'.') && !host.contains(u':') && !host.back().isDigit();
            if (jsonString(event.payload, "reason") == "policy"_L1 && isName && !record.deniedHosts.contains(host))
                record.deniedHosts.append(host);
        } else if (type == EventType::QuestionAnswered || type == EventType::MessageHeard) {
            const bool heard = type == EventType::MessageHeard;
            const QString id = jsonString(event.payload, heard ? "message" : "question");
            const auto found = std::ranges::find(record.questions, id, &QuestionRecord::question);
            if (found == record.questions.end())
                continue;
            if (heard)
                found->used = true;
            else
                found->answer = jsonString(event.payload, "answer");
        }
    }
    return record;
}

Result<PeopleRecord> loadPeopleRecord(const store::EventStore &events, const BuildId &build)
{
    QList<Event> all;
    for (;;) {
        auto page = events.ofTypes(build,
                                   {EventType::GateOpened, EventType::GateAnswered, EventType::QuestionAsked,
                                    EventType::QuestionAnswered, EventType::FeaturesPlanned, EventType::MessageHeard,
                                    EventType::NetworkDenied},
                                   all.isEmpty() ? 1 : all.constLast().seq + 1, pageSize);
        if (!page)
            return fail(page.error());
        all += *page;
        if (page->size() < pageSize)
            return peopleRecordOf(all);
    }
}

}  // namespace bw::build
