// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "acting.h"
#include "engine/chatview.h"
#include "invocation.h"

namespace bw::cli
{

/// Shows what streams in a chat, line by line as it comes, until nothing does any more; then where the chat is and what
/// can be done. Ctrl+C stops the answer; what came is kept. With --json one object at the end (chatObject()). The exit
/// code is that of the newest answer or specification.
ExitCode followChat(const Invocation &invocation, Acting &acting, const ChatId &chat);

/// A chat as --json prints it.
Json chatObject(const engine::ChatView &view);
/// Where the chat is, what it cost, and what can be said next, for people.
QStringList chatLines(const engine::ChatView &view);
QString costWords(const std::optional<Money> &cost, const Usage &usage, bool demonstration);

}  // namespace bw::cli
