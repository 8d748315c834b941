// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatfollow.h"

#include "buildview.h"
#include "engine/chatexport.h"
#include "engine/chatmodel.h"
#include "usertext/amounttext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>

#include <atomic>
#include <thread>

namespace bw::cli
{

using namespace Qt::StringLiterals;
using engine::ChatNotice;
using store::MessageRole;
using store::MessageState;

namespace
{

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

/// Puts pieces together to lines: a terminal may be shared, and control sequences are looked for in whole lines.
class LineWriter final
{
public:
    explicit LineWriter(Terminal &out)
        : m_out(out)
    {
    }
    void add(const QString &piece)
    {
        m_rest += piece;
        qsizetype end = 0;
        while ((end = m_rest.indexOf(u'\n')) >= 0) {
            m_out.line(m_rest.left(end));
            m_rest.remove(0, end + 1);
        }
    }
    void finish()
    {
        if (!m_rest.isEmpty())
            m_out.line(m_rest);
        m_rest.clear();
    }

private:
    Terminal &m_out;
    QString m_rest;
};

QString range(const engine::ExpansionForecast &forecast)
{
    if (!forecast.lowUsd || !forecast.highUsd)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 to %2 tokens; the price is not known"))
            .arg(usertext::countText(forecast.lowTokens), usertext::countText(forecast.highTokens));
    return text(QT_TRANSLATE_NOOP("bw::cli", "%1 to %2"))
        .arg(usertext::dollarText(*forecast.lowUsd), usertext::dollarText(*forecast.highUsd));
}

class Printer final
{
public:
    explicit Printer(Terminal &out)
        : m_out(out)
        , m_lines(out)
    {
    }
    void take(const ChatNotice &notice)
    {
        switch (notice.kind) {
        case ChatNotice::Kind::Begun:
            m_lines.add(notice.text);
            break;
        case ChatNotice::Kind::Text:
            m_out.clearProgress();
            m_lines.add(notice.text);
            break;
        case ChatNotice::Kind::Thinking:
            m_out.progress(text(QT_TRANSLATE_NOOP("bw::cli", "It thinks …")));
            break;
        case ChatNotice::Kind::Waiting:
            waiting(notice);
            break;
        case ChatNotice::Kind::Ended:
            m_out.clearProgress();
            m_lines.finish();
            break;
        case ChatNotice::Kind::Expanding:
            m_out.note(
                text(QT_TRANSLATE_N_NOOP("bw::cli", "Writing the specification: %n features, about %1. Ctrl+C stops."),
                     notice.forecast ? notice.forecast->features : 0)
                    .arg(notice.forecast ? range(*notice.forecast) : QString()));
            break;
        case ChatNotice::Kind::Offered:
        case ChatNotice::Kind::Sent:
        case ChatNotice::Kind::Discarded:
        case ChatNotice::Kind::Used:
        case ChatNotice::Kind::Described:
        case ChatNotice::Kind::Saved:
            break;
        case ChatNotice::Kind::Idle:
            m_out.clearProgress();
            if (notice.error)
                m_out.note(usertext::errorText(*notice.error));
            break;
        }
    }

private:
    void waiting(const ChatNotice &notice)
    {
        if (notice.reason == "retry"_L1 && notice.error)
            m_out.note(
                text(QT_TRANSLATE_NOOP("bw::cli", "%1 It is tried again.")).arg(usertext::errorText(*notice.error)));
        else
            m_out.progress(text(QT_TRANSLATE_NOOP("bw::cli", "Waiting for the answer …")));
    }

