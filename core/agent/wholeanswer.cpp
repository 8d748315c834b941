// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/wholeanswer.h"

#include "agent/conversation.h"
#include "agent/turntext.h"
#include "claude/modelcatalogue.h"

#include <QRegularExpression>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

QString textOf(const claude::Turn &turn, QLatin1StringView type)
{
    QString text;
    for (const claude::ContentBlock &block : turn.blocks) {
        if (block.type == type)
            text += block.text;
    }
    return text;
}

bool isCut(const claude::Turn &turn)
{
    return turn.stopReason == claude::StopReason::MaxTokens || turn.stopReason == claude::StopReason::PauseTurn;
}

void add(WholeAnswer &answer, const claude::Turn &turn)
{
    const auto cost = claude::costOf(turn.usage, turn.model);
    answer.cost = answer.cost && cost ? std::optional(*answer.cost + *cost) : std::nullopt;
    answer.usage += turn.usage;
    answer.model = turn.model;
    answer.stopReason = turn.stopReasonKey;
    answer.text = joinContinued(answer.text, textOf(turn, "text"_L1));
    const QString thinking = textOf(turn, "thinking"_L1);
    answer.thinking += answer.thinking.isEmpty() || thinking.isEmpty() ? thinking : u"\n\n"_s + thinking;
}

}  // namespace

QString joinContinued(const QString &before, const QString &after)
{
    static const QRegularExpression fence(u"\\A\\s*`{3,}[A-Za-z_+-]*[ \\t]*\\n"_s);
    static const QRegularExpression fences(u"^[ \\t]*`{3,}"_s, QRegularExpression::MultilineOption);
    const bool inside = before.count(fences) % 2 == 1;
    const auto opened = fence.match(after);
    if (!inside || !opened.hasMatch() || opened.capturedView().trimmed().endsWith(u'`'))
        return before + after;
    // A line that was cut in its middle goes on in the middle of it.
    return before + after.sliced(opened.capturedLength());
}

WholeAnswer askWhole(claude::Model &model, const claude::ModelRequest &first, claude::TurnObserver &observer,
                     std::stop_token stop, const std::function<void(const WholeAnswer &)> &used, int continuations)
{
    claude::ModelRequest request = first;
    WholeAnswer answer;
    answer.cost = Money {};
    answer.usage.calls = 0;
    Conversation added;
    for (int left = continuations;; --left) {
        auto turn = model.send(request, observer, stop);
        if (!turn) {
            answer.error = turn.error();
            break;
        }
        add(answer, *turn);
        const bool speaks = !spokenText(*turn).isEmpty();
        if (speaks)
            added.addAssistant(turn->contentJson);
        if (used)
            used(answer);
        if (turn->stopReason == claude::StopReason::Refusal) {
            answer.error = Error {
                ErrorCode::Refused, turn->stopDetail, {{u"model"_s, turn->model}, {u"why"_s, turn->stopDetail}}, {}};
            break;
        }
        answer.complete = !isCut(*turn);
        if ((answer.complete && !answer.text.isEmpty()) || left <= 0)
            break;
        if (answer.complete)
            left = 1;
        added.addUser(!answer.complete && speaks
                          ? u"Your answer was cut off. Go on exactly where it stopped, without repeating anything."_s
                          : u"Please answer now, as briefly as the task allows."_s);
        request.messages = first.messages + added.messages();
    }
    answer.complete = answer.complete && !answer.error;
    answer.content = "[" + added.messages().join(',') + "]";
    return answer;
}

}  // namespace bw::agent
