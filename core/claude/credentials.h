// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secretstring.h"

namespace bw::claude
{

/// What opens the Messages API. Exactly one of the two headers is sent.
struct Credentials {
    SecretString key;
    /// True: always `Authorization: Bearer` (a token). False: a key, sent as the profile says (bearer to
    /// api.anthropic.com, x-api-key elsewhere; claude-api reference §0).
    bool bearer = false;
};

/// ANTHROPIC_API_KEY, else ANTHROPIC_AUTH_TOKEN (bearer). Error: KeyMissing.
Result<Credentials> credentialsFromEnvironment();
/// ANTHROPIC_BASE_URL, or an empty string.
QString baseUrlFromEnvironment();

}  // namespace bw::claude
