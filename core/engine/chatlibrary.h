// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/chatrecords.h"

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// Where a specification that a chat has written stands in the library.
struct KeptSpec {
    SpecId spec;
    int version = 0;  ///< 0 = it is not kept: what a person changed meanwhile and this one do not go together
};

/// Puts it there, with the chat as author: a new one, or the next version of the chat's own. Where a person has changed
/// that since, both are merged (SpecService::merge()); what cannot be merged is left to the person. `earlier`: what the
/// chat has written before, oldest first. Errors: those of the store.
Result<KeptSpec> keepChatSpec(store::Database &database, const store::Chat &chat, const QString &name,
                              const QByteArray &text, const QList<store::ChatMessage> &earlier);

/// What a person made of a specification that keepChatSpec() left to them (version 0), and of the newest version in the
/// library, which has to be `base`: the next version there, with the chat as author, and from then on what the message
/// `seq` wrote. Errors: WrongState (it waits for nobody; the library has a newer version: merge again), those of the
/// store.
Result<KeptSpec> keepMergedSpec(store::Database &database, const ChatId &chat, qint64 seq, int base,
                                const QByteArray &text);

}  // namespace bw::engine
