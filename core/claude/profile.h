// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/credentials.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace bw::claude
{

/// How one service wants to be spoken to (claude-api reference §0 and §8).
struct Profile {
    QUrl baseUrl;
    QByteArray apiVersion;
    bool bearer = false;     ///< else x-api-key
    bool anthropic = false;  ///< api.anthropic.com itself: all fields, betas allowed
    QString service;         ///< "Claude", or the host

    [[nodiscard]] QUrl url(const QString &path) const;  ///< base + path; one trailing slash of the base is dropped
};

/// https://api.anthropic.com: 2026-10-21, bearer. Anything else: 2023-06-01, x-api-key unless the credentials are a
/// token. Error: InvalidArgument for an address that is not http(s) with a host.
Result<Profile> profileFor(const QString &baseUrl, const Credentials &credentials);

}  // namespace bw::claude
