// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/httptransport.h"

namespace bw::claude
{

/// What an error answer means (claude-api reference §3.1): by status and error.details.error_code, never by message.
/// The detail holds status, type, the first 200 characters and the request id, redacted. Bodies may be HTML or empty.
Error errorFromResponse(const net::HttpResponse &response, const QString &service, const QString &model, qint64 nowMs);

/// The `error` event in a stream: there is no status, the type stands for it. requestId: from the response header.
Error errorFromEvent(QByteArrayView data, const QString &service, const QString &requestId);

}  // namespace bw::claude
