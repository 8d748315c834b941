// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::store
{

/// What a person typed, as an FTS5 expression: every word must occur, "quoted words" as a phrase, the last word also as
/// the beginning of one. Nothing in the text is an operator. Empty when there is no word in it.
QString matchExpression(const QString &typed);

}  // namespace bw::store
