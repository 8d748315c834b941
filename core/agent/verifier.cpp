// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/verifier.h"

#include "agent/commandrecorder.h"
#include "agent/proofcommand.h"
#include "agent/testreport.h"
#include "agent/tools/toolinput.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cannotRun = 126;  // what a shell says of a command that it cannot start

bool passed(const Evidence &evidence) { return evidence.exitCode == 0 && !evidence.timedOut; }

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

/// What one verification was asked for.
struct Verifier::Asked {
    const sandbox::SandboxRequest &request;
    const Fill &fill;
    const Look &look;
};

Verifier::Verifier(Environment environment)
    : m_environment(std::move(environment))
{
}

Result<QList<Feature>> Verifier::verify(const sandbox::SandboxRequest &request, const Fill &fill,
                                        QList<Feature> features, const QString &scope, std::stop_token stop,
                                        const Look &look)
{
    m_judgements.clear();
    Json ids = Json::array();
    for (const Feature &feature : std::as_const(features))
        ids.push_back(toStd(feature.id));
    auto said =
        commit(m_environment.log, EventType::VerificationStarted, Json {{"scope", toStd(scope)}, {"features", ids}});
    if (!said)
        return fail(said.error());
    for (Feature &feature : features) {
        if (auto decided = decide({request, fill, look}, feature, stop); !decided)
            return fail(decided.error());
    }
    const auto verified = std::ranges::count(features, FeatureStatus::Verified, &Feature::status);
    said = commit(m_environment.log, EventType::VerificationEnded,
                  Json {{"verified", verified}, {"total", features.size()}});
    if (!said)
        return fail(said.error());
    return features;
}

Status Verifier::decide(const Asked &asked, Feature &feature, std::stop_token stop)
{
    // What an earlier run or a plan said is of no account.
    feature.evidence.clear();
    Json numbers = Json::array();
    int good = 0, all = 0;
    bool enough = false;
    for (const Proof &proof : std::as_const(feature.proof)) {
        auto ground = asked.look ? asked.look(feature, proof) : Result<Ground>(Ground {});
        if (!ground)
            return fail(ground.error());
        qint64 number = 0;
        auto evidence = run(asked, asked.fill, feature, proof, "after", number, stop);
        if (!evidence)
            return fail(evidence.error());
        numbers.push_back(number);
        feature.evidence.append(*evidence);
        if (auto judged = judge(asked, feature, proof, *evidence, *ground, stop); !judged)
            return judged;
        if (!ground->nothing.isEmpty() && !ground->enough)
            continue;
        ++all;
        if (ground->nothing.isEmpty() && passed(*evidence)) {
            ++good;
            enough = enough || ground->enough;
        }
    }
    feature.status = good > 0 && good == all && enough ? FeatureStatus::Verified
        : good > 0                                     ? FeatureStatus::Partly
                                                       : FeatureStatus::Unverified;
    return commit(
        m_environment.log, EventType::FeatureStatus,
        Json {{"feature", toStd(feature.id)}, {"status", toStd(toKey(feature.status))}, {"evidence_seq", numbers}});
}

/// Whether a proof that passed proves anything; of one that failed only what was seen of it beforehand.
Status Verifier::judge(const Asked &asked, const Feature &feature, const Proof &proof, const Evidence &after,
                       Ground &ground, std::stop_token stop)
{
    bool isNew = !ground.nothing.isEmpty() && !ground.wasSaid;
    if (ground.nothing.isEmpty() && passed(after)) {
        ground.nothing = whyReportProvesNothing(after.output);
        isNew = !ground.nothing.isEmpty();
        if (!isNew && !ground.failedBefore && !ground.before.isEmpty()) {
            Proof hurried = proof;
            const auto patience = static_cast<int>(after.durationMs * patienceBefore / 1000);
            hurried.timeoutSeconds = std::min(proof.timeoutSeconds, std::max(leastBefore, patience));
            bool failed = false;
            for (const Fill &fill : std::as_const(ground.before)) {
                qint64 number = 0;
                auto before = run(asked, fill, feature, hurried, "before", number, stop);
                if (!before)
                    return fail(before.error());
                failed = !passed(*before);
                if (failed)
                    break;
            }
            isNew = true;
            if (!failed)
                ground.nothing = u"it passes without the feature as well"_s;
        }
    }
    m_judgements.append({feature.id, proof, ground.nothing.isEmpty(), ground.nothing});
    if (!isNew)
        return {};
    Json payload {{"feature", toStd(feature.id)},
                  {"command", toStd(proof.command)},
                  {"verdict", ground.nothing.isEmpty() ? "counts" : "proves_nothing"},
                  {"by", "harness"},
                  {"why", ground.nothing.isEmpty() ? "it fails without the feature" : toStd(ground.nothing)}};
    if (!proof.cwd.isEmpty())
        payload["cwd"] = toStd(proof.cwd);
    if (!ground.files.isEmpty())
        payload["files"] = toStd(ground.files);
    return m_environment.log.append(EventType::ProofJudged, std::move(payload));
}

Result<Evidence> Verifier::run(const Asked &asked, const Fill &fill, const Feature &feature, const Proof &proof,
                               const char *when, qint64 &number, std::stop_token stop)
{
    auto made = m_environment.sandboxes.create(asked.request, stop);
    if (!made)
        return fail(made.error());
    const ProofSandbox fresh(std::move(*made), m_environment.log);
    auto said = m_environment.log.append(EventType::SandboxCreated,
                                         Json {{"sandbox", toStd(fresh.get().id().value)},
                                               {"provider", toStd(m_environment.sandboxes.name())},
                                               {"network", toStd(toKey(asked.request.network))},
                                               {"purpose", "proof"}});
    if (!said)
        return fail(said.error());
    if (auto filled = fill(fresh.get(), stop); !filled)
        return fail(filled.error());
    auto evidence = prove(fresh.get(), proof, stop);
    if (!evidence)
        return evidence;
    auto recorded = record(fresh.get(), feature, proof, *evidence, when);
    if (!recorded)
        return fail(recorded.error());
    number = *recorded;
    return evidence;
}

Result<Evidence> Verifier::prove(sandbox::Sandbox &sandbox, const Proof &proof, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    const qint64 started = m_environment.clock.nowMs();
    const auto cwd = workspacePath(proof.cwd);
    if (!cwd)
        return couldNotRun(proof, started, u"The folder %1 is not below /workspace."_s.arg(proof.cwd));
    const sandbox::Command command = proofCommand(proof, *cwd);
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
                                const Evidence &evidence, const char *when)
{
    Json payload {
        {"feature", toStd(feature.id)},        {"command", toStd(evidence.command)}, {"cwd", toStd(proof.cwd)},
        {"exit_code", evidence.exitCode},      {"timed_out", evidence.timedOut},     {"output", toStd(evidence.output)},
        {"started_ms", evidence.startedMs},    {"ms", evidence.durationMs},          {"run", when},
        {"sandbox", toStd(sandbox.id().value)}};
    if (!evidence.outputBlob.isEmpty())
        payload["output_blob"] = toStd(evidence.outputBlob);
    return m_environment.log.commit(EventType::EvidenceRecorded, std::move(payload));
}

}  // namespace bw::agent
