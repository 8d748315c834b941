// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/chatrecords.h"
#include "store/storesupport.h"

namespace bw::store
{

/// The columns of a message "m", with the text of one that still streams put together; for readMessage().
const QString &messageSelect();
ChatMessage readMessage(const Statement &row);
ChatAttachment readAttachmentRow(const Statement &row);
/// Columns of chat_attachments for readAttachmentRow().
const QString &attachmentColumns();

/// Attachments and specifications of these messages of one chat.
Status addParts(Connection &connection, const ChatId &chat, QList<ChatMessage> &messages);

/// JSON of an error for its column; empty for none. Secrets are taken out.
QString errorColumn(const std::optional<Error> &error);

}  // namespace bw::store
