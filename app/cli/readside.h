// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "invocation.h"
#include "store/database.h"

#include <memory>
#include <optional>

namespace bw::cli
{

/// The data directory as a reading command sees it: read-only, beside an owner or without one. Says on stderr, once,
/// which builds a crash interrupted.
class ReadSide final
{
public:
    /// Errors as store::Database::open(); NotFound when nothing was ever stored there.
    static Result<std::unique_ptr<ReadSide>> open(const Invocation &invocation);
    /// For the process that owns the directory: reads through the owner's database, which has to live longer.
    static std::unique_ptr<ReadSide> over(store::Database &database);

    [[nodiscard]] store::Database &database() { return *m_database; }
    /// A full id, a unique prefix or "last".
    Result<BuildId> resolve(const QString &text);
    /// As stored, but a build at work without an owner is shown as interrupted: that is what it is.
    Result<Build> build(const BuildId &id);
    [[nodiscard]] Build shown(Build build) const;
    std::optional<Artifact> artifact(const BuildId &id);
    /// Whether some process owns the data directory at this moment.
    [[nodiscard]] bool hasOwner() const;

private:
    ReadSide() = default;
    void tellInterrupted(Terminal &terminal);

    SystemClock m_clock;
    std::unique_ptr<store::Database> m_opened;
    store::Database *m_database = nullptr;
};

/// What the next command says about a build whose process died.
QString interruptedText(const BuildId &build);
/// True when a person should be told there is nothing, instead of an error.
[[nodiscard]] bool isNothingYet(const Error &error);

}  // namespace bw::cli
