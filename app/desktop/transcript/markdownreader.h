// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/markdowntext.h"

namespace bw::desktop
{

/// What cmark-gfm finds in a text.
struct MarkdownReading {
    QList<MarkdownBlock> blocks;
    qsizetype lastBlock = 0;  ///< index of the first leaf of the last top-level block
    int lastLine = 1;         ///< line (from 1) in which that begins
};

/// `bytes` is UTF-8. Never fails: every text is a document. Links other than http, https and mailto, raw HTML and
/// images come out as text; nothing is fetched.
MarkdownReading readMarkdown(const QByteArray &bytes);

}  // namespace bw::desktop
