// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/local/httphead.h"

#include <QString>

namespace bw::sandbox
{

/// Where a request to the edge router wants to go, by the rules of E2B's hosted edge (which sandbox, which port, what
/// is never routed). Pure.
struct EdgeRequest {
    int status = 0;   ///< 0 = routable, else what to answer
    QString message;  ///< for the answer
    QString sandbox;
    int port = 0;

    /// `edgePort`: the router's own; a Host that names another one is refused.
    static EdgeRequest from(const HttpHead &head, int edgePort);
    /// The path of the first line with its percent signs, doubled slashes and dots resolved; empty = malformed.
    static QByteArray plainPath(const HttpHead &head);

private:
    void takeHost(const QByteArray &host, const HttpHead &head, int edgePort);
};

}  // namespace bw::sandbox
