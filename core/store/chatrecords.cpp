// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chatrecords.h"

#include "base/keytable.h"

namespace bw::store
{

namespace
{

constexpr auto roles = keyTable<MessageRole, 3>({
    {MessageRole::User, "user"},
    {MessageRole::Assistant, "assistant"},
    {MessageRole::Spec, "spec"},
});
static_assert(roles.inOrder());

constexpr auto states = keyTable<MessageState, 5>({
    {MessageState::Queued, "queued"},
    {MessageState::Streaming, "streaming"},
    {MessageState::Complete, "complete"},
    {MessageState::Interrupted, "interrupted"},
    {MessageState::Failed, "failed"},
});
static_assert(states.inOrder());

}  // namespace

QString toKey(MessageRole role) { return roles.key(role); }

std::optional<MessageRole> messageRoleFromKey(const QString &key) { return roles.value(key); }

QString toKey(MessageState state) { return states.key(state); }

std::optional<MessageState> messageStateFromKey(const QString &key) { return states.value(key); }

}  // namespace bw::store
