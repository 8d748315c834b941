// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

namespace bw::sandbox
{

/// The Error for an answer of the control plane that is none of success: by the number in its body, else by the
/// status. `what` is named in NotFound.
Error errorFromCloud(const net::HttpResponse &response, const QString &what);
/// True for the answers of a server that has no such address at all, as against one that knows no such sandbox.
bool isUnknownRoute(const net::HttpResponse &response);
/// True when the answer says that nothing was done, so that the same call may be made again.
bool saysNothingDone(const Error &error, bool serverNamedWait);

}  // namespace bw::sandbox
