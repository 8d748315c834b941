// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatview.h"

#include "claude/modelcatalogue.h"
#include "engine/chatmodel.h"
#include "engine/modelchoice.h"
#include "store/attachmentstore.h"
#include "store/chatstore.h"
#include "store/messagestore.h"

#include <QCryptographicHash>

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;
using store::ChatMessage;
using store::MessageRole;
using store::MessageState;

namespace
{

/// The model whose prices and window count: of a recording the one it stands for, as its answers say.
QString pricedModel(const ChatView &view)
{
    for (auto it = view.branch.crbegin(); it != view.branch.crend(); ++it)
        if (it->role == MessageRole::Assistant && !it->model.isEmpty())
            return it->model;
    const QString name = chatModelName(view.chat);
    return name == "demo"_L1 || name.startsWith("recording:"_L1) ? defaultModel() : name;
}

ContextMeter meterOf(const ChatView &view)
{
    ContextMeter meter;
    if (const auto entry = claude::PriceTable::builtIn().entry(pricedModel(view)))
        meter.window = entry->info.contextWindow;
    // The newest answer says exactly what stood before it; what came after is estimated.
    qint64 bytes = 0;
    for (auto it = view.branch.crbegin(); it != view.branch.crend(); ++it) {
        if (it->role == MessageRole::Assistant && it->usage.known && it->usage.calls == 1) {
            meter.used = it->usage.total() + bytes / 4;
            meter.exact = bytes == 0;
            return meter;
        }
        bytes += it->text.toUtf8().size();
        for (const store::ChatAttachment &file : it->attachments)
            bytes += file.kind == "image"_L1 ? 8'000 : file.bytes;
    }
    meter.used = bytes / 4;
    return meter;
}

void findDescription(ChatView &view)
{
    for (auto it = view.branch.crbegin(); it != view.branch.crend(); ++it) {
        if (it->role != MessageRole::Assistant)
            continue;
        auto found = spec::findAppDescription(it->text);
        // One that is cut short does not put the whole one before it out of force, unless it still streams.
        if (!found || (!found->closed && it->state != MessageState::Streaming))
            continue;
        view.description = std::move(found);
        view.describedIn = it->seq;
        return;
    }
}

void setTarget(ChatView &view)
{
    if (view.description)
        view.guess = SpecTarget {view.description->tier, view.description->features, false};
    if (!view.guess && !view.chat.tier && view.chat.features == 0)
        return;
    SpecTarget target = view.guess.value_or(SpecTarget {Tier::Standard, spec::usualFeatures(Tier::Standard), false});
    target.chosen = view.chat.tier || view.chat.features > 0;
    if (view.chat.tier && *view.chat.tier != target.tier) {
        target.tier = *view.chat.tier;
        target.features = spec::usualFeatures(target.tier);
    }
    if (view.chat.features > 0)
        target.features = view.chat.features;
    view.target = target;
}

bool isOutdated(const ChatView &view)
{
    if (view.specs.isEmpty() || !view.specs.constLast().spec || !view.target || !view.description)
        return false;
    const store::ChatSpec &newest = *view.specs.constLast().spec;
    return newest.descriptionHash != descriptionHash(view.description->text) || newest.tier != view.target->tier
        || newest.features != view.target->features;
}

ChatStage stageOf(const ChatView &view)
{
    if (view.specs.isEmpty())
        return ChatStage::Talking;
    const ChatMessage &newest = view.specs.constLast();
    if (newest.state == MessageState::Streaming)
        return ChatStage::Expanding;
    const bool anything =
        std::ranges::any_of(view.specs, [](const ChatMessage &one) { return !one.text.trimmed().isEmpty(); });
    return anything ? ChatStage::Reviewing : ChatStage::Talking;
}

}  // namespace

QString toKey(ChatStage stage)
{
    switch (stage) {
    case ChatStage::Talking:
        return u"talking"_s;
    case ChatStage::Expanding:
        return u"expanding"_s;
    case ChatStage::Reviewing:
        return u"reviewing"_s;
    }
    return {};
}

QString descriptionHash(const QString &description)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(description.trimmed().toUtf8(), QCryptographicHash::Sha256).toHex());
}

qsizetype answersIn(const QList<ChatMessage> &branch)
{
    return std::ranges::count_if(branch, [](const ChatMessage &message) {
        return message.role == MessageRole::Assistant && !message.text.trimmed().isEmpty();
    });
}

Result<ChatView> viewChat(store::Database &database, const ChatId &id)
{
    const store::ChatStore chats(database);
    const store::MessageStore messages(database);
    ChatView view;
    const auto chat = chats.get(id);
    if (!chat)
        return fail(chat.error());
    view.chat = *chat;
    const auto branch = messages.branch(id, chat->head);
    const auto queued = messages.queued(id);
    const auto specs = messages.specs(id);
    const auto versions = messages.versions(id);
    const auto sum = chats.sum(id);
    const auto files = store::AttachmentStore(database).list(id, 0);
    for (const auto &error :
         {branch ? std::nullopt : std::optional(branch.error()), queued ? std::nullopt : std::optional(queued.error()),
          specs ? std::nullopt : std::optional(specs.error()),
          versions ? std::nullopt : std::optional(versions.error()), sum ? std::nullopt : std::optional(sum.error()),
          files ? std::nullopt : std::optional(files.error())})
        if (error)
            return fail(*error);
    view.branch = *branch;
    view.queued = *queued;
    view.specs = *specs;
    view.versions = *versions;
    view.sum = *sum;
    view.draftAttachments = *files;
    findDescription(view);
    setTarget(view);
    view.stage = stageOf(view);
    view.specOutdated = isOutdated(view);
    view.context = meterOf(view);
    if (view.description && view.target)
        view.forecast = expansionForecast(pricedModel(view), view.target->features, view.description->text.size());
    view.replies = recordedReplies(*chat, answersIn(view.branch));
    return view;
}

}  // namespace bw::engine
