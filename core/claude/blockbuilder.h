// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "claude/model.h"

#include <QByteArray>
#include <QList>

namespace bw::claude
{

/// Puts one content block together from its start event and its deltas, raw text to raw text (claude-api reference
/// §2.2, §2.3). What no delta touched stays as it came, unknown members and unknown blocks too.
class BlockBuilder
{
public:
    explicit BlockBuilder(QByteArrayView startBlock);

    [[nodiscard]] const QString &type() const { return m_type; }
    /// The name of a tool_use block.
    [[nodiscard]] QString toolName() const;
    /// Text that the start event already carries.
    [[nodiscard]] QString startText() const;

    struct Shown {
        QString text;
        QString thinking;
    };
    /// Applies a delta object; what it adds for a reader. Unknown deltas are ignored.
    Shown apply(QByteArrayView delta);
    /// Error: ProtocolError when the result is no JSON.
    Result<ContentBlock> finish() const;

    /// Decodes a complete block as it stands in a recorded turn.
    static Result<ContentBlock> decode(QByteArrayView raw);

private:
    [[nodiscard]] QByteArray spliced() const;

    QByteArray m_start;
    QString m_type;
    QByteArray m_text;       // between the quotes, of text or thinking
    QByteArray m_json;       // between the quotes, of partial_json
    QByteArray m_signature;  // raw value
    QList<QByteArray> m_citations;
    QByteArray m_compaction;  // raw members, comma separated
    bool m_hasText = false;
    bool m_hasJson = false;
};

}  // namespace bw::claude
