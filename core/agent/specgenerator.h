// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/model.h"
#include "spec/appspec.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

namespace bw::agent
{

struct GeneratedSpec {
    QByteArray text;
    spec::AppSpec spec;
};

/// Turns a description into a specification in two calls (platform-behaviour §3.2–§3.4): description → App Description
/// (purpose "description"), App Description → specification (purpose "spec"). An answer cut by max_tokens is continued, at
/// most four times; a specification that cannot be read is asked for once more with what was wrong.
class SpecGenerator final
{
public:
    SpecGenerator(claude::Model &model, store::BuildLog log, store::BlobStore &blobs, Clock &clock, QString modelId);
    Result<GeneratedSpec> generate(const QString &prompt, std::stop_token stop);

private:
    Result<QString> ask(const QString &purpose, const QString &system, const QString &message, std::stop_token stop);

    claude::Model &m_model;
    store::BuildLog m_log;
    store::BlobStore &m_blobs;
    Clock &m_clock;
    QString m_modelId;
};

}  // namespace bw::agent