    Terminal &m_out;
    LineWriter m_lines;
};

/// The message that decides: the newest answer, or the specification that follows from it.
const store::ChatMessage *decisive(const engine::ChatView &view)
{
    const store::ChatMessage *newest = view.branch.isEmpty() ? nullptr : &view.branch.constLast();
    if (!view.specs.isEmpty() && (!newest || view.specs.constLast().seq > newest->seq))
        newest = &view.specs.constLast();
    return newest;
}

QString specLine(const store::ChatMessage &message)
{
    const store::ChatSpec &spec = *message.spec;
    if (!spec.problem.isEmpty())
        return text(QT_TRANSLATE_NOOP("bw::cli", "Specification: kept as text, it cannot be read (line %1): %2"))
            .arg(spec.problemLine)
            .arg(spec.problem);
    if (spec.spec.isEmpty())
        return text(QT_TRANSLATE_NOOP("bw::cli", "Specification: not whole; buildwright chat expand writes it again"));
    if (spec.specVersion == 0)
        return text(QT_TRANSLATE_NOOP("bw::cli",
                                      "Specification: it does not go together with your changes of %1; yours stay"))
            .arg(spec.spec.value);
    return text(QT_TRANSLATE_N_NOOP("bw::cli", "Specification: %1, version %2, made for %3, %n features"),
                spec.features)
        .arg(spec.spec.value)
        .arg(spec.specVersion)
        .arg(toKey(spec.tier));
}

ExitCode codeOf(const engine::ChatView &view)
{
    const store::ChatMessage *message = decisive(view);
    if (!message || message->state == MessageState::Complete)
        return ExitCode::Done;
    return exitCodeFor(message->error.value_or(Error {ErrorCode::Cancelled, {}, {}, {}}));
}

Json targetJson(const std::optional<engine::SpecTarget> &target)
{
    if (!target)
        return {};
    return Json {{"tier", toStd(toKey(target->tier))}, {"features", target->features}, {"chosen", target->chosen}};
}

}  // namespace

QString costWords(const std::optional<Money> &cost, const Usage &usage, bool demonstration)
{
    if (!cost)
        return text(QT_TRANSLATE_NOOP("bw::cli", "cost unknown"));
    const QString amount = usertext::dollarText(*cost, 4);
    if (demonstration)
        return text(QT_TRANSLATE_NOOP("bw::cli", "would have cost %1")).arg(amount);
    return usage.known ? amount : text(QT_TRANSLATE_NOOP("bw::cli", "at most %1")).arg(amount);
}

Json chatObject(const engine::ChatView &view)
{
    Json messages = Json::array();
    for (const auto *list : {&view.branch, &view.queued, &view.specs})
        for (const store::ChatMessage &message : *list)
            messages.push_back(engine::messageJson(message));
    Json replies = Json::array();
    for (const QString &reply : view.replies)
        replies.push_back(toStd(reply));
    Json object {
        {"chat", toStd(view.chat.id.value)},
        {"title", toStd(view.chat.title)},
        {"model", toStd(engine::chatModelName(view.chat))},
        {"stage", toStd(toKey(view.stage))},
        {"pinned", view.chat.pinned},
        {"archived", view.chat.archived},
        {"deleted", view.chat.deletedMs > 0},
        {"draft", toStd(view.chat.draft)},
        {"context", Json {{"used", view.context.used}, {"window", view.context.window}, {"exact", view.context.exact}}},
        {"usage", toJson(view.sum.usage)},
        {"cost_usd", view.sum.cost ? Json(toStd(view.sum.cost->toDecimal())) : Json()},
        {"demonstration", view.sum.demonstration},
        {"guess", targetJson(view.guess)},
        {"target", targetJson(view.target)},
        {"spec_outdated", view.specOutdated},
        {"replies", replies},
        {"messages", messages}};
    const bool kept =
        !view.specs.isEmpty() && view.specs.constLast().spec && view.specs.constLast().spec->specVersion > 0;
    object["spec"] = kept ? Json {{"id", toStd(view.specs.constLast().spec->spec.value)},
                                  {"version", view.specs.constLast().spec->specVersion}}
                          : Json();
    return object;
}

QStringList chatLines(const engine::ChatView &view)
{
    QStringList lines;
    if (const store::ChatMessage *message = decisive(view)) {
        if (message->error)
            lines.append(usertext::errorText(*message->error));
        else if (message->state == MessageState::Interrupted)
            lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "Stopped before its end; what came is kept.")));
    }
    if (!view.specs.isEmpty() && view.specs.constLast().spec)
        lines.append(specLine(view.specs.constLast()));
    if (view.specOutdated && view.target)
        lines.append(
            text(QT_TRANSLATE_N_NOOP("bw::cli", "It would now be made for %1, %n features: buildwright chat expand %2"),
                 view.target->features)
                .arg(toKey(view.target->tier), view.chat.id.value));
    else if (view.specs.isEmpty() && view.description && view.forecast)
        lines.append(text(QT_TRANSLATE_NOOP(
                              "bw::cli", "The specification can be written, for about %1: buildwright chat expand %2"))
                         .arg(range(*view.forecast), view.chat.id.value));
    lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "Chat %1: %2 of %3 tokens of its window, %4"))
                     .arg(view.chat.id.value)
                     .arg(usertext::countText(view.context.used), usertext::countText(view.context.window))
                     .arg(costWords(view.sum.cost, view.sum.usage, view.sum.demonstration)));
    if (!view.queued.isEmpty())
        lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "Waiting to be sent: %1")).arg(view.queued.size()));
    for (qsizetype i = 0; i < view.replies.size(); ++i)
        lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "You can say %1: %2")).arg(i + 1).arg(view.replies.at(i)));
    if (!view.replies.isEmpty())
        lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "buildwright chat send %1 1")).arg(view.chat.id.value));
    return lines;
}

ExitCode followChat(const Invocation &invocation, Acting &acting, const ChatId &chat)
{
    Printer printer(invocation.out());
    auto chats = acting.chats();
    std::atomic<bool> asked {false};
    // Nothing here waits for the disk or the network: a stop is passed on by a thread of its own.
    std::jthread stopper;
    const std::stop_callback onStop(invocation.stop, [&] {
        if (!asked.exchange(true))
            stopper = std::jthread([&] {
                engine::ChatAction stop;
                stop.kind = engine::ChatAction::Kind::Stop;
                (void)acting.chats().act(chat, stop, {});
            });
    });
    const auto followed = chats.follow(chat, [&](const ChatNotice &notice) { printer.take(notice); }, {});
    if (!followed)
        return report(invocation, followed.error());
    auto side = acting.read(invocation);
    const auto view = side ? engine::viewChat((*side)->database(), chat) : Result<engine::ChatView>(fail(side.error()));
    if (!view)
        return report(invocation, view.error());
    invocation.out().object(chatObject(*view));
    for (const QString &line : chatLines(*view))
        invocation.out().note(line);
    return codeOf(*view);
}

}  // namespace bw::cli
