// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

namespace bw::claude
{

/// Which optional fields go out.
struct Features {
    bool cacheControl = false;
    bool adaptiveThinking = false;
    bool effort = false;
    QStringList efforts {};       ///< levels that the model takes; empty = whatever is asked for
    bool contextEditing = false;  ///< beta: the service may leave old tool results out
    bool compaction = false;      ///< beta: the service may be asked for a summary
};

/// The highest level that the model takes and that is not above the wanted one; where there is none, its lowest.
QString fittingEffort(const QString &wanted, const QStringList &taken);

/// Names of the betas that a request needs. A header and its field in the body go together or not at all.
QByteArrayList betasOf(const ModelRequest &request, const Features &features);

/// Bodies of POST /v1/messages and /v1/messages/count_tokens. system, tools and messages are spliced as they stand;
/// with cacheControl a breakpoint is put on the last system block and on the last block of the two newest user messages
/// (claude-api reference §7), unless that block has one.
QByteArray messagesBody(const ModelRequest &request, const Features &features);
QByteArray countBody(const ModelRequest &request, const Features &features);

}  // namespace bw::claude
