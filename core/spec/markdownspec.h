// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specparser.h"

namespace bw::spec
{

/// Fills `parsed` from Markdown: `# Name`, `## Sections`, features as `### Feature N: name` or as a list below a
/// heading that speaks of features; appends diagnostics.
void readMarkdownSpec(const QString &text, ParsedSpec &parsed);

}  // namespace bw::spec
