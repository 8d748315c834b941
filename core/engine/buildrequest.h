// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

namespace bw::engine
{

/// What a person asks to be built. Exactly one of specText, templateId and prompt is set.
struct BuildRequest {
    QByteArray specText;  ///< the file as given, byte for byte
    QString specName;     ///< its path or name, for messages
    SpecId spec {};       ///< where specText came from in the library; empty = from elsewhere
    int specVersion = 0;  ///< which version of it
    QString templateId;
    QString prompt;
    BuildOptions options;    ///< model empty: the default model; a template's recording is never chosen silently
    bool tierGiven = false;  ///< false: a tier that the specification names counts before options.tier
    friend bool operator==(const BuildRequest &, const BuildRequest &) = default;
};
/// Carried over the control socket. Specification bytes travel as base64, since they may be any bytes.
Json toJson(const BuildRequest &request);
Result<BuildRequest> buildRequestFromJson(const Json &json);

}  // namespace bw::engine
