// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildmachine.h"
#include "build/buildqueue.h"
#include "engine/buildrequest.h"
#include "engine/modelchoice.h"
#include "engine/specsource.h"
#include "model/event.h"

namespace bw::engine
{

struct Parts;

/// How a build comes into the queue: everything that can be checked without a sandbox is checked first, then it is
/// recorded, then queued. Thread-safe; nothing is left behind by an error.
class BuildAdmission final
{
public:
    explicit BuildAdmission(Parts &parts)
        : m_parts(parts)
    {
    }

    /// Errors: SpecInvalid, SpecEmpty, TooLarge, NotFound, KeyMissing, RecordingMismatch, RecordingInvalid,
    /// PriceUnknown, SandboxUnavailable.
    Result<BuildId> submit(const BuildRequest &request);
    /// Checks that a build could work with these options; records `first`, the change of options where they differ, and
    /// the way from its state by `event` (Resume, AnswerGate or AnswerQuestion); queues it. Error: WrongState, and
    /// those of submit().
    Status goOn(const Build &build, const BuildOptions &options, build::BuildEventKind event,
                QList<NewEvent> first = {});
    /// Policy, model, key, price and ceilings.
    Status check(const BuildOptions &options, const ModelPurpose &purpose, ModelChoice &choice);
    Status enqueue(const BuildId &id);
    /// As it would go into the queue now.
    [[nodiscard]] build::QueuedBuild queued(const Build &build);
    /// A new build that begins with these events, queued.
    Result<BuildId> begin(const QList<NewEvent> &events);

private:
    /// By id or by name; none for an empty text. Error: NotFound.
    Result<ProjectId> findProject(const QString &given) const;
    Status keepSource(const SpecSource &source, Json &created);

    Parts &m_parts;
};

}  // namespace bw::engine
