// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretstring.h"
#include "sandbox/sandbox.h"

#include <QUrl>

#include <optional>

namespace bw::sandbox
{

/// A file of a sandbox as a signed address names it. Source of the form: envd's public sources, signature version 1.
struct SignedFile {
    QString path;  ///< as the daemon gets it, not resolved
    FileAccess access = FileAccess::Read;
    QString user;                            ///< Linux user; empty = the daemon's default
    std::optional<qint64> expiresAtSeconds;  ///< Unix time; nothing = never

    /// "v1_" and the unpadded base64 of the SHA-256 over path, access, user, token and end. Pure.
    [[nodiscard]] QByteArray signature(const SecretString &token) const;
    /// The address below the daemon's own. A secret itself: whoever has it is let in.
    [[nodiscard]] SecretString address(const QUrl &daemon, const SecretString &token) const;
};

}  // namespace bw::sandbox
