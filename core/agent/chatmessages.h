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
/// error ends it. The same branch always gives the same bytes: the service's cache fits, and thoughts, which the
/// service binds to everything before them (claude-api reference §1.8), stay valid.
///
/// Thoughts go back to the model that had them, `thoughtsOf`; to every other they are only a cost, and are left out.
/// Empty: none goes back.
Result<QList<QByteArray>> chatMessages(const QList<store::ChatMessage> &branch,
                                       const std::function<Result<QByteArray>(const store::ChatAttachment &)> &read,
                                       const QString &thoughtsOf);

}  // namespace bw::agent
