// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/build.h"
#include "store/database.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace bw::engine
{

/// The data directory as whoever only reads sees it: read-only, beside an owner or without one; or through the owner's
/// own database, for the process that owns it. Thread-safe, as the database is.
class ReadSide
{
public:
    /// Blocking: an owner that is just making or migrating the database is given three seconds. Errors as
    /// store::Database::open(); NotFound when nothing was ever stored there.
    static Result<std::unique_ptr<ReadSide>> open(const QString &dataFolder, std::stop_token stop);
    /// For the process that owns the directory; `database` has to live longer.
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

protected:
    ReadSide() = default;
    Status openReadOnly(const QString &dataFolder, std::stop_token stop);
    void lookThrough(store::Database &database) { m_database = &database; }

private:
    SystemClock m_clock;
    std::unique_ptr<store::Database> m_opened;
    store::Database *m_database = nullptr;
};

/// True when a person should be told there is nothing, instead of an error.
[[nodiscard]] bool isNothingYet(const Error &error);

}  // namespace bw::engine
