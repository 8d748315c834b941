// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/personmessage.h"
#include "base/clock.h"
#include "base/executor.h"
#include "build/peoplerecord.h"
#include "build/resumestate.h"
#include "claude/model.h"
#include "model/build.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

#include <functional>
#include <memory>

namespace bw::spec
{
struct AppSpec;
}

namespace bw::build
{

/// What a build works with. Everything outlives the runner.
struct BuildEnvironment {
    store::EventLog &log;
    store::BlobStore &blobs;
    claude::Model &model;  ///< already behind the budget of this build
    sandbox::SandboxProvider &sandboxes;
    Clock &clock;
    Executor &executor;  ///< for parallel read-only calls and for deflating
    QString artifactsFolder;
    QStringList allowedHosts;      ///< for the network policy `registries`
    QStringList allowedAddresses;  ///< for `open`
    /// True when a person wants the build to pause: asked at every safe point, between features and phases. May be
    /// empty.
    std::function<bool()> pauseRequested {};
    /// The same for a move to another place. May be empty.
    std::function<bool()> moveRequested {};
    /// Records that the build is in the other place, in one commit with its change of state. Stands where
    /// moveRequested does.
    std::function<Status(NewEvent state)> recordMove {};
    /// Told of the sandbox in which the agents work once it stands and is filled, and of nullptr before it goes: that
    /// call returns when nobody uses it any more. May be empty.
    std::function<void(sandbox::Sandbox *)> workPlace {};
    /// A ceiling of the whole build that is reached while nothing is sent: time, or seconds of sandboxes
    /// (BudgetExceeded). Asked every 20 ms, from another thread. May be empty: then only the time limit of the options
    /// is watched.
    std::function<std::optional<Error>()> ceilingReached {};
    /// The same for the phase that runs and, while a session works on one, for a feature (else its id is empty). A
    /// feature's ceiling ends its session, a phase's lets the build pause. Answers once each time that it looks, and
    /// not at every question. May be empty.
    std::function<std::optional<Error>(Phase, const QString &feature)> partCeilingReached {};
    /// What the build and its person said to each other up to now; read at every safe point, since answers come while
    /// it works. May be empty: nobody is ever asked.
    std::function<Result<PeopleRecord>()> people {};
    /// An answer that a person gave for the whole project: permission key, by kind and subject of the question. May be
    /// empty.
    std::function<std::optional<QString>(const QString &kind, const QString &subject)> rememberedAnswer {};
    /// Hosts that a person allowed for the whole project. May be empty.
    std::function<QStringList()> rememberedHosts {};
    /// Events about proofs from a number on (proofrecord.h). May be empty: then nothing of an earlier run is known.
    std::function<Result<QList<Event>>(qint64 from)> proofEvents {};
    /// What the sandboxes cost goes into the accounts: before a state is recorded in which nobody works on the build,
    /// so that whoever sees that state sees the whole cost. May be empty.
    std::function<Status()> settle {};
    /// Gives up old checkpoints of the build; asked at a safe point after every CheckpointKeeper::thinAfter new ones.
    /// May be empty: then that waits until it rests.
    std::function<void()> thinCheckpoints {};
    /// What a person told the agent and no session has heard to its end; asked before every turn. May be empty.
    std::function<Result<QList<agent::PersonMessage>>()> unheard {};
};

struct BuildJob {
    BuildId build;
    BuildOptions options;
    QString modelId;      ///< that requests name; empty = options.model
    QByteArray specText;  ///< as given, byte for byte
    QString specName;     ///< its file name, for messages
    std::shared_ptr<const spec::AppSpec> spec;
    ResumeState resume;
};

/// How a run ended. The state is an end, or paused; it is recorded before run() returns.
struct BuildOutcome {
    BuildState state = BuildState::Failed;
    QString reason;              ///< build/buildreasons.h
    std::optional<Error> error;  ///< what the reason came from
    int featuresTotal = 0;
    int featuresVerified = 0;
    std::optional<Artifact> artifact;
};

/// One run of one build, start to end, as straight-line code on the calling thread. Whatever happens, it records a
/// state with a way out, tries a last checkpoint, makes an artifact from the newest checkpoint and destroys its
/// sandboxes; a stop is heard within 100 ms, the agent's work ends with it, and the checkpoint of a stopped build has
/// `stopGrace`.
class BuildRunner final
{
public:
    BuildRunner(const BuildEnvironment &environment, BuildJob job);
    ~BuildRunner();

    /// Error only when the log can no longer be written (the log's own error).
    Result<BuildOutcome> run(std::stop_token stop);

    /// How long a stopped build may take for its last checkpoint.
    static constexpr std::chrono::milliseconds stopGrace {700};

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::build
