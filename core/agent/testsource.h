// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::agent
{

/// What the text of a test says about itself, without running it. Patterns over the text with comments and strings
/// taken out: enough to find what cannot prove anything, not enough to say that something proves much.
struct TestSource {
    QString path;
    QString text;    ///< of the test
    QString beside;  ///< texts of its own helpers, which may hold its assertions
};

/// Why a passing run of it proves nothing; empty = nothing was found. JavaScript, TypeScript, Python and shell are read
/// by their own rules, other languages by what they have in common. Pure.
QString whyProvesNothing(const TestSource &source);

/// The same for program text on a command line; `program`: "node", "python3" …
QString whyProvesNothing(const QString &program, const QString &code);

}  // namespace bw::agent
