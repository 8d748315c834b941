// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/model.h"
#include "spec/appspec.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

#include <functional>
#include <optional>

namespace bw::agent
{

class Dialogue;

struct GeneratedSpec {
    QByteArray text;
    spec::AppSpec spec;
};

/// Turns a description into a specification in two calls (platform-behaviour §3.2–§3.4): description → App Description
/// (purpose "description"), App Description → specification (purpose "spec"). An answer cut by max_tokens is continued,
/// at most four times; a specification that cannot be read is asked for once more with what was wrong.
class SpecGenerator final
{
public:
    /// deadlineMs: wall time after which waiting for the service makes no sense.
    SpecGenerator(claude::Model &model, store::BuildLog log, store::BlobStore &blobs, Clock &clock, QString modelId,
                  std::optional<qint64> deadlineMs = {}, QString effort = {});
    /// Blocks. Events: session.* (kind "spec"), turn.*; spec.generated is the caller's. Errors: SpecInvalid (twice
    /// unreadable), those of the model (Unauthorized, RecordingEnded, BudgetExceeded, Refused …), Cancelled, the log's.
    Result<GeneratedSpec> generate(const QString &prompt, std::stop_token stop);

private:
    Status converse(const QString &purpose, int tokens, std::stop_token stop,
                    const std::function<Status(Dialogue &)> &body);

    claude::Model &m_model;
    store::BuildLog m_log;
    store::BlobStore &m_blobs;
    Clock &m_clock;
    QString m_modelId;
    std::optional<qint64> m_deadlineMs;
    QString m_effort;
};

}  // namespace bw::agent
