// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/textedit.h"

#include <optional>
#include <vector>

namespace bw::spec
{

/// A text by its lines, without copying it: what places (spec/textedit.h) mean in bytes. The bytes have to live longer.
class SourceText final
{
public:
    explicit SourceText(const QByteArray &bytes);

    [[nodiscard]] int lineCount() const { return static_cast<int>(m_starts.size()); }
    /// From 1; without its line end and without a byte order mark. Empty for a line that is not there.
    [[nodiscard]] QString line(int number) const;
    [[nodiscard]] int columns(int number) const;  ///< of this line, in UTF-16 units
    [[nodiscard]] TextPlace end() const;
    [[nodiscard]] bool usesCrLf() const;
    /// Byte offset of a place; nothing where it is not in the text.
    [[nodiscard]] std::optional<qsizetype> offset(const TextPlace &place) const;
    [[nodiscard]] QString text(const TextSpan &span) const;

    /// The leading blanks of a line.
    [[nodiscard]] QString indent(int line) const;
    /// Whether nothing but blanks stands beside the span on its lines.
    [[nodiscard]] bool standsAlone(const TextSpan &span) const;
    /// The edit that takes the span out, with its lines where it stands there alone.
    [[nodiscard]] TextEdit removal(const TextSpan &span) const;
    /// The end of the last line of the span that is not blank; the beginning of the span where all are.
    [[nodiscard]] TextPlace lastText(const TextSpan &span) const;

private:
    [[nodiscard]] QByteArrayView bytesOf(int number) const;
    const QByteArray &m_bytes;
    std::vector<qsizetype> m_starts;
};

}  // namespace bw::spec
