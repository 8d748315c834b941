// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/chatreading.h"

#include "base/clock.h"
#include "base/wholefile.h"
#include "buildview.h"
#include "chatfollow.h"
#include "engine/chatexport.h"
#include "engine/chatmodel.h"
#include "readside.h"
#include "store/chatsearch.h"
#include "store/chatstore.h"
#include "usertext/amounttext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString when(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd hh:mm"_s); }

std::unexpected<Error> invalid(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Json rowObject(const store::Chat &chat, const store::ChatSum &sum)
{
    return Json {{"chat", toStd(chat.id.value)},
                 {"title", toStd(chat.title)},
                 {"project", toStd(chat.project.value)},
                 {"model", toStd(engine::chatModelName(chat))},
                 {"pinned", chat.pinned},
                 {"archived", chat.archived},
                 {"deleted", chat.deletedMs > 0},
                 {"messages", chat.messages},
                 {"created", toStd(toIso(chat.createdMs))},
                 {"updated", toStd(toIso(chat.updatedMs))},
                 {"usage", toJson(sum.usage)},
                 {"cost_usd", sum.cost ? Json(toStd(sum.cost->toDecimal())) : Json()},
                 {"demonstration", sum.demonstration}};
}

ExitCode list(const Invocation &invocation, store::Database &database)
{
    const store::ChatStore chats(database);
    store::ChatQuery query;
    query.project.value = invocation.value(u"project"_s);
    query.archived = invocation.has(u"archived"_s);
    query.deleted = invocation.has(u"deleted"_s);
    bool any = false;
    for (;;) {
        const auto page = chats.list(query);
        if (!page)
            return report(invocation, page.error());
        for (const store::Chat &chat : *page) {
            any = true;
            const QString title =
                chat.title.isEmpty() ? text(QT_TRANSLATE_NOOP("bw::cli", "(nothing said yet)")) : chat.title;
            const auto sum = chats.sum(chat.id);
            if (!sum)
                return report(invocation, sum.error());
            invocation.out().object(rowObject(chat, *sum));
            invocation.out().line(u"%1  %2  %3  %4%5"_s.arg(chat.id.value, when(chat.updatedMs),
                                                            costWords(sum->cost, sum->usage, sum->demonstration),
                                                            chat.pinned ? u"* "_s : QString(), title));
        }
        if (page->size() < query.limit)
            break;
        query.offset += query.limit;
    }
    if (!any)
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "No chats. Begin one: buildwright chat new --model demo")));
    return ExitCode::Done;
}

void showMessage(Terminal &out, const store::ChatMessage &message, const QList<qint64> &versions)
{
    QString head = u"[%1] %2  %3"_s.arg(message.seq).arg(toKey(message.role), when(message.createdMs));
    if (message.role != store::MessageRole::User)
        head += u"  "_s + costWords(message.cost, message.usage, message.demonstration);
    if (message.state != store::MessageState::Complete)
        head += u"  "_s + toKey(message.state);
    if (!versions.isEmpty())
        head += text(QT_TRANSLATE_NOOP("bw::cli", "  version %1 of %2"))
                    .arg(versions.indexOf(message.seq) + 1)
                    .arg(versions.size());
    out.line(out.strong(head));
    for (const store::ChatAttachment &file : message.attachments)
        out.line(text(QT_TRANSLATE_NOOP("bw::cli", "  attached: %1, %2 bytes"))
                     .arg(file.name, usertext::countText(file.bytes)));
    for (const QString &line : message.text.split(u'\n'))
        out.line(line);
    out.line({});
}

