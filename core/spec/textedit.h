// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <compare>

namespace bw::spec
{

/// A place in a text, as editors count: lines from 1, columns from 0 in UTF-16 units. The same in a text with CRLF and
/// in the same text with LF; a byte order mark is no column. Line 0 = nowhere.
struct TextPlace {
    int line = 0;
    int column = 0;
    friend auto operator<=>(const TextPlace &, const TextPlace &) = default;
};

/// From the first place up to and without the second.
struct TextSpan {
    TextPlace from {};
    TextPlace to {};
    [[nodiscard]] bool isNull() const { return from.line == 0; }
    [[nodiscard]] bool isEmpty() const { return from == to; }
    friend auto operator<=>(const TextSpan &, const TextSpan &) = default;
};

/// Replaces a span; an empty span inserts. Lines in `text` end with LF.
struct TextEdit {
    TextSpan span {};
    QString text {};
    friend bool operator==(const TextEdit &, const TextEdit &) = default;
};

/// The text with all edits made; every byte outside their spans is as it was. The edits' places are all those of the
/// given text; their LF become CRLF where the text uses that. Edits at the same place follow one another. Pure. Errors:
/// InvalidArgument for a place that is not there, spans that overlap, and a text that is not UTF-8.
Result<QByteArray> applyEdits(const QByteArray &text, QList<TextEdit> edits);

/// The text of a span, with LF line ends; empty where the span is not in the text.
QString textAt(const QByteArray &text, const TextSpan &span);

}  // namespace bw::spec
