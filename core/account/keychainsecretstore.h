// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "account/secretstore.h"

namespace bw::account
{

/// The keyring of the desktop (Secret Service, KWallet …) through qtkeychain, service "buildwright". Where there is
/// none (no session bus, no keyring daemon) nothing is kept: read() gives an empty secret, write() Unsupported. Each
/// call waits in an event loop of its own, at most 30 s (a person may be asked to unlock); needs a QCoreApplication.
class KeychainSecretStore final : public SecretStore
{
public:
    Result<SecretString> read(const QString &name) override;
    Status write(const QString &name, const SecretString &secret) override;
    Status remove(const QString &name) override;
    /// Whether a keyring can be there at all: a session bus is named in the environment. Asks nobody.
    [[nodiscard]] static bool isPossible();
};

}  // namespace bw::account
