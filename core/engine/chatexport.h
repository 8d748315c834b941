// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "store/chatrecords.h"

#include <QByteArray>

namespace bw::store
{
class Database;
}

namespace bw::engine
{

enum class ChatFormat { Markdown, Json };

/// A chat as a document: Markdown holds the branch that is shown and the newest specification, for people; JSON holds
/// every message of every branch, with tokens and cost. Attachments are named, their bytes are not in it. No secret
/// stands in it (base/redactor.h). Errors: NotFound, those of the disk.
Result<QByteArray> exportChat(store::Database &database, const ChatId &chat, ChatFormat format);

/// One message as an object, as it stands in the JSON form. Pure.
Json messageJson(const store::ChatMessage &message);
/// One message as Markdown, as for the clipboard. Pure.
QString messageMarkdown(const store::ChatMessage &message);

}  // namespace bw::engine
