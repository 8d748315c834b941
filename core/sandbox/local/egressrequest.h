// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/local/httphead.h"

#include <QString>

#include <optional>

namespace bw::sandbox
{

/// What a program asks the egress proxy for: a tunnel (CONNECT host:port) or one plain request (http://host/…).
struct EgressRequest {
    bool tunnel = false;
    QString host;  ///< as asked, an IPv6 address without its brackets
    int port = 0;
    QByteArray target;  ///< plain: path and query
    HttpHead head;      ///< plain: with `target` in its first line

    /// Nothing when it is neither, or not well formed (user names in addresses, control characters, other protocols).
    static std::optional<EgressRequest> from(const HttpHead &head);
    /// Sets Host to the name that was checked, so that what was asked for and where it goes cannot differ.
    void nameHost(const QString &normal);
    /// After that: the first line that an upstream proxy gets.
    [[nodiscard]] QByteArray absoluteStartLine() const;

private:
    bool takeAuthority(const QByteArray &authority, int defaultPort);
};

}  // namespace bw::sandbox
