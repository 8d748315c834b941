// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "store/blobstore.h"
#include "store/eventstore.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString titleOf(const QString &kind)
{
    if (kind == "design"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Review of the design (DESIGN.md)"));
    if (kind == "feature"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Review of the feature list"));
    if (kind == "progress"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Review of the progress"));
    return text(QT_TRANSLATE_NOOP("bw::cli", "Review before packaging"));
}

void addGate(QStringList &lines, const QString &id, const build::GateRecord &gate)
{
    lines.append(titleOf(gate.kind) + u": "_s + usertext::plainTerminalText(gate.text));
    lines.append(u"  "_s + text(QT_TRANSLATE_NOOP("bw::cli", "look:     buildwright review %1")).arg(id));
    lines.append(u"  "_s + text(QT_TRANSLATE_NOOP("bw::cli", "agree:    buildwright approve %1")).arg(id)
                 + (gate.files.isEmpty() ? QString() : u" [--edit FILE]"_s));
    lines.append(u"  "_s
                 + text(QT_TRANSLATE_NOOP("bw::cli", "or not:   buildwright reject %1 --because \"…\"")).arg(id));
}

void addQuestion(QStringList &lines, const QString &id, const build::QuestionRecord &question)
{
    lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "Question: ")) + usertext::plainTerminalText(question.text));
    if (!question.subject.isEmpty())
        lines.append(u"    "_s + usertext::plainTerminalText(question.subject));
    for (qsizetype i = 0; i < question.choices.size(); ++i)
        lines.append(u"  %1  %2"_s.arg(i + 1).arg(usertext::plainTerminalText(question.choices.at(i))));
    lines.append(u"  "_s + text(QT_TRANSLATE_NOOP("bw::cli", "answer:   buildwright answer %1 \"…\"")).arg(id));
}

}  // namespace

Result<Waiting> waitingOf(ReadSide &side, const Build &build)
{
    Waiting waiting;
    auto record = build::loadPeopleRecord(store::EventStore(side.database()), build.id);
    if (!record)
        return fail(record.error());
    if (isEnded(build.state))
        return waiting;
    waiting.questions = record->openQuestions();
    const build::GateRecord *gate = record->openGate();
    if (gate == nullptr || build.state == BuildState::AwaitingAnswer)
        return waiting;
    waiting.gate = *gate;
    if (gate->contentBlob.isEmpty())
        return waiting;
    auto content = side.database().blobs().get(BlobHash {gate->contentBlob});
    if (!content)
        return fail(content.error());
    waiting.content = std::move(*content);
    return waiting;
}

QStringList waitingLines(const Build &build, const Waiting &waiting)
{
    QStringList lines;
    if (waiting.gate)
        addGate(lines, build.id.value, *waiting.gate);
    for (const build::QuestionRecord &question : waiting.questions)
        addQuestion(lines, build.id.value, question);
    return lines;
}

Json waitingObject(const Waiting &waiting)
{
    const auto array = [](const QStringList &texts) {
        Json result = Json::array();
        for (const QString &entry : texts)
            result.push_back(toStd(entry));
        return result;
    };
    if (waiting.gate)
        return Json {{"gate", toStd(waiting.gate->gate)},
                     {"kind", toStd(waiting.gate->kind)},
                     {"text", toStd(waiting.gate->text)},
                     {"files", array(waiting.gate->files)}};
    if (waiting.questions.isEmpty())
        return nullptr;
    const build::QuestionRecord &question = waiting.questions.first();
    return Json {{"question", toStd(question.question)}, {"kind", toStd(question.kind)},
                 {"text", toStd(question.text)},         {"subject", toStd(question.subject)},
                 {"choices", array(question.choices)},   {"feature", toStd(question.feature)}};
}

}  // namespace bw::cli
