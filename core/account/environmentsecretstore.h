// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "account/secretstore.h"

namespace bw::account
{

/// Secrets from environment variables, only of the known names. Cannot keep anything.
class EnvironmentSecretStore final : public SecretStore
{
public:
    Result<SecretString> read(const QString &name) override;
    Status write(const QString &name, const SecretString &secret) override;
    Status remove(const QString &name) override;
};

}  // namespace bw::account
