// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/verifier.h"

#include "agent/commandrecorder.h"
#include "agent/tools/toolinput.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cannotRun = 126;  // what a shell says of a command that it cannot start

bool passed(const Evidence &evidence) { return evidence.exitCode == 0 && !evidence.timedOut; }

FeatureStatus statusOf(const QList<Evidence> &evidence)
{
    const auto good = std::ranges::count_if(evidence, passed);
    if (good == 0)
        return FeatureStatus::Unverified;
    return good == evidence.size() ? FeatureStatus::Verified : FeatureStatus::Partly;
}

/// Of errors that come from the proof itself: they are its result. All others are about the sandbox or the log.
bool isOfProof(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::InvalidArgument || code == ErrorCode::PermissionDenied
        || code == ErrorCode::WrongState;
}

Evidence couldNotRun(const Proof &proof, qint64 now, const QString &why)
{
    Evidence evidence;
    evidence.command = proof.command;
    evidence.exitCode = cannotRun;
    evidence.startedMs = now;
    evidence.output = why;
    return evidence;
}

/// The sandbox of one verification: gone when this goes, whatever happened, with an event.
class ProofSandbox
{
public:
    ProofSandbox(std::unique_ptr<sandbox::Sandbox> sandbox, store::BuildLog log)
        : m_sandbox(std::move(sandbox))
        , m_log(std::move(log))
    {
    }
    ~ProofSandbox()
    {
        const Status gone = m_sandbox->destroy();
        Json payload {{"sandbox", toStd(m_sandbox->id().value)}};
        if (!gone)
            payload["why"] = toStd(gone.error().detail);
        // A log that cannot be written is told by the next commit.
        (void)m_log.append(EventType::SandboxDestroyed, std::move(payload));
    }
    ProofSandbox(const ProofSandbox &) = delete;
    ProofSandbox &operator=(const ProofSandbox &) = delete;

    [[nodiscard]] sandbox::Sandbox &get() const { return *m_sandbox; }

private:
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    store::BuildLog m_log;
};

Status commit(store::BuildLog &log, EventType type, Json payload)
{
    auto committed = log.commit(type, std::move(payload));
    return committed ? Status() : fail(committed.error());
}

}  // namespace

Verifier::Verifier(Environment environment)
    : m_environment(std::move(environment))
{
}

Result<QList<Feature>> Verifier::verify(const sandbox::SandboxRequest &request, const Fill &fill,
                                        QList<Feature> features, const QString &scope, std::stop_token stop)
{
    Json ids = Json::array();
    for (const Feature &feature : std::as_const(features))
        ids.push_back(toStd(feature.id));
    auto said =
        commit(m_environment.log, EventType::VerificationStarted, Json {{"scope", toStd(scope)}, {"features", ids}});
    if (!said)
        return fail(said.error());
    auto made = m_environment.sandboxes.create(request, stop);
    if (!made)
        return fail(made.error());
    {
        const ProofSandbox fresh(std::move(*made), m_environment.log);
        said = commit(m_environment.log, EventType::SandboxCreated,
                      Json {{"sandbox", toStd(fresh.get().id().value)},
                            {"provider", toStd(m_environment.sandboxes.name())},
                            {"network", toStd(toKey(request.network))},
                            {"purpose", "proof"}});
        if (!said)
            return fail(said.error());
        if (auto filled = fill(fresh.get(), stop); !filled)
            return fail(filled.error());
        for (Feature &feature : features) {
            if (auto decided = decide(fresh.get(), feature, stop); !decided)
                return fail(decided.error());
        }
    }
    const auto verified = std::ranges::count(features, FeatureStatus::Verified, &Feature::status);
    said = commit(m_environment.log, EventType::VerificationEnded,
                  Json {{"verified", verified}, {"total", features.size()}});
    if (!said)
        return fail(said.error());
    return features;
}

Status Verifier::decide(sandbox::Sandbox &sandbox, Feature &feature, std::stop_token stop)
{
    // What an earlier run or a plan said is of no account.
    feature.evidence.clear();
    Json numbers = Json::array();
    for (const Proof &proof : std::as_const(feature.proof)) {
        auto evidence = prove(sandbox, proof, stop);
        if (!evidence)
            return fail(evidence.error());
        auto number = record(sandbox, feature, proof, *evidence);
        if (!number)
            return fail(number.error());
        numbers.push_back(*number);
        feature.evidence.append(*evidence);
    }
    feature.status = statusOf(feature.evidence);
    return commit(
        m_environment.log, EventType::FeatureStatus,
        Json {{"feature", toStd(feature.id)}, {"status", toStd(toKey(feature.status))}, {"evidence_seq", numbers}});
}

Result<Evidence> Verifier::prove(sandbox::Sandbox &sandbox, const Proof &proof, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    const qint64 started = m_environment.clock.nowMs();
    const auto cwd = workspacePath(proof.cwd);
    if (!cwd)
        return couldNotRun(proof, started, u"The folder %1 is not below /workspace."_s.arg(proof.cwd));
    sandbox::Command command = sandbox::Command::shell(proof.command);
    command.cwd = *cwd;
    command.timeLimit = std::chrono::seconds(proof.timeoutSeconds);
    CommandRecorder recorder(m_environment.log, m_environment.blobs, m_environment.clock);
    auto finished = recorder.run(
        sandbox, command,
        {.toolUseId = {}, .shownCommand = proof.command, .cwd = *cwd, .timeoutSeconds = proof.timeoutSeconds}, stop);
    if (!finished) {
        if (isOfProof(finished.error().code))
            return couldNotRun(proof, started, finished.error().detail);
        return fail(finished.error());
    }
    return Evidence {.command = proof.command,
                     .exitCode = finished->result.exitCode,
                     .timedOut = finished->result.timedOut,
                     .startedMs = started,
                     .durationMs = finished->took.count(),
                     .output = finished->output,
                     .outputBlob = finished->outputBlob};
}

Result<qint64> Verifier::record(const sandbox::Sandbox &sandbox, const Feature &feature, const Proof &proof,
                                const Evidence &evidence)
{
    Json payload {{"feature", toStd(feature.id)},
                  {"command", toStd(evidence.command)},
                  {"cwd", toStd(proof.cwd)},
                  {"exit_code", evidence.exitCode},
                  {"timed_out", evidence.timedOut},
                  {"output", toStd(evidence.output)},
                  {"started_ms", evidence.startedMs},
                  {"ms", evidence.durationMs},
                  {"sandbox", toStd(sandbox.id().value)}};
    if (!evidence.outputBlob.isEmpty())
        payload["output_blob"] = toStd(evidence.outputBlob);
    return m_environment.log.commit(EventType::EvidenceRecorded, std::move(payload));
}

}  // namespace bw::agent
