// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chatspecs.h"

#include "engine/specservice.h"
#include "spec/replyspec.h"

#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using store::ChatMessage;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::ChatSpecs", source); }

/// The newest message before this one that wrote anything; null = there is none.
const ChatMessage *earlier(const engine::ChatView &view, qint64 seq)
{
    for (auto it = view.specs.crbegin(); it != view.specs.crend(); ++it)
        if (it->seq < seq && !it->text.trimmed().isEmpty())
            return &*it;
    return nullptr;
}

/// The newest before this one that stands in the library.
const ChatMessage *earlierKept(const engine::ChatView &view, qint64 seq)
{
    for (auto it = view.specs.crbegin(); it != view.specs.crend(); ++it)
        if (it->seq < seq && it->spec && it->spec->specVersion > 0)
            return &*it;
    return nullptr;
}

std::unexpected<Error> nothing()
{
    return fail(ErrorCode::NotFound, u"no earlier specification"_s,
                {{u"kind"_s, u"specification"_s}, {u"name"_s, u"-"_s}});
}

}  // namespace

QByteArray specTextOf(const ChatMessage &spec)
{
    const auto found = spec::findReplySpec(spec.text);
    return (found ? found->text : spec.text.trimmed()).toUtf8() + '\n';
}

bool hasEarlierSpec(const engine::ChatView &view, const ChatMessage &spec)
{
    return (spec.spec && spec.spec->specVersion > 1) || earlier(view, spec.seq);
}

bool waitsForMerge(const ChatMessage &spec)
{
    return spec.state == store::MessageState::Complete && spec.spec && !spec.spec->spec.isEmpty()
        && spec.spec->specVersion == 0 && spec.spec->problem.isEmpty();
}

Result<ChatSpecPair> readSpecPair(engine::ReadSide &side, const engine::ChatView &view, const ChatMessage &spec)
{
    const engine::SpecService library(side.database());
    const int version = spec.spec ? spec.spec->specVersion : 0;
    if (version > 1) {
        const auto before = library.version(spec.spec->spec, version - 1);
        const auto after = library.version(spec.spec->spec, version);
        if (!before || !after)
            return fail(before ? after.error() : before.error());
        return ChatSpecPair {text(QT_TRANSLATE_NOOP("bw::desktop::ChatSpecs", "From version %1 to version %2"))
                                 .arg(version - 1)
                                 .arg(version),
                             before->content, after->content};
    }
    const ChatMessage *kept = version == 0 ? earlierKept(view, spec.seq) : nullptr;
    if (kept) {
        // With what a person changed since.
        const auto before = library.version(kept->spec->spec);
        if (!before)
            return fail(before.error());
        return ChatSpecPair {
            text(QT_TRANSLATE_NOOP("bw::desktop::ChatSpecs", "From version %1 of the library to the one of this chat"))
                .arg(before->version),
            before->content, specTextOf(spec)};
    }
    const ChatMessage *before = earlier(view, spec.seq);
    if (!before)
        return nothing();
    return ChatSpecPair {
        text(QT_TRANSLATE_NOOP("bw::desktop::ChatSpecs", "From what the chat wrote before to what it wrote last")),
        specTextOf(*before), specTextOf(spec)};
}

Result<ChatSpecMerge> readSpecMerge(engine::ReadSide &side, const engine::ChatView &view, const ChatMessage &spec)
{
    const ChatMessage *kept = earlierKept(view, spec.seq);
    if (!kept)
        return nothing();
    const engine::SpecService library(side.database());
    const auto base = library.version(kept->spec->spec, kept->spec->specVersion);
    const auto mine = library.version(kept->spec->spec);
    if (!base || !mine)
        return fail(base ? mine.error() : base.error());
    return ChatSpecMerge {base->content, mine->content, specTextOf(spec), mine->version};
}

}  // namespace bw::desktop
