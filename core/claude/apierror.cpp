// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/apierror.h"

#include "base/json.h"
#include "base/redactor.h"
#include "net/retrypolicy.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

constexpr qsizetype shownCharacters = 200;

struct ErrorBody {
    QString type;
    QString message;
    QString code;
};

ErrorBody readBody(QByteArrayView bytes)
{
    ErrorBody body;
    const auto json = parseJson(bytes);
    if (!json || !json->is_object() || !json->contains("error")) {
        body.message = QString::fromUtf8(bytes.first(std::min(bytes.size(), shownCharacters))).simplified();
        return body;
    }
    const Json &error = (*json)["error"];
    if (error.is_string()) {
        body.message = toQString(error.get<std::string>()).left(shownCharacters);
        return body;
    }
    if (!error.is_object())
        return body;
    body.type = jsonString(error, "type");
    body.message = jsonString(error, "message").left(shownCharacters);
    if (error.contains("details") && error["details"].is_object())
        body.code = jsonString(error["details"], "error_code");
    return body;
}

int statusOfType(const QString &type)
{
    static const QHash<QString, int> statuses {
        {u"invalid_request_error"_s, 400}, {u"authentication_error"_s, 401}, {u"billing_error"_s, 402},
        {u"permission_error"_s, 403},      {u"not_found_error"_s, 404},      {u"conflict_error"_s, 409},
        {u"request_too_large"_s, 413},     {u"rate_limit_error"_s, 429},     {u"api_error"_s, 500},
        {u"timeout_error"_s, 504},         {u"overloaded_error"_s, 529},
    };
    return statuses.value(type, 500);
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::Unauthorized;
    case 402:
        return ErrorCode::SpendLimit;
    case 403:
        return ErrorCode::PermissionDenied;
    case 404:
        return ErrorCode::ModelUnknown;
    case 408:
    case 409:
        return ErrorCode::ServerError;
    case 413:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::RateLimited;
    case 529:
        return ErrorCode::Overloaded;
    default:
        break;
    }
    if (status >= 500)
        return ErrorCode::ServerError;
    return status >= 400 ? ErrorCode::RequestRejected : ErrorCode::ProtocolError;
}

Error makeError(int status, const ErrorBody &body, const QString &service, const QString &model,
                const QString &requestId)
{
    Error error;
    error.code = codeOfStatus(status);
    if (body.code == u"enforced_spend_limit_reached"_s || body.code == u"contract_spend_limit_reached"_s)
        error.code = ErrorCode::SpendLimit;
    else if (body.type == u"overloaded_error"_s)
        error.code = ErrorCode::Overloaded;
    const QString message = Redactor::redact(body.message);
    error.args = {{u"service"_s, service}, {u"status"_s, QString::number(status)}, {u"why"_s, message}};
    if (error.code == ErrorCode::ModelUnknown)
        error.args.insert(u"model"_s, model);
    else if (error.code == ErrorCode::TooLarge)
        error.args.insert({{u"what"_s, u"request"_s}, {u"limit"_s, u"32 MB"_s}});
    else if (error.code == ErrorCode::ProtocolError)
        error.args.insert(u"host"_s, service);
    if (!requestId.isEmpty())
        error.args.insert(u"request_id"_s, requestId);
    error.detail = u"HTTP %1 %2 %3: %4"_s.arg(QString::number(status), body.type, body.code, message);
    if (!requestId.isEmpty())
        error.detail += u" (request %1)"_s.arg(requestId);
    return error;
}

}  // namespace

Error errorFromResponse(const net::HttpResponse &response, const QString &service, const QString &model, qint64 nowMs)
{
    const QString requestId = QString::fromLatin1(response.header("request-id"));
    Error error = makeError(response.status, readBody(response.body), service, model, requestId);
    error.retryAfter = net::retryHints(response, nowMs).after;
    return error;
}

Error errorFromEvent(QByteArrayView data, const QString &service, const QString &requestId)
{
    const ErrorBody body = readBody(data);
    return makeError(statusOfType(body.type), body, service, {}, requestId);
}

}  // namespace bw::claude
