// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace bw
{

/// Replaces known secrets (by value, also base64 and percent-encoded forms) and things that look like keys (sk-ant-…,
/// e2b_…, AKIA…, JWTs, "Authorization: …") by "[redacted]". Process-wide value list; thread-safe.
class Redactor final
{
public:
    static void registerSecret(const QByteArray &secret);  ///< shorter than 6 bytes is ignored
    [[nodiscard]] static QByteArray redact(const QByteArray &text);
    [[nodiscard]] static QString redact(const QString &text);
};

}  // namespace bw
