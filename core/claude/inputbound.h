// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

#include <QList>

namespace bw::claude
{

/// Never less than the input tokens of a request, without asking for a count: the exact input of the last answer in the
/// same conversation, and the bytes appended since (a token has at least one byte, claude-api reference §1.4). Knows
/// the newest conversations only; of others boundTokens() is all that can be said. Not thread-safe.
class InputBound final
{
public:
    [[nodiscard]] qint64 of(const ModelRequest &request) const;
    /// An answer said what this request's input was. Does nothing when it said nothing.
    void learn(const ModelRequest &request, const Turn &answer);

    static constexpr qsizetype mostConversations = 16;

private:
    struct Known {
        ModelRequest request;  // shares its bytes with the conversation
        qint64 input = 0;
        qint64 output = 0;
    };
    [[nodiscard]] static bool continues(const ModelRequest &request, const ModelRequest &earlier);

    QList<Known> m_known;  // the newest last
};

}  // namespace bw::claude
