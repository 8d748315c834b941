// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "net/httptransport.h"

namespace bw::sandbox
{

/// The Error for a Connect code ("not_found", …) with the daemon's message.
Error errorFromConnectCode(const QString &code, const QString &message);
/// The Error for an answer whose status is not 2xx: Connect errors, plain ones with a numeric code, and anything else.
Error errorFromResponse(const net::HttpResponse &response);
/// True when it says that nothing was done: no connection, or a refusal of the edge before the sandbox.
bool saysNothingDone(const Error &error);
/// Codes after which /health decides whether the sandbox is lost.
bool mayMeanLost(const Error &error);

}  // namespace bw::sandbox
