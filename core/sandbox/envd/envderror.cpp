// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envderror.h"

#include "net/retrypolicy.h"

#include <QDateTime>
#include <QHash>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// For answers that carry no Connect code. 409 is how the edge says that a sandbox is between two states.
QString codeOfStatus(int status)
{
    static const QHash<int, QString> codes {
        {400, u"invalid_argument"_s},  {401, u"unauthenticated"_s}, {403, u"permission_denied"_s},
        {404, u"not_found"_s},         {409, u"unavailable"_s},     {413, u"resource_exhausted"_s},
        {429, u"rate_limited"_s},      {499, u"canceled"_s},        {500, u"internal"_s},
        {501, u"unimplemented"_s},     {502, u"unavailable"_s},     {503, u"unavailable"_s},
        {504, u"deadline_exceeded"_s}, {507, u"no_space"_s}};
    return codes.value(status, u"unknown"_s);
}

}  // namespace

Error errorFromConnectCode(const QString &code, const QString &message)
{
    const auto make = [&message](ErrorCode errorCode, QMap<QString, QString> args) {
        return Error {errorCode, message, std::move(args), std::nullopt};
    };
    if (code == "not_found"_L1)
        return make(ErrorCode::NotFound, {{u"kind"_s, u"path or process"_s}, {u"name"_s, message}});
    if (code == "invalid_argument"_L1 || code == "out_of_range"_L1)
        return make(ErrorCode::InvalidArgument, {{u"what"_s, message}});
    if (code == "already_exists"_L1 || code == "failed_precondition"_L1 || code == "aborted"_L1)
        return make(ErrorCode::WrongState, {{u"state"_s, message}});
    if (code == "unauthenticated"_L1)
        return make(ErrorCode::Unauthorized, {{u"service"_s, u"sandbox"_s}});
    if (code == "permission_denied"_L1)
        return make(ErrorCode::PermissionDenied, {{u"service"_s, u"sandbox"_s}, {u"why"_s, message}});
    if (code == "no_space"_L1 || (code == "resource_exhausted"_L1 && message.contains("no space"_L1)))
        return make(ErrorCode::DiskFull, {{u"path"_s, message}});
    if (code == "rate_limited"_L1)
        return make(ErrorCode::RateLimited, {{u"service"_s, u"sandbox"_s}});
    if (code == "resource_exhausted"_L1)
        return make(ErrorCode::LimitHit, {{u"limit"_s, u"processes"_s}, {u"value"_s, message}});
    if (code == "canceled"_L1)
        return make(ErrorCode::StreamBroken, {{u"host"_s, u"sandbox"_s}});
    if (code == "deadline_exceeded"_L1)
        return make(ErrorCode::Timeout, {{u"what"_s, u"sandbox"_s}});
    if (code == "unavailable"_L1)
        return make(ErrorCode::NetworkUnreachable, {{u"host"_s, u"sandbox"_s}, {u"why"_s, message}});
    if (code == "unimplemented"_L1)
        return make(ErrorCode::Unsupported, {{u"what"_s, message}});
    return make(ErrorCode::SandboxFailed, {{u"why"_s, message}});
}

Error errorFromResponse(const net::HttpResponse &response)
{
    QString code = codeOfStatus(response.status);
    QString message = QString::fromUtf8(response.body.left(500)).trimmed();
    if (const Result<Json> body = parseJson(response.body); body && body->is_object()) {
        message = jsonString(*body, "message", message);
        code = jsonString(*body, "code", code);  // a number gives the fallback
    }
    if (message.isEmpty())
        message = u"HTTP %1"_s.arg(response.status);
    Error error = errorFromConnectCode(code, message);
    error.args.insert(u"status"_s, QString::number(response.status));
    error.retryAfter = net::retryHints(response, QDateTime::currentMSecsSinceEpoch()).after;
    return error;
}

bool saysNothingDone(const Error &error)
{
    const int status = error.args.value(u"status"_s).toInt();
    if (status != 0)
        return status == 429 || status == 503 || (status == 409 && error.code == ErrorCode::NetworkUnreachable);
    return error.code == ErrorCode::NetworkUnreachable && !error.args.contains(u"sent"_s);
}

bool mayMeanLost(const Error &error)
{
    return error.code == ErrorCode::NetworkUnreachable || error.code == ErrorCode::StreamBroken
        || error.code == ErrorCode::NetworkTimeout;
}

}  // namespace bw::sandbox
