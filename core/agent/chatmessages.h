// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/chatrecords.h"

#include <QList>

#include <functional>

namespace bw::agent
{

/// The messages of a request out of a branch of a chat (ModelRequest::messages). A complete answer goes back byte for
/// byte; of one that was cut short its text; a person's attachments stand before the text. What has nothing to say is
/// left out, and messages of one side that follow each other become one. `read` gives the bytes of an attachment; its
/// error ends it. The same branch always gives the same bytes, so that the service's cache fits.
Result<QList<QByteArray>> chatMessages(const QList<store::ChatMessage> &branch,
                                       const std::function<Result<QByteArray>(const store::ChatAttachment &)> &read);

}  // namespace bw::agent
