// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/peoplerecord.h"
#include "model/build.h"
#include "readside.h"

namespace bw::cli
{

/// What a build waits for from its person.
struct Waiting {
    std::optional<build::GateRecord> gate;
    QByteArray content;  ///< what the gate shows
    QList<build::QuestionRecord> questions;
    [[nodiscard]] bool any() const { return gate || !questions.isEmpty(); }
};
/// Nothing in it: the build waits for nobody.
Result<Waiting> waitingOf(ReadSide &side, const Build &build);

/// For people: what is asked, and the commands that answer it.
QStringList waitingLines(const Build &build, const Waiting &waiting);
/// {"gate","kind","text","files"} or {"question","kind","text","subject","choices","feature"}; null for nothing.
Json waitingObject(const Waiting &waiting);

}  // namespace bw::cli
