// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secretstring.h"

#include <QString>

namespace bw::account
{

/// Where keys are kept. A name is that of the environment variable that would hold the secret ("ANTHROPIC_API_KEY").
/// Blocking; thread-safe.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    /// An empty secret = none is kept. Error: PermissionDenied when the person refused.
    virtual Result<SecretString> read(const QString &name) = 0;
    virtual Status write(const QString &name, const SecretString &secret) = 0;  ///< Unsupported where it cannot be kept
    virtual Status remove(const QString &name) = 0;                             ///< missing is success
};

/// The names of the secrets that Buildwright knows.
inline constexpr const char *secretNames[] {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "E2B_API_KEY"};

}  // namespace bw::account