ExitCode show(const Invocation &invocation, store::Database &database, const ChatId &chat)
{
    const auto view = engine::viewChat(database, chat);
    if (!view)
        return report(invocation, view.error());
    invocation.out().object(chatObject(*view));
    invocation.out().line(invocation.out().strong(view->chat.title));
    if (view->sum.demonstration)
        invocation.out().line(demonstrationText());
    for (const store::ChatMessage &message : view->branch)
        showMessage(invocation.out(), message, view->versions.value(message.seq));
    for (const store::ChatMessage &message : view->queued)
        showMessage(invocation.out(), message, {});
    if (!view->specs.isEmpty())
        showMessage(invocation.out(), view->specs.constLast(), {});
    for (const QString &line : chatLines(*view))
        invocation.out().line(line);
    return ExitCode::Done;
}

ExitCode search(const Invocation &invocation, store::Database &database, const QString &typed)
{
    const auto hits = store::searchChats(database, typed);
    if (!hits)
        return report(invocation, hits.error());
    for (const store::ChatHit &hit : *hits) {
        invocation.out().object(Json {{"chat", toStd(hit.chat.value)},
                                      {"title", toStd(hit.title)},
                                      {"seq", hit.seq},
                                      {"role", hit.seq > 0 ? Json(toStd(toKey(hit.role))) : Json()},
                                      {"excerpt", toStd(hit.excerpt)},
                                      {"time", toStd(toIso(hit.timeMs))}});
        invocation.out().line(u"%1  %2  %3"_s.arg(hit.chat.value, when(hit.timeMs), hit.excerpt));
    }
    if (hits->isEmpty())
        invocation.out().note(text(QT_TRANSLATE_NOOP("bw::cli", "Nothing found.")));
    return ExitCode::Done;
}

ExitCode exportOne(const Invocation &invocation, store::Database &database, const ChatId &chat)
{
    const QString form = invocation.has(u"format"_s) ? invocation.value(u"format"_s)
        : invocation.out().json()                    ? u"json"_s
                                                     : u"markdown"_s;
    if (form != "markdown"_L1 && form != "json"_L1)
        return report(invocation,
                      invalid(u"--format "_s + form, text(QT_TRANSLATE_NOOP("bw::cli", "markdown or json"))).error());
    const auto bytes =
        engine::exportChat(database, chat, form == "json"_L1 ? engine::ChatFormat::Json : engine::ChatFormat::Markdown);
    if (!bytes)
        return report(invocation, bytes.error());
    if (!invocation.has(u"out"_s)) {
        if (form == "json"_L1 && invocation.out().json())
            invocation.out().object(parseJson(*bytes).value_or(Json()));
        else
            for (const QString &line : QString::fromUtf8(bytes->chopped(bytes->endsWith('\n') ? 1 : 0)).split(u'\n'))
                invocation.out().line(line);
        return ExitCode::Done;
    }
    const QString path = QDir::current().absoluteFilePath(invocation.value(u"out"_s));
    if (const auto written = writeWhole(path, *bytes); !written)
        return report(invocation, written.error());
    invocation.out().object(Json {{"chat", toStd(chat.value)}, {"out", toStd(path)}});
    invocation.out().line(path);
    return ExitCode::Done;
}

}  // namespace

ExitCode runChatReading(const Invocation &invocation)
{
    const QString word = invocation.arguments.first();
    const QString which = invocation.arguments.value(1);
    if (word != "list"_L1 && which.isEmpty())
        return report(
            invocation,
            invalid(u"chat "_s + word, text(QT_TRANSLATE_NOOP("bw::cli", "Which? See buildwright chat list.")))
                .error());
    auto side = ReadSide::open(invocation);
    if (!side) {
        if (!isNothingYet(side.error()) || word != "list"_L1)
            return report(invocation, side.error());
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "No chats. Begin one: buildwright chat new --model demo")));
        return ExitCode::Done;
    }
    store::Database &database = (*side)->database();
    if (word == "list"_L1)
        return list(invocation, database);
    if (word == "search"_L1)
        return search(invocation, database, which);
    const auto chat = store::ChatStore(database).resolve(which);
    if (!chat)
        return report(invocation, chat.error());
    return word == "show"_L1 ? show(invocation, database, *chat) : exportOne(invocation, database, *chat);
}

}  // namespace bw::cli
