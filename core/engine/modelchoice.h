// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/model.h"
#include "model/build.h"

#include <memory>

namespace bw::net
{
class HttpTransport;
}

namespace bw::engine
{

/// What answers in a build.
struct ModelChoice {
    std::unique_ptr<claude::Model> model;
    QString modelId;  ///< that requests name; of a recording: the model it stands for
    bool demonstration = false;
    QString service {};  ///< host that is asked; empty: none is
};

/// What the model is chosen for: a recording may belong to a template or a specification.
struct ModelPurpose {
    QString templateId;
    QByteArray specText;
    bool fromPrompt = false;
};

/// The model of a build for which nobody chose one (claude-api reference §6: the one to offer first).
QString defaultModel();

/// "demo" and "recording:FILE" play a recording; anything else is a model id and needs a key from the environment,
/// unless its server is on this machine. A recording is never chosen in place of a missing key. Errors: KeyMissing,
/// NotFound, RecordingMismatch, RecordingInvalid, FileUnreadable, InvalidArgument (a base address that is none).
Result<ModelChoice> chooseModel(const BuildOptions &options, const ModelPurpose &purpose, net::HttpTransport &transport,
                                Clock &clock);

}  // namespace bw::engine
