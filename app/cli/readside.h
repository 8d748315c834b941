// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readside.h"
#include "invocation.h"

namespace bw::cli
{

/// The data directory as a reading command sees it. Says on stderr, once, which builds a crash interrupted.
class ReadSide final : public engine::ReadSide
{
public:
    /// Errors as engine::ReadSide::open().
    static Result<std::unique_ptr<ReadSide>> open(const Invocation &invocation);
    /// For the process that owns the directory: reads through the owner's database, which has to live longer.
    static std::unique_ptr<ReadSide> over(store::Database &database);

private:
    ReadSide() = default;
    void tellInterrupted(Terminal &terminal);
};

/// What the next command says about a build whose process died.
QString interruptedText(const BuildId &build);
using engine::isNothingYet;

}  // namespace bw::cli
