// SPDX-License-Identifier: GPL-3.0-or-later
#include "readside.h"

#include "account/settings.h"
#include "store/artifactrows.h"
#include "store/buildstore.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

bool isAtWork(BuildState state)
{
    // What rests, or waits for a person, needs no process.
    return state == BuildState::Pending || state == BuildState::Initializing || state == BuildState::Running;
}

// An owner that is just making or migrating the database needs a moment.
Result<std::unique_ptr<store::Database>> openForReading(const Invocation &invocation, Clock &clock)
{
    const auto end = clock.steady() + std::chrono::seconds(3);
    for (;;) {
        auto database = store::Database::open(invocation.dataFolder, store::DataDirectory::Mode::ReadOnly, clock);
        // After an update of the program, or a first start that was cut short: whoever comes first brings it up to
        // date.
        if (!database && database.error().args.contains(u"older"_s))
            (void)store::Database::open(invocation.dataFolder, store::DataDirectory::Mode::Owner, clock);
        if (database || database.error().code != ErrorCode::DatabaseFailed || clock.steady() > end
            || (!database.error().args.contains(u"older"_s) && !store::DataDirectory::ownerPid(invocation.dataFolder))
            || !clock.sleep(std::chrono::milliseconds(20), invocation.stop))
            return database;
    }
}

}  // namespace

Result<std::unique_ptr<ReadSide>> ReadSide::open(const Invocation &invocation)
{
    auto side = std::unique_ptr<ReadSide>(new ReadSide);
    auto database = openForReading(invocation, side->m_clock);
    if (!database)
        return fail(database.error());
    side->m_opened = std::move(*database);
    side->m_database = side->m_opened.get();
    if (!side->hasOwner() && account::Settings::load().recovery().onStart != account::OnStart::Leave)
        side->tellInterrupted(invocation.out());
    return side;
}

std::unique_ptr<ReadSide> ReadSide::over(store::Database &database)
{
    auto side = std::unique_ptr<ReadSide>(new ReadSide);
    side->m_database = &database;
    return side;
}

// Asked each time: an owner may die while somebody follows its build.
bool ReadSide::hasOwner() const
{
    return m_database->isOwner() || store::DataDirectory::ownerPid(m_database->directory().path()).has_value();
}

void ReadSide::tellInterrupted(Terminal &terminal)
{
    const auto unfinished = store::BuildStore(*m_database).unfinished();
    if (!unfinished)
        return;
    for (const Build &build : *unfinished)
        terminal.noteOnce(interruptedText(build.id));
}

QString interruptedText(const BuildId &build)
{
    return QCoreApplication::translate(
               "bw::cli", "Build %1 was interrupted; everything up to then is kept. Go on with: buildwright resume %1")
        .arg(build.value);
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

}  // namespace bw::cli
