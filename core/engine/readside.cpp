// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/readside.h"

#include "store/artifactrows.h"
#include "store/buildstore.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

bool isAtWork(BuildState state)
{
    // What rests, or waits for a person, needs no process.
    return state == BuildState::Pending || state == BuildState::Initializing || state == BuildState::Running;
}

}  // namespace

// An owner that is just making or migrating the database needs a moment.
Status ReadSide::openReadOnly(const QString &dataFolder, std::stop_token stop)
{
    const auto end = m_clock.steady() + std::chrono::seconds(3);
    for (;;) {
        auto database = store::Database::open(dataFolder, store::DataDirectory::Mode::ReadOnly, m_clock);
        const bool older = !database && database.error().args.contains(u"older"_s);
        // After an update of the program, or a first start that was cut short: whoever comes first brings it up to
        // date.
        if (older)
            (void)store::Database::open(dataFolder, store::DataDirectory::Mode::Owner, m_clock);
        if (database) {
            m_opened = std::move(*database);
            m_database = m_opened.get();
            return {};
        }
        if (database.error().code != ErrorCode::DatabaseFailed || m_clock.steady() > end
            || (!older && !store::DataDirectory::ownerPid(dataFolder))
            || !m_clock.sleep(std::chrono::milliseconds(20), stop))
            return fail(database.error());
    }
}

Result<std::unique_ptr<ReadSide>> ReadSide::open(const QString &dataFolder, std::stop_token stop)
{
    auto side = std::unique_ptr<ReadSide>(new ReadSide);
    if (auto opened = side->openReadOnly(dataFolder, std::move(stop)); !opened)
        return fail(opened.error());
    return side;
}

std::unique_ptr<ReadSide> ReadSide::over(store::Database &database)
{
    auto side = std::unique_ptr<ReadSide>(new ReadSide);
    side->lookThrough(database);
    return side;
}

// Asked each time: an owner may die while somebody follows its build.
bool ReadSide::hasOwner() const
{
    return m_database->isOwner() || store::DataDirectory::ownerPid(m_database->directory().path()).has_value();
}

Result<BuildId> ReadSide::resolve(const QString &text) { return store::BuildStore(*m_database).resolve(text); }

Result<Build> ReadSide::build(const BuildId &id)
{
    auto build = store::BuildStore(*m_database).get(id);
    if (!build)
        return build;
    return shown(*build);
}

Build ReadSide::shown(Build build) const
{
    if (isAtWork(build.state) && !hasOwner()) {
        build.state = BuildState::Interrupted;
        build.reason = u"crash"_s;
    }
    return build;
}

std::optional<Artifact> ReadSide::artifact(const BuildId &id)
{
    auto artifact = store::ArtifactRows(*m_database).newest(id);
    return artifact ? std::optional(*artifact) : std::nullopt;
}

bool isNothingYet(const Error &error)
{
    return error.code == ErrorCode::NotFound && error.args.value(u"kind"_s) != "build"_L1;
}

}  // namespace bw::engine
