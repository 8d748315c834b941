// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "spec/appspec.h"

namespace bw::spec
{

inline constexpr qint64 largestSpec = 4'000'000;  ///< bytes

struct Diagnostic {
    enum class Level { Error, Warning };
    Level level = Level::Error;
    int line = 0;    ///< from 1; 0 = the whole file
    QString key;     ///< "not_utf8", "broken_xml", "no_features" …; the front ends make the text
    QString detail;  ///< the name, tag or text it is about
    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

struct ParsedSpec {
    AppSpec spec;
    QList<Diagnostic> diagnostics;      ///< in order of their lines
    [[nodiscard]] bool usable() const;  ///< no diagnostic is an error
};

/// Reads XML-like and Markdown specifications leniently (platform-behaviour §3.4): extra tags and sections are kept.
/// Pure.
ParsedSpec readSpec(const QByteArray &bytes);

/// The same for those who only want a good one. Errors, naming `source`: SpecEmpty, TooLarge, SpecInvalid with its
/// line.
Result<AppSpec> parseSpec(const QByteArray &bytes, const QString &source);

}  // namespace bw::spec
