// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatlibrary.h"

#include "engine/specservice.h"
#include "store/chatstore.h"
#include "store/messagestore.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

/// The newest version in the library that this chat has written.
std::optional<store::ChatSpec> lastKept(const QList<store::ChatMessage> &earlier)
{
    for (qsizetype i = earlier.size() - 1; i >= 0; --i)
        if (const auto &spec = earlier.at(i).spec; spec && spec->specVersion > 0)
            return spec;
    return std::nullopt;
}

}  // namespace

Result<KeptSpec> keepChatSpec(store::Database &database, const store::Chat &chat, const QString &name,
                              const QByteArray &text, const QList<store::ChatMessage> &earlier)
{
    SpecService library(database);
    const SpecAuthor author {.author = u"chat"_s, .reason = chat.title};
    const auto kept = lastKept(earlier);
    const auto there =
        kept ? store::SpecStore(database).get(kept->spec) : Result<store::Spec>(fail(ErrorCode::NotFound));
    if (!there && there.error().code != ErrorCode::NotFound)
        return fail(there.error());
    if (!there || there->deletedMs > 0) {
        const auto made = library.create(name, text, author, chat.project, chat.id);
        return made ? Result<KeptSpec>(KeptSpec {made->id, made->version}) : fail(made.error());
    }
    QByteArray next = text;
    if (there->version != kept->specVersion) {
        const auto merge = library.merge(kept->spec, kept->specVersion, text);
        if (!merge)
            return fail(merge.error());
        if (merge->open() > 0)
            return KeptSpec {kept->spec, 0};
        auto merged = merge->result();
        if (!merged)
            return fail(merged.error());
        next = std::move(*merged);
    }
    const auto saved = library.save(kept->spec, there->version, next, author);
    return saved ? Result<KeptSpec>(KeptSpec {kept->spec, saved->version}) : fail(saved.error());
}

Result<KeptSpec> keepMergedSpec(store::Database &database, const ChatId &chat, qint64 seq, int base,
                                const QByteArray &text)
{
    store::MessageStore messages(database);
    const auto of = store::ChatStore(database).get(chat);
    const auto message = messages.get(chat, seq);
    if (!of || !message)
        return fail(of ? message.error() : of.error());
    if (!message->spec || message->spec->spec.isEmpty() || message->spec->specVersion > 0)
        return fail(ErrorCode::WrongState, u"the message has no specification that waits"_s,
                    {{u"state"_s, u"merged"_s}, {u"possible"_s, u"expand"_s}});
    const auto saved =
        SpecService(database).save(message->spec->spec, base, text, {.author = u"chat"_s, .reason = of->title});
    if (!saved)
        return fail(saved.error());
    store::ChatSpec kept = *message->spec;
    kept.specVersion = saved->version;
    const Status noted = messages.setSpec(message->no, kept);
    return noted ? Result<KeptSpec>(KeptSpec {kept.spec, kept.specVersion}) : fail(noted.error());
}

}  // namespace bw::engine
