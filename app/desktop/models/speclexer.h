// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

#include <QList>
#include <QStringView>

/// What the parts of a line of a specification are, for their colours. Pure; a line needs no more of the text above it
/// than one number.
namespace bw::desktop
{

enum class SpecToken {
    Heading,
    Mark,       ///< of a list, a quotation, a rule
    Strong,     ///< **so** and __so__
    Code,       ///< between backticks, and lines between fences
    Identity,   ///< {#id depends="…"}
    Tag,        ///< with its brackets
    Attribute,  ///< its name
    Value,      ///< in quotes
    Comment,
    Entity,  ///< &amp;
};

struct SpecTokenAt {
    int from = 0;
    int length = 0;
    SpecToken token = SpecToken::Heading;
    friend bool operator==(const SpecTokenAt &, const SpecTokenAt &) = default;
};

inline constexpr int firstLexState = 0;
inline constexpr qsizetype longestLexedLine = 10'000;  ///< what stands behind has no colour

/// The tokens of one line, in order and without overlaps (but Strong, Code and Identity in a Heading). `state`: at the
/// end of the line above, firstLexState for the first one; gives back that at the end of this line.
int lexSpecLine(spec::SpecFormat format, QStringView line, int state, QList<SpecTokenAt> &tokens);

/// By the first character that is no blank, as long as nobody has read the text.
spec::SpecFormat likelyFormat(QStringView text);

}  // namespace bw::desktop
