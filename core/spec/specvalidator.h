// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specparser.h"

namespace bw::spec
{

inline constexpr qint64 largeSpec = 500'000;  ///< bytes; from here on a warning

/// A way to mend a finding: edits of the source. The front ends make its text from key and detail.
struct QuickFix {
    QString key {};  ///< "rename_id", "remove_dependency", "remove_group", "add_table", "set_target", "set_tier" …
    QString detail {};
    QList<TextEdit> edits {};
    friend bool operator==(const QuickFix &, const QuickFix &) = default;
};

struct Finding {
    Diagnostic::Level level = Diagnostic::Level::Warning;
    TextSpan span {};  ///< null = the whole file
    QString key {};    ///< those of Diagnostic and the ones below
    QString detail {};
    QList<QuickFix> fixes {};
    friend bool operator==(const Finding &, const Finding &) = default;
};

/// Everything that is wrong with a specification, in order of lines: what reading it told, and
///   duplicate_id (a written id, or the same text twice), unknown_dependency, dependency_on_itself, empty_group,
///   endpoint_without_table, tier_and_count, target_and_count, large.
/// Only what reading told can be an error: everything else can be built.
/// Pure and thread-safe. Takes some tens of milliseconds for 1 MB, so an editor calls it, together with readSpec(), on
/// another thread for the newest text whenever the last call has come back.
QList<Finding> validateSpec(const ParsedSpec &parsed);

}  // namespace bw::spec
